import type { Context } from '../context.ts';
import type { Db } from '../db/index.ts';
import type { Permission } from '../operation.ts';
import { notFound, Problem } from '../problem.ts';
import { closed } from './disclosure.ts';
import { invalid, type Fault } from './fault.ts';
import type { RecordPlan } from './plan.ts';
import { findRaw } from './read-row.ts';
import { apiRow, type ApiRow, type RawRow } from './rows.ts';

/** Where a version comes from that a person typed. */
export const formSource = 'form';

/** @throws Problem 403 `records.read-only` */
export function writePermission(plan: RecordPlan): Permission {
  const { write } = plan.record.rights;
  if (write && plan.record.import !== false) return write;
  throw new Problem(403, 'records.read-only', {
    zh: `${plan.record.title.zh}只能查看，不能在此修改。`,
    en: `${plan.record.title.en} can be read only; nothing is changed here.`,
  });
}

/** The row as it now is, as its writer may see it. */
export async function rowNow(plan: RecordPlan, context: Context, tx: Db, key: string): Promise<ApiRow> {
  const raw = await findRaw(plan, context, tx, { key });
  if (!raw) throw notFound(plan.record.title, key);
  return apiRow(plan, raw, closed(plan, context));
}

/** @throws Problem 403 `records.outside-scope`, 422 `records.invalid` */
export function refuse(faults: readonly Fault[]): void {
  const outside = faults.find(({ code }) => code === 'records.outside-scope');
  if (outside) throw new Problem(403, outside.code, outside.detail);
  if (faults.length > 0) throw invalid(faults, true);
}

/** The row to be changed, locked, if the actor may write it and nobody changed it meanwhile. */
export async function lockRow(
  plan: RecordPlan,
  context: Context,
  tx: Db,
  wanted: { readonly key: string; readonly revision: number },
): Promise<RawRow> {
  const { key, revision } = wanted;
  const permission = writePermission(plan);
  const readable = await findRaw(plan, context, tx, { key, permission: plan.record.rights.read, lock: true });
  if (!readable) throw notFound(plan.record.title, key);
  if (!(await findRaw(plan, context, tx, { key, permission })))
    throw new Problem(403, 'records.outside-scope', {
      zh: '您可以查看此行，但它不在您的修改权限范围内。',
      en: 'You may see this row, but it lies outside of what you may change.',
    });
  if (readable.metaRevision !== revision)
    throw new Problem(
      409,
      'records.changed-meanwhile',
      {
        zh: '此行在您填写期间已被他人修改，您的修改没有保存。请对照现在的内容再改。',
        en: 'Somebody changed this row meanwhile; your change was not saved. Compare with what it says now and change it again.',
      },
      { present: apiRow(plan, readable, closed(plan, context)) },
    );
  if (readable.metaWithdrawnAt !== null)
    throw new Problem(409, 'records.withdrawn', {
      zh: '此行已撤销，不能再修改。',
      en: 'This row is withdrawn and cannot be changed any more.',
    });
  return readable;
}
