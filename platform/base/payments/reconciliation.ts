import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import type { Db } from '#kernel/db';
import { closeTask, openTask } from '#platform/base/tasks';
import { getProvider } from './providers.ts';
import { balanceOf, readStatement, reconcile } from './rules.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

const sourceOf = (provider: string, day: string) => ({
  module: 'payments',
  record: 'reconciliation',
  key: `${provider}.${day}`,
});

/** Whoever reconciles gets one task a day while something is open. */
async function tell(
  context: Context,
  tx: Db,
  day: { readonly provider: string; readonly day: string; readonly owner: string },
): Promise<void> {
  const source = sourceOf(day.provider, day.day);
  const open = await store.openDifferences(tx, day.provider, day.day);
  if (open === 0) {
    await closeTask(context, tx, source, { outcome: texts.settled });
    return;
  }
  await openTask(context, tx, {
    kind: 'payments.differences',
    title: fill(texts.differencesTask, { ...day, count: open }),
    owner: day.owner,
    source,
    link: `/payments/differences?day.from=${day.day}&day.to=${day.day}&status=open`,
    count: open,
  });
}

/** @throws Problem 409 `payments.nobody-reconciles` where the city's `payments.yaml` names nobody */
async function getReconciler(db: Db): Promise<string> {
  const found = await store.findReconciler(db);
  if (found === undefined) throw new Problem(409, 'payments.nobody-reconciles', texts.nobodyReconciles);
  return found;
}

/**
 * Compares a day that is over with the provider's statement. Run again, it is brought up to date.
 * @throws Problem 409 `payments.day-not-over`, `payments.nobody-reconciles`, 502 `payments.statement-unreadable`
 */
export async function reconcileDay(
  context: Context,
  code: string,
  day: string,
): Promise<{ matched: number; differences: number; open: number }> {
  const now = context.clock.now();
  if (day >= dayOf(context, now)) throw new Problem(409, 'payments.day-not-over', texts.future);
  const owner = await getReconciler(context.db);
  const theirs = readStatement(await getProvider(context, code).statement(context, day));
  if (typeof theirs === 'number')
    throw new Problem(502, 'payments.statement-unreadable', fill(texts.statementWrong, { line: theirs }));
  return context.transaction(async (tx) => {
    const ours = await store.movementsOf(tx, code, day);
    const { matched, differences } = reconcile(ours, theirs);
    const open = await store.putDay(tx, {
      provider: code,
      day,
      matched,
      oursFen: balanceOf(ours),
      theirsFen: balanceOf(theirs),
      differences: differences.map((each) => ({
        ...each,
        id: `${code}.${day}.${each.reference.replaceAll(' ', '.')}`,
      })),
      now: now.toISOString(),
    });
    await tell(context, tx, { provider: code, day, owner });
    return { matched, differences: differences.length, open };
  });
}

/** @throws Problem 409 `payments.not-open` */
export async function settle(context: Context, id: string, why: string): Promise<void> {
  await context.transaction(async (tx) => {
    const settled = await store.settleDifference(tx, id, { id: context.actor.id, why });
    if (!settled) throw new Problem(409, 'payments.not-open', texts.notOpen);
    await context.ledger(tx, {
      action: 'decide',
      resource: 'payments.difference',
      basis: 'payments:reconcile',
      subjects: [],
      detail: { difference: id, why },
    });
    await tell(context, tx, { ...settled, owner: await getReconciler(tx) });
  });
}
