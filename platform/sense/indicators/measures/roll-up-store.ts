import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { SideCell, Slice } from './compile.ts';
import type { Aggregate, MeasureDefinition } from './shapes.ts';

const ways = { min: sql`min`, max: sql`max`, sum: sql`sum` };

/** Whether coarser periods follow from what is kept of finer ones: not where different ones are told apart, nor of stocks. */
export const rollsUp = ({ aggregate, standing }: Aggregate): boolean =>
  aggregate !== 'count-distinct' && standing === undefined;

/**
 * One side over coarser periods from what is kept of the measure's own ones, those that were just reckoned among them: no row of
 * the source is read again.
 */
export async function rolledUp(
  db: Db,
  { code, grain: own }: MeasureDefinition,
  {
    side,
    aggregate,
    slice,
  }: { readonly side: 'numerator' | 'denominator'; readonly aggregate: Aggregate; readonly slice: Slice },
): Promise<SideCell[]> {
  const { grain, starts, only } = slice;
  const way = aggregate.aggregate === 'min' || aggregate.aggregate === 'max' ? aggregate.aggregate : 'sum';
  const value = sql.id('c', side);
  const period = sql`date_trunc(${grain}, c.period::timestamp)::date`;
  const { rows } = await sql<SideCell>`
    select ${period}::text as period, c.place, ${ways[way]}(${value})::text as sum,
      sum(${sql.id('c', `${side}_rows`)})::bigint as rows, bool_or(c.simulated) as simulated, max(c.as_of) as as_of
    from indicators.cell c
    where c.measure = ${code} and c.grain = ${own} and exists (select from indicators.cell w where w.measure = c.measure
        and w.grain = c.grain and w.period = c.period and w.place = '{}' and ${sql.id('w', side)} is not null)
      and (${starts === undefined} or ${period} = any(${[...(starts ?? [])]}::date[]))
      and (${only === undefined} or c.period = any(${[...(only?.starts ?? [])]}::date[]))
    group by 1, 2`.execute(db);
  return rows;
}
