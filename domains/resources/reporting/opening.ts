import { z } from 'zod';
import {
  dayOf as calendarDay,
  deadline,
  isoDay,
  isoInstant,
  msOf,
  parseDay,
  startOf,
} from '#engines/working-days';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineJob } from '#kernel/job';
import { writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { cityCalendar } from '#platform/base/tasks';
import { termsOver, type Term } from './periods.ts';
import { Filing } from './records.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

/** The last day that is in time: so many working days of the city after the period. */
async function dueOn(db: Db, endsOn: string, days: number): Promise<string> {
  const from = isoInstant(startOf(parseDay(endsOn)));
  const { at } = deadline(await cityCalendar(db), from, { unit: 'working-days', amount: days });
  return isoDay(calendarDay(msOf(at ?? from)));
}

async function openTerm(context: Context, tx: Db, each: store.RunningReturn, term: Term): Promise<number> {
  const { code, owner, dueDays } = each;
  const owing = await store.companiesWithout(tx, { code, period: term.code, endsOn: term.endsOn });
  if (owing.length === 0) return 0;
  const rows = owing.map(({ company, simulated }) => ({
    id: `${code}.${term.code}.${company}`,
    return: code,
    owner,
    company,
    period: term.code,
    endsOn: term.endsOn,
    state: 'due',
    late: false,
    corrections: 0,
    correctedLate: false,
    simulated,
  }));
  const due = await dueOn(tx, term.endsOn, dueDays);
  await writeRows(
    context,
    tx,
    Filing,
    rows.map((row) => ({ ...row, dueOn: due })),
    {
      source: `reporting:${code}`,
      basis: 'reporting:design',
    },
  );
  return rows.length;
}

/**
 * Writes down what companies owe for the periods that are over. Done before is done.
 * @param only of one return; of all in force when absent
 * @returns how many are due anew
 */
export async function openTerms(context: Context, tx: Db, only?: string): Promise<number> {
  const today = dayOf(context);
  let opened = 0;
  for (const each of await store.returnsInForce(tx)) {
    if (only !== undefined && each.code !== only) continue;
    for (const term of termsOver(each.period, each.beginsOn, today))
      opened += await openTerm(context, tx, each, term);
  }
  return opened;
}

/** Each night, when a period may have ended. */
export const openTermsNightly = defineJob({
  name: 'reporting.open-terms',
  title: texts.openTerms,
  input: z.object({}),
  attempts: 3,
  lane: () => 'reporting.open-terms',
  async run(_input, _run, context) {
    const count = await context.transaction((tx) => openTerms(context, tx));
    return { summary: fill(texts.opened, { count }), data: { count } };
  },
});
