import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import type { RecordPlan } from '#kernel/record-server';
import { wordFields } from './kinds.ts';
import { findSourceRows, replaceEntries, type NewEntry, type SourceRow, type Which } from './store.ts';
import { indexed } from './terms.ts';

const entriesOf = (plan: RecordPlan, row: SourceRow): NewEntry[] =>
  wordFields(plan).flatMap((field) => {
    const text = row.texts[field];
    if (!text?.trim()) return [];
    const { personal } = plan.field(field);
    return [{ key: row.key, field, personal, revision: row.revision, ...indexed(plan.record.id, text) }];
  });

/** Makes rows ready to be found. @returns the last key that was looked at, undefined when there was no row */
export async function buildRows(
  context: Context,
  plan: RecordPlan,
  which: Which,
): Promise<{ last: string | undefined; count: number }> {
  const build = async (tx: Db) => {
    // Two that take the same entries away, each in an order of its own, would wait for each other for ever.
    await oneAtATime(tx, `search.build:${plan.record.id}`);
    const { rows, last } = await findSourceRows(tx, plan, wordFields(plan), which);
    const there = new Map(rows.map(({ key, revision }) => [key, revision]));
    const keys = 'keys' in which ? [...new Set(which.keys)] : [...there.keys()];
    const looked = keys.map((key) => ({ key, revision: there.get(key) ?? null }));
    const entries = rows.flatMap((row) => entriesOf(plan, row));
    await replaceEntries(tx, plan.record.id, looked, entries);
    return { last, count: rows.length };
  };
  return context.transaction(build);
}
