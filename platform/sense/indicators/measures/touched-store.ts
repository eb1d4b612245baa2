import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import { firstTold } from './compile-stock.ts';
import { ownTable, periodOf, tableOf, type Compiling } from './compile.ts';
import type { Aggregate, Grain, MeasureDefinition } from './shapes.ts';
import { periodsBetween, startOf } from './periods.ts';
import { getField, getSource } from './sources.ts';
import { everything } from './touches-store.ts';

/** Of more days than these, all are touched. */
const mostDays = 1000;

/** Which rows of a record were written: by key, or all that bear a source. */
export interface WrittenRows {
  readonly record: string;
  readonly source: string;
  readonly keys: readonly string[] | null;
}

export const sidesOf = ({ numerator, denominator }: MeasureDefinition): readonly Aggregate[] =>
  [numerator, denominator].filter((side) => side !== undefined);

/** Ids of the sources that a measure is counted from or joined with. */
export const sourceIdsOf = (measure: MeasureDefinition): string[] =>
  sidesOf(measure).flatMap(({ record, joins }) => [record, ...joins.map((join) => join.record)]);

/** Whether what a measure adds up can change with the rows of a record. */
export const listensTo = (measure: MeasureDefinition, record: string): boolean =>
  sourceIdsOf(measure).includes(record);

/** Keys of the written rows, for `in`. */
function keysOf({ record, source, keys }: WrittenRows, { find }: Compiling): RawBuilder<unknown> {
  if (keys) return sql`(select unnest(${[...keys]}::text[]))`;
  const { table, key } = tableOf(getSource(record, find));
  return sql`(select ${sql.id('t', key)}::text from ${table} t where t.source = ${source})`;
}

/** Rows as they are and as they were: one that was moved to another period or withdrawn touches both. */
async function periodsOf(
  db: Db,
  compiling: Compiling,
  grain: Grain,
  which: RawBuilder<unknown>,
): Promise<string[]> {
  const { table, history } = ownTable(compiling);
  if (!history) return [everything];
  const period = periodOf(compiling, grain);
  const { rows } = await sql<{ period: string }>`
    select distinct ${period}::text as period from ${table} t where ${which}
    union select distinct ${period}::text from ${history} t where ${which}`.execute(db);
  return rows.map((row) => row.period).filter((each) => each !== null);
}

/** A row of a stock counts from its first period on: all of those up to the present one are touched. */
export function sinceFirst(
  { today }: Pick<Compiling, 'today'>,
  grain: Grain,
  periods: readonly string[],
): string[] {
  const [first] = periods.toSorted();
  const now = startOf(today, grain);
  if (first === undefined || first > now) return [];
  if (first === everything) return [everything];
  const told = first < firstTold(grain) ? firstTold(grain) : first;
  const many = (Date.parse(now) - Date.parse(told)) / 86_400_000 > mostDays && grain === 'day';
  return many ? [everything] : periodsBetween(told, now, grain);
}

/**
 * First days of the periods, at the measure's own grain, that rows of a record touch.
 * @returns `everything` among them where the record keeps no versions
 */
export async function touchedBy(
  db: Db,
  measure: MeasureDefinition,
  written: WrittenRows,
  compilingOf: (side: Aggregate) => Promise<Compiling>,
): Promise<string[]> {
  const found = new Set<string>();
  for (const side of sidesOf(measure)) {
    const compiling = await compilingOf(side);
    const ways = waysTo(compiling, written);
    const periods: string[] = [];
    for (const way of ways) periods.push(...(await periodsOf(db, compiling, measure.grain, way)));
    for (const period of side.standing ? sinceFirst(compiling, measure.grain, periods) : periods)
      found.add(period);
  }
  return [...found];
}

/** How the written rows are found among those of a side: they are its own, or it is joined with them. */
function waysTo(compiling: Compiling, written: WrittenRows): RawBuilder<unknown>[] {
  const { aggregate, find } = compiling;
  const ways: RawBuilder<unknown>[] = [];
  if (aggregate.record === written.record)
    ways.push(sql`${sql.id('t', ownTable(compiling).key)}::text in ${keysOf(written, compiling)}`);
  for (const { from } of aggregate.joins.filter((join) => join.record === written.record)) {
    const { column } = getField({ ...aggregate, joins: [] }, from, find);
    ways.push(sql`${sql.id('t', column)}::text in ${keysOf(written, compiling)}`);
  }
  return ways;
}
