import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import type { RecordOf } from '#kernel/record';
import { planOf } from '#kernel/record-server';
import { firstTold } from './compile-stock.ts';
import { periodOf, tableOf, type Compiling } from './compile.ts';
import type { Aggregate, Grain, MeasureDefinition } from './shapes.ts';
import { periodsBetween, startOf } from './periods.ts';
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

/** Whether what a measure adds up can change with the rows of a record. */
export const listensTo = (measure: MeasureDefinition, record: string): boolean =>
  sidesOf(measure).some(
    (side) => side.record === record || side.joins.some((join) => join.record === record),
  );

/** Keys of the written rows, for `in`. */
function keysOf({ source, keys }: WrittenRows, record: RecordOf): RawBuilder<unknown> {
  if (keys) return sql`(select unnest(${[...keys]}::text[]))`;
  const plan = planOf(record);
  return sql`(select ${plan.key.at}::text from ${plan.table} t where t.source = ${source})`;
}

/** Rows as they are and as they were: one that was moved to another period or withdrawn touches both. */
async function periodsOf(
  db: Db,
  compiling: Compiling,
  grain: Grain,
  which: RawBuilder<unknown>,
): Promise<string[]> {
  const { table, history } = tableOf(compiling);
  if (!history) return [everything];
  const period = periodOf(compiling, grain);
  const { rows } = await sql<{ period: string }>`
    select distinct ${period}::text as period from ${table} t where ${which}
    union select distinct ${period}::text from ${history} t where ${which}`.execute(db);
  return rows.map((row) => row.period).filter((each) => each !== null);
}

/** A row of a stock counts from its first period on: all of those up to the present one are touched. */
function sinceFirst({ today }: Compiling, grain: Grain, periods: readonly string[]): string[] {
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
  compilingOf: (side: Aggregate) => Compiling,
): Promise<string[]> {
  const found = new Set<string>();
  for (const side of sidesOf(measure)) {
    const compiling = compilingOf(side);
    const { key } = tableOf(compiling);
    const ways: RawBuilder<unknown>[] = [];
    if (side.record === written.record) {
      const { record } = tableOf(compiling);
      ways.push(sql`${key}::text in ${keysOf(written, record)}`);
    }
    for (const join of side.joins.filter((each) => each.record === written.record)) {
      const other = compiling.find(join.record);
      if (!other || other === 'elsewhere') continue;
      const from = planOf(tableOf(compiling).record).field(join.from).at;
      ways.push(sql`${from}::text in ${keysOf(written, other as unknown as RecordOf)}`);
    }
    const periods: string[] = [];
    for (const way of ways) periods.push(...(await periodsOf(db, compiling, measure.grain, way)));
    for (const period of side.standing ? sinceFirst(compiling, measure.grain, periods) : periods)
      found.add(period);
  }
  return [...found];
}
