import { dayIn } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { readRows } from '#kernel/record-server';
import type { Text } from '#kernel/texts';
import { closeTask } from '#platform/base/tasks';
import { Warning } from '../records.ts';
import { texts } from '../texts.ts';
import { change, nowOf, taskSource, type KnownWarning } from '../warnings/warning.ts';
import { listDecided, type CaseNow } from './task-store.ts';

/** A warning that stands ends by itself, and its task with it. */
export async function endWarning(
  context: Context,
  tx: Db,
  warning: KnownWarning,
  { because, ...more }: Partial<Omit<KnownWarning, 'meta'>> & { readonly because: Text },
): Promise<void> {
  const note = { takenBackAt: nowOf(context), takenBackZh: because.zh, takenBackEn: because.en };
  await change(context, tx, warning, { ...more, ...note, state: 'over', standing: false, what: 'over' });
  await closeTask(context, tx, taskSource(warning.id), { outcome: because, status: 'dropped' });
}

const isLate = ({ dueAt, closedAt }: CaseNow, now: string): boolean =>
  dueAt !== null && dueAt < (closedAt ?? now);

/** What came of a case is written to the warning of it: whether it was late is no matter of opinion. */
async function settle(context: Context, tx: Db, warning: KnownWarning, decided: CaseNow): Promise<void> {
  const late = isLate(decided, nowOf(context));
  const on = late && decided.dueAt !== null ? dayIn(context.config.TIME_ZONE, new Date(decided.dueAt)) : null;
  const known = { outcome: late ? 'late' : 'in-time', happenedOn: on ?? warning.happenedOn ?? null } as const;
  if (warning.standing)
    await endWarning(context, tx, warning, { ...known, because: late ? texts.caseLate : texts.caseClosed });
  else await change(context, tx, warning, { ...known, what: null });
}

/**
 * Ends the warnings about cases of which it is decided what came of them. Done again it changes nothing.
 * @param task only those about this one
 * @returns how many of them stood until then
 */
export const settleCases = (context: Context, task?: string): Promise<number> =>
  context.transaction(async (tx) => {
    const decided = await listDecided(tx, nowOf(context), task);
    const warnings = await readRows(
      context,
      tx,
      Warning,
      decided.map(({ warning }) => warning),
    );
    const now = new Map(decided.map((each) => [each.warning, each]));
    for (const warning of warnings) {
      const found = now.get(warning.id);
      if (found) await settle(context, tx, warning, found);
    }
    return warnings.filter(({ standing }) => standing).length;
  });
