import { sql, type RawBuilder } from 'kysely';
import {
  dayOf,
  fromOf,
  keepOf,
  ownTable,
  periodOf,
  placesOf,
  setsOf,
  valueOf,
  type Compiling,
  type SideCell,
  type Slice,
} from './compile.ts';
import type { Dimension } from './shapes.ts';
import { startOf } from './periods.ts';

type Sql = RawBuilder<unknown>;

/** Nothing is told of before: a slip of the pen in one date would draw the grid of all places through the ages. */
export const firstTold = (grain: Slice['grain']): string => (grain === 'day' ? '2000-01-01' : '1900-01-01');

/**
 * The period in which a row stands no longer; null where that is not known, or is yet to come: of the present period what stands
 * is what stands today.
 */
const goneIn = (compiling: Compiling, grain: Slice['grain']): Sql => {
  const until = compiling.aggregate.standing?.until;
  if (until === undefined) return sql`null::date`;
  const after = sql.lit(compiling.aggregate.standing?.lastDay ? 1 : 0);
  const day = sql`(${dayOf(compiling, until)} + ${after})`;
  return sql`case when ${day} <= ${compiling.today}::date then date_trunc(${sql.lit(grain)}, ${day}::timestamp)::date end`;
};

/** What a row brings to what stands while it does. */
const amountOf = (compiling: Compiling): Sql =>
  compiling.aggregate.aggregate === 'count' ? sql`1::numeric` : sql`${valueOf(compiling)}::numeric`;

/**
 * One side of a stock over periods. A row comes in its first period and goes in that in which it ends: what stands at an end is
 * the sum of all that came less all that went, told for every period from the first row on up to the present one. Reads each
 * row up to the last period once, whichever periods are asked for.
 */
export function stockQuery(
  compiling: Compiling,
  dimensions: readonly Dimension[],
  side: 'numerator' | 'denominator',
  { grain, starts }: Pick<Slice, 'grain' | 'starts'>,
): RawBuilder<SideCell> {
  const { names, inner, place } = placesOf(compiling, dimensions, side);
  const { alive, simulated, writtenAt } = ownTable(compiling);
  const now = startOf(compiling.today, grain);
  const last = starts?.at(-1);
  const end = last !== undefined && last < now ? last : now;
  const step = sql`${sql.lit(`1 ${grain === 'quarter' ? 'month' : grain}`)}::interval * ${sql.lit(grain === 'quarter' ? 3 : 1)}`;
  const among = starts ? sql` and p.period = any(${[...starts]}::date[])` : sql``;
  return sql<SideCell>`
    with s as (
      select greatest(${periodOf(compiling, grain)}, ${firstTold(grain)}::date) as came, ${goneIn(compiling, grain)} as gone, ${keepOf(compiling)} as keep,
        ${amountOf(compiling)} as amount, ${simulated} as simulated, ${writtenAt} as recorded_at${inner}
      from ${fromOf(compiling)}
      where ${alive('t')} and ${dayOf(compiling)} is not null and ${periodOf(compiling, grain)} <= ${end}::date
        and ${dayOf(compiling)} <= ${compiling.today}::date
    ), change as (
      select m.period, ${place}::text as place, coalesce(sum(m.sign * s.amount) filter (where s.keep), 0) as sum,
        coalesce(sum(m.sign) filter (where s.keep), 0) as rows, bool_or(s.simulated) as simulated,
        max(s.recorded_at) as as_of
      from s cross join lateral (values (s.came, 1), (greatest(s.gone, s.came), -1)) as m(period, sign)
      where m.period is not null and m.period <= ${end}::date and (m.sign = 1 or s.gone is not null)
      group by grouping sets (${setsOf(names, sql`m.period`)})
    ), span as (
      select place, min(period) as first from change group by place
    ), grid as (
      select span.place, at::date as period
      from span cross join lateral generate_series(span.first::timestamp, ${end}::date::timestamp, ${step}) at
    ), total as (
      select grid.period, grid.place, sum(change.sum) over past as sum, sum(change.rows) over past as rows,
        bool_or(change.simulated) over past as simulated, max(change.as_of) over past as as_of
      from grid left join change on change.place = grid.place and change.period = grid.period
      window past as (partition by grid.place order by grid.period)
    )
    select p.period::text as period, p.place, p.sum::text as sum, p.rows::bigint as rows, p.simulated, p.as_of
    from total p where true${among}`;
}

/** Rows that stand at the end of a period. */
export function standingIn(compiling: Compiling, grain: Slice['grain'], start: string): Sql {
  const gone = goneIn(compiling, grain);
  return sql`${periodOf(compiling, grain)} <= ${start}::date and ${dayOf(compiling)} <= ${compiling.today}::date and (${gone} is null or ${gone} > ${start}::date)`;
}
