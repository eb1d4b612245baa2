import { z } from 'zod';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineJob, type JobRun } from '#kernel/job';
import { writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { cityCalendar } from '#platform/base/tasks';
import { dropFilings } from './dropping.ts';
import { dueOfTheEmpty } from './household-store.ts';
import { dueAfter } from './due.ts';
import { termsOver, type Term } from './periods.ts';
import { Filing } from './records.ts';
import { listingOf, owingWithout, type Owed } from './owing-store.ts';
import { dueOfTheGone } from './person-store.ts';
import { clearForsaken } from './sheet-store.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

type Running = store.RunningReturn;

/** So many filings are written in one transaction. */
const chunk = 1000;

/** Writes down what is owed of one return. */
export async function open(
  context: Context,
  tx: Db,
  { code, owner, dueDays, asks, circle }: Running,
  owing: readonly (Owed & { readonly term: Term })[],
): Promise<void> {
  const calendar = await cityCalendar(tx);
  const rows = owing.map(({ respondent, simulated, term }) => ({
    id: `${code}.${term.code}.${respondent}`,
    return: code,
    owner,
    [asks]: respondent,
    voluntary: circle === 'volunteers',
    period: term.code,
    endsOn: term.endsOn,
    ...dueAfter(calendar, term.endsOn, dueDays),
    state: 'due',
    late: false,
    corrections: 0,
    correctedLate: false,
    simulated,
  }));
  await writeRows(context, tx, Filing, rows, { source: `reporting:${code}`, basis: 'reporting:design' });
}

/** What one of those on its list owes of a return for the periods that are over, all of them or those since it was last asked. */
export async function openFor(context: Context, tx: Db, code: string, respondent: string): Promise<void> {
  const running = await store.lockInForce(tx, code);
  const listed = running && (await listingOf(tx, `${code}.${respondent}`));
  if (!listed) return;
  const { since, written, simulated } = listed;
  const terms = termsOver(running.period, running.beginsOn, dayOf(context)).filter(
    (term) => since <= term.endsOn && !written.includes(term.code),
  );
  if (terms.length === 0) return;
  const owing = terms.map((term) => ({ respondent, simulated, term }));
  await open(context, tx, running, owing);
}

/** Some of those that owe a period and of whom nothing is written down. @returns the last of them; undefined: no more */
const openSome = (
  context: Context,
  { code }: Running,
  { term, after }: { readonly term: Term; readonly after: string },
): Promise<{ readonly count: number; readonly last: string } | undefined> =>
  context.transaction(async (tx) => {
    const running = await store.lockInForce(tx, code);
    if (!running) return undefined;
    const { code: period, endsOn } = term;
    const zone = context.config.TIME_ZONE;
    const owing = await owingWithout(tx, running, { period, endsOn, zone, after, limit: chunk });
    const last = owing.at(-1)?.respondent;
    if (last === undefined) return undefined;
    await open(
      context,
      tx,
      running,
      owing.map((each) => ({ ...each, term })),
    );
    return { count: owing.length, last };
  });

/** Everybody who owes one return for one period. @returns how many it was news to */
export async function openTerm(
  context: Context,
  running: Running,
  term: Term,
  signal?: AbortSignal,
): Promise<number> {
  // Nobody begins on own initiative by night; and who comes to live here after the last day is not late.
  if (running.circle === 'volunteers') return 0;
  const { dueOn } = dueAfter(await cityCalendar(context.db), term.endsOn, running.dueDays);
  if (running.circle === 'residents' && dueOn < dayOf(context)) return 0;
  let [count, after] = [0, ''];
  for (;;) {
    signal?.throwIfAborted();
    const done = await openSome(context, running, { term, after });
    if (!done) return count;
    count += done.count;
    after = done.last;
  }
}

/** Some of what nobody is reminded of any more. @returns how many */
const dropSome = (context: Context, find: (tx: Db, limit: number) => Promise<string[]>): Promise<number> =>
  context.transaction(async (tx) => {
    const ids = await find(tx, chunk);
    await dropFilings(context, tx, ids, { source: 'reporting:register', basis: 'reporting:design' });
    return ids.length;
  });

/** Days that were reckoned before the calendar was as it is now. @returns how many filings have another day */
async function reckonSome(context: Context, { dueDays, ...group }: store.DueGroup): Promise<number> {
  return context.transaction(async (tx) => {
    const due = dueAfter(await cityCalendar(tx), group.endsOn, dueDays);
    const ids = await store.dueOtherwise(tx, group, { ...due, limit: chunk });
    const rows = ids.map((id) => ({ id, ...due }));
    await writeRows(context, tx, Filing, rows, { source: 'reporting:calendar', basis: 'reporting:design' });
    return ids.length;
  });
}

async function untilNone(run: JobRun, some: () => Promise<number>): Promise<number> {
  let count = 0;
  for (;;) {
    run.signal.throwIfAborted();
    const done = await some();
    count += done;
    if (done < chunk) return count;
  }
}

/** What the night sets right beside what is newly owed. */
async function settle(context: Context, run: JobRun): Promise<{ moved: number; dropped: number }> {
  let moved = 0;
  for (const group of await store.dueGroups(context.db))
    moved += await untilNone(run, () => reckonSome(context, group));
  const persons = await untilNone(run, () => dropSome(context, dueOfTheGone));
  const households = await untilNone(run, () => dropSome(context, dueOfTheEmpty));
  await clearForsaken(context.db, { at: context.clock.now().toISOString() });
  return { moved, dropped: persons + households };
}

/**
 * Each night, when a period may have ended, and when a return comes into force: writes down what is owed for the periods that
 * are over, in transactions of a thousand. Done before is done.
 */
export const openTermsJob = defineJob({
  name: 'reporting.open-terms',
  title: texts.openTerms,
  input: z.object({ return: z.string().optional().describe('of one return; of all in force when absent') }),
  attempts: 3,
  lane: () => 'reporting.open-terms',
  async run(input, run, context) {
    let count = 0;
    const all = await store.returnsInForce(context.db);
    for (const each of all.filter(({ code }) => input.return === undefined || code === input.return))
      for (const term of termsOver(each.period, each.beginsOn, dayOf(context))) {
        count += await openTerm(context, each, term, run.signal);
        run.progress({ done: count, unit: texts.filings });
      }
    const settled = input.return === undefined ? await settle(context, run) : { moved: 0, dropped: 0 };
    return { summary: fill(texts.opened, { count, ...settled }), data: { count, ...settled } };
  },
});
