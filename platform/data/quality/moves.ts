import { scopeOf } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Permission } from '#kernel/operation';
import { notFound, Problem } from '#kernel/problem';
import type { Text } from '#kernel/texts';
import { getDatasetEver } from '#platform/data/catalogue';
import { states } from './names.ts';
import * as store from './store.ts';
import { setWaivedUntil } from './store/loop.ts';
import { tellOwner } from './tell-owner.ts';
import { tellFindings } from './tell-written.ts';
import { texts } from './texts.ts';

export type MoveName = 'contest' | 'waive' | 'reopen';

interface Kind {
  readonly permission: Permission;
  readonly to: 'contested' | 'waived' | 'open';
  /** States that may be left so. */
  readonly from: readonly string[];
}

export const moves: Readonly<Record<MoveName, Kind>> = {
  contest: { permission: 'quality:mend', to: 'contested', from: ['open'] },
  waive: { permission: 'quality:manage', to: 'waived', from: ['open', 'contested'] },
  reopen: { permission: 'quality:manage', to: 'open', from: ['contested', 'waived'] },
};

/** The owner's own findings or rules, or anybody's for those who work for the whole city. */
export function assertOwner(
  context: Context,
  permission: string,
  owner: string,
  detail: Text = texts.notYourFinding,
): void {
  const scope = scopeOf(context.actor, permission);
  if (scope === undefined) throw new Problem(403, 'quality.not-permitted', texts.notPermitted);
  if (scope === 'city' || context.actor.organisation === owner) return;
  throw new Problem(403, 'quality.not-yours', detail);
}

async function decide(context: Context, tx: Db, id: string, { permission, from }: Kind) {
  const finding = await store.findFinding(tx, id);
  if (!finding) throw notFound({ zh: '问题', en: 'finding' }, id);
  assertOwner(context, permission, finding.owner);
  if (from.includes(finding.status)) return finding;
  const { zh, en } = states[finding.status] ?? { zh: finding.status, en: finding.status };
  throw new Problem(
    409,
    'quality.finding-state',
    {
      zh: `这条问题现在是“${zh}”，不能这样处理。`,
      en: `The finding is now: ${en}; this cannot be done to it.`,
    },
    { status: finding.status },
  );
}

export interface Said {
  readonly reason: string;
  /** The last day of a waiver; for good when absent. */
  readonly until?: string | undefined;
}

function assertUntil(context: Context, until: string | undefined): void {
  if (until !== undefined && until <= dayOf(context))
    throw new Problem(422, 'quality.waived-until', texts.waivedUntil);
}

/** Contests, waives or reopens one finding; both sides then see in their tasks what waits for them. */
export async function move(context: Context, name: MoveName, id: string, { reason, until }: Said) {
  const kind = moves[name];
  assertUntil(context, until);
  return context.transaction(async (tx) => {
    const finding = await decide(context, tx, id, kind);
    const at = context.clock.now().toISOString();
    await setWaivedUntil(tx, id, name === 'waive' ? (until ?? null) : null);
    await store.setStatus(tx, id, { status: kind.to, note: reason, by: context.actor.id, at });
    await tellFindings(context, tx, { keys: [id], source: 'form' });
    await context.ledger(tx, {
      action: 'decide',
      resource: 'quality.finding',
      subjects: [],
      detail: { id, to: kind.to },
    });
    await tellOwner(context, tx, await getDatasetEver(tx, finding.dataset));
    return { id, status: kind.to };
  });
}

export interface ManyMoves extends Said {
  readonly action: MoveName;
  readonly ids: readonly string[];
  readonly preview: boolean;
}

interface Refused {
  readonly id: string;
  readonly code: string;
  readonly reason: Text;
}

/**
 * One thing done to many findings, each for itself: what is refused keeps the others from nothing. A preview decides
 * the same way and does nothing.
 */
export async function moveMany(
  context: Context,
  { action, ids, preview, ...said }: ManyMoves,
): Promise<{ done: string[]; refused: Refused[] }> {
  const done: string[] = [];
  const refused: Refused[] = [];
  for (const id of new Set(ids)) {
    try {
      await (preview ? decide(context, context.db, id, moves[action]) : move(context, action, id, said));
      done.push(id);
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      refused.push({ id, code: error.code, reason: error.detail });
    }
  }
  return { done, refused };
}
