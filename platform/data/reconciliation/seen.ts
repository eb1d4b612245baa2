import { mayReveal } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Permission } from '#kernel/operation';
import { notFound, Problem } from '#kernel/problem';
import { getDatasetEver } from '#platform/data/catalogue';
import { matterPath, type Kept } from './matter.ts';
import * as store from './store.ts';

/** @throws Problem 404 `request.not-found`, in the same words whether it is not there or another's */
export async function seenComparison(context: Context, code: string, permission: Permission): Promise<void> {
  if (!(await store.isWithin(context, code, permission)))
    throw notFound({ zh: '数据比对', en: 'comparison' }, code);
}

/** @throws Problem 404 `request.not-found` */
export async function seenRun(context: Context, id: string): Promise<store.RunRow> {
  const run = await store.findRun(context.db, id);
  const within = run && (await store.isWithin(context, run.comparison, 'reconciliation:read'));
  if (!within) throw notFound({ zh: '比对结果', en: 'run' }, id);
  return run;
}

/** Where a finished run's rows lie; undefined while it is not finished. */
export async function openKept(context: Context, run: store.RunRow): Promise<Kept | undefined> {
  if (run.status !== 'done') return undefined;
  const { definition } = run;
  return {
    path: await matterPath(context, run.comparison, run.id),
    definition,
    of: {
      left: await getDatasetEver(context.db, definition.left),
      right: await getDatasetEver(context.db, definition.right),
    },
  };
}

/**
 * Whether personal values are shown whole: by right and for a stated purpose.
 * @throws Problem 403 `reconciliation.may-not-reveal`, 400 `reconciliation.purpose-missing`
 */
export function revealing(context: Context, reveal: 'no' | 'yes'): boolean {
  if (reveal === 'no') return false;
  if (!mayReveal(context.actor, 'reconciliation:reveal'))
    throw new Problem(403, 'reconciliation.may-not-reveal', {
      zh: '您没有查看个人信息原文的权限。脱敏内容仍可查看。',
      en: 'You lack the right to see personal values unmasked. Masked, they stay open to you.',
    });
  if (!context.purpose?.trim())
    throw new Problem(400, 'reconciliation.purpose-missing', {
      zh: '查看个人信息原文须写明用途（x-purpose）。',
      en: 'State why personal values are needed unmasked (x-purpose).',
    });
  return true;
}
