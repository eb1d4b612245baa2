import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem, refuseIf } from '#kernel/problem';
import { lockRow, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { personNow } from '#platform/data/registers';
import type { Moved } from './moving.ts';
import { lockAll, told } from './moving.ts';
import * as store from './parting-store.ts';
import { giveBack } from './parting.ts';
import { Filing } from './records.ts';
import { texts } from './texts.ts';

const sourceOf = (id: string) => ({ module: 'reporting', record: 'filing', key: id });

/** Asks the department which of two persons answered: nobody but who knows them can say. */
const ask = (context: Context, tx: Db, filing: store.WhoseFiling): Promise<string> =>
  openTask(context, tx, {
    kind: 'reporting.whose',
    title: fill(texts.whoseTask, {
      title: { zh: filing.titleZh, en: filing.titleEn ?? filing.titleZh },
      period: filing.period,
    }),
    owner: filing.owner,
    source: sourceOf(filing.id),
    link: `/reporting/filings/${encodeURIComponent(filing.id)}`,
    simulated: filing.simulated,
  });

const mark = (context: Context, tx: Db, filings: readonly store.WhoseFiling[], undecided: string | null) =>
  writeRows(
    context,
    tx,
    Filing,
    filings.map(({ id, simulated }) => ({ id, simulated, undecided })),
    told,
  );

/** Asks of sheets that somebody handed in, and it is not known which of two: until it is, neither of the two sees them. */
export async function askWhose(
  context: Context,
  tx: Db,
  { person, other }: { readonly person: string; readonly other: string },
  days: readonly string[],
): Promise<void> {
  if (days.length === 0) return;
  await store.putUndecided(tx, person, days, other);
  const filings = await store.handedInBy(tx, person, days);
  await mark(context, tx, filings, other);
  for (const filing of filings) await ask(context, tx, filing);
}

/** It is known: nothing waits any more. */
async function settle(
  context: Context,
  tx: Db,
  person: string,
  filings: readonly store.WhoseFiling[],
): Promise<void> {
  await mark(context, tx, filings, null);
  await store.putUndecided(tx, person, [...new Set(filings.map(({ endsOn }) => endsOn))], null);
  for (const { id } of filings) await closeTask(context, tx, sourceOf(id), { outcome: texts.whoseKnown });
}

/** Two who are one person again need no telling apart; what was asked of a filing is asked under its new number. */
export async function askAnew(
  context: Context,
  tx: Db,
  { from, to }: { readonly from: string; readonly to: string },
  moved: readonly Moved[],
): Promise<void> {
  for (const { before } of moved.filter(({ undecided }) => undecided !== null))
    await closeTask(context, tx, sourceOf(before), { outcome: texts.whoseMoved });
  const open = (await store.handedInBy(tx, to)).filter(({ undecided }) => undecided !== null);
  const known = open.filter(({ undecided }) => undecided === from || undecided === to);
  if (known.length > 0) await settle(context, tx, to, known);
  const ids = new Set(moved.map(({ id }) => id));
  for (const filing of open.filter((each) => ids.has(each.id) && !known.includes(each)))
    await ask(context, tx, filing);
}

/**
 * Says which of the two answered: one sheet is one act of one person, so it holds for every department that it was handed in to.
 * @throws Problem 404 of another department's, 409 `reporting.whose-known`, 422 `reporting.neither`
 */
export async function decideWhose(
  context: Context,
  id: string,
  said: string,
): Promise<{ code: string; state: string }> {
  return context.transaction(async (tx) => {
    const row = await lockRow(context, tx, Filing, id, 'reporting:design');
    if (!row) throw notFound(texts.filing, id);
    const { person, undecided, endsOn } = row;
    refuseIf(!undecided || !person, 'reporting.whose-known', texts.whoseKnownAlready);
    if (!undecided || !person) return { code: id, state: row.state };
    if (said !== person && said !== undecided)
      throw new Problem(422, 'reporting.neither', fill(texts.neither, { person: said }));
    const to = await personNow(tx, undecided);
    await lockAll(tx, { from: person, to });
    const filings = (await store.handedInBy(tx, person, [endsOn])).filter((each) => each.undecided !== null);
    await settle(context, tx, person, filings);
    if (said === undecided && to !== person) await giveBack(context, tx, { from: person, to }, [endsOn]);
    return { code: id, state: 'decided' };
  });
}
