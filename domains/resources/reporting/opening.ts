import { z } from 'zod';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineJob, type JobRun } from '#kernel/job';
import { writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { cityCalendar } from '#platform/base/tasks';
import { dueAfter } from './due.ts';
import { termsOver, type Term } from './periods.ts';
import { Filing } from './records.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

type Running = store.RunningReturn;

/** So many filings are written in one transaction. */
const chunk = 1000;

/** Writes down what companies owe of one return. */
async function open(
  context: Context,
  tx: Db,
  { code, owner, dueDays }: Running,
  owing: readonly (store.Owed & { readonly term: Term })[],
): Promise<void> {
  const calendar = await cityCalendar(tx);
  const rows = owing.map(({ company, simulated, term }) => ({
    id: `${code}.${term.code}.${company}`,
    return: code,
    owner,
    company,
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

/** What one company owes of a return for the periods that are over, all of them or those since it was last asked. */
export async function openFor(context: Context, tx: Db, code: string, company: string): Promise<void> {
  const running = await store.lockInForce(tx, code);
  const listed = running && (await store.listingOf(tx, `${code}.${company}`));
  if (!listed) return;
  const { since, written, simulated } = listed;
  const terms = termsOver(running.period, running.beginsOn, dayOf(context)).filter(
    (term) => since <= term.endsOn && !written.includes(term.code),
  );
  if (terms.length === 0) return;
  const owing = terms.map((term) => ({ company, simulated, term }));
  await open(context, tx, running, owing);
}

/** Some of those that owe a period and of whom nothing is written down. @returns how many */
const openSome = (context: Context, { code }: Running, term: Term): Promise<number> =>
  context.transaction(async (tx) => {
    const running = await store.lockInForce(tx, code);
    if (!running) return 0;
    const { code: period, endsOn } = term;
    const owing = await store.companiesWithout(tx, { code, period, endsOn, limit: chunk });
    if (owing.length > 0)
      await open(
        context,
        tx,
        running,
        owing.map((each) => ({ ...each, term })),
      );
    return owing.length;
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

/**
 * Each night, when a period may have ended, and when a return comes into force: writes down what companies owe for the
 * periods that are over, in transactions of a thousand. Done before is done.
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
        count += await untilNone(run, () => openSome(context, each, term));
        run.progress({ done: count, unit: texts.filings });
      }
    let moved = 0;
    if (input.return === undefined)
      for (const group of await store.dueGroups(context.db))
        moved += await untilNone(run, () => reckonSome(context, group));
    return { summary: fill(texts.opened, { count, moved }), data: { count, moved } };
  },
});
