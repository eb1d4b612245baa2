import { literal } from '#engines/duckdb-text';
import type { Slice } from './compile.ts';
import { firstTold } from './compile-stock.ts';
import {
  amongText,
  dayText,
  extremeText,
  keepText,
  periodStart,
  periodText,
  placedDimensions,
  placeText,
  setsText,
  sumText,
  valueText,
  withinDays,
  type LakeCompiling,
  type PlacedDimension,
} from './lake-compile.ts';
import { endOf, startOf } from './periods.ts';
import type { Dimension } from './shapes.ts';

/** One side of a measure in the lake: its rows are read once and grouped, and what is left is few. */
export interface LakeAsked {
  readonly compiling: LakeCompiling;
  readonly dimensions: readonly Dimension[];
  readonly side: 'numerator' | 'denominator';
  readonly slice: Slice;
  /** More than one delivery is read: rows are grouped by them too. */
  readonly isMany: boolean;
  /** A day of the city's calendar. */
  readonly today: string;
}

const list = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(', ');

const raws = (placed: readonly PlacedDimension[]): string[] =>
  placed.map(({ raw }, index) => `${raw} as d${index}`);

/** `d0`, `d1` … as the dimensions have them, of the few rows `b`. */
const values = (placed: readonly PlacedDimension[]): string[] =>
  placed.map(({ valueOf }, index) => `${valueOf(`b.d${index}`)} as d${index}`);

const filterOf = (keep: string): string => (keep === 'true' ? '' : ` filter (where ${keep})`);

/** What the rows of one group bring: how many count, and what they add up to. */
function gatheredOf({ compiling }: LakeAsked): { readonly inner: string; readonly outer: string } {
  const keep = keepText(compiling);
  const value = valueText(compiling);
  const counted = `count(*)${filterOf(keep)} as k`;
  const { aggregate } = compiling.aggregate;
  switch (aggregate) {
    case 'count':
      return { inner: counted, outer: 'coalesce(sum(s.k), 0)' };
    case 'count-distinct':
      return { inner: `${value} as v, ${counted}`, outer: 'count(distinct s.v) filter (where s.k > 0)' };
    case 'min':
    case 'max':
      return {
        inner: `${counted}, ${extremeText(aggregate, value)}${filterOf(keep)} as s`,
        outer: `${aggregate}(s.s)`,
      };
    case 'sum':
    case 'average':
      return { inner: `${counted}, ${sumText(value, keep)} as s`, outer: 'coalesce(sum(s.s), 0)' };
  }
}

const ofBatches = (isMany: boolean): string =>
  isMany ? 'join batch_told m on m.batch = b._batch' : 'cross join batch_told m';

function flowText(asked: LakeAsked): string {
  const { compiling, dimensions, side, slice, isMany } = asked;
  const { grain, starts, only } = slice;
  const placed = placedDimensions(compiling, dimensions, side);
  const day = dayText(compiling);
  const { inner, outer } = gatheredOf(asked);
  const conditions = [`${day} is not null`];
  const last = starts?.at(-1);
  if (starts && last !== undefined)
    conditions.push(withinDays(day, starts[0] ?? last, endOf(last, grain)), amongText(day, grain, starts));
  if (only) conditions.push(amongText(day, only.grain, only.starts));
  return `with b as (
      select ${list([isMany ? 't._batch' : '', `${periodText(day, grain)} as p`, ...raws(placed), inner])}
      from ${compiling.from} where ${conditions.join(' and ')} group by all
    ), s as (
      select b.* exclude (${list(['p', ...placed.map((_, index) => `d${index}`)])}), ${list([`${periodStart('b.p', grain)} as period`, ...values(placed)])}, m.simulated, m.told_at
      from b ${ofBatches(isMany)}
    )
    select s.period::varchar as period, ${placeText(dimensions)} as place, (${outer})::varchar as sum,
      sum(s.k)::bigint as rows, bool_or(s.simulated) as simulated, max(s.told_at) as as_of
    from s group by grouping sets (${setsText(placed.length, 's.period')})`;
}

/** Until when a row stands; the day after where its last day is said. */
function goneDay({ compiling }: LakeAsked): string | undefined {
  const { until, lastDay } = compiling.aggregate.standing ?? {};
  if (until === undefined) return undefined;
  const day = dayText(compiling, until);
  return lastDay ? `(${day}::date + 1)::varchar` : day;
}

/** As `goneIn` of a record: null where a row stands for good as far as is known. */
function goneText(asked: LakeAsked, grain: Slice['grain']): string {
  const day = goneDay(asked);
  return day === undefined
    ? 'null::varchar'
    : `case when ${day} <= ${literal(asked.today)} then ${periodText(day, grain)} end`;
}

const steps = {
  day: 'interval 1 day',
  month: 'interval 1 month',
  quarter: 'interval 3 month',
  year: 'interval 1 year',
};

function stockText(asked: LakeAsked): string {
  const { compiling, dimensions, side, slice, isMany, today } = asked;
  const { grain, starts } = slice;
  const placed = placedDimensions(compiling, dimensions, side);
  const day = dayText(compiling);
  const { inner } = gatheredOf(asked);
  const now = startOf(today, grain);
  const last = starts?.at(-1);
  const end = last !== undefined && last < now ? last : now;
  const amount = compiling.aggregate.aggregate === 'count' ? 's.k' : 's.s';
  const wanted = starts
    ? `where p.period in (${starts.map((start) => `date ${literal(start)}`).join(', ')})`
    : '';
  return `with b as (
      select ${list([isMany ? 't._batch' : '', `${periodText(day, grain)} as p`, `${goneText(asked, grain)} as g`, ...raws(placed), inner])}
      from ${compiling.from}
      where ${day} is not null and ${day} < ${literal(endOf(end, grain))} and ${day} <= ${literal(today)} group by all
    ), s as (
      select b.k, ${amount === 's.k' ? 'b.k' : 'b.s'} as amount,
        ${list([`greatest(${periodStart('b.p', grain)}, date ${literal(firstTold(grain))}) as came`, `${periodStart('b.g', grain)} as gone`, ...values(placed)])}, m.simulated, m.told_at
      from b ${ofBatches(isMany)}
    ), moved as (
      select s.*, s.came as period, 1 as sign from s
      union all select s.*, greatest(s.gone, s.came) as period, -1 as sign from s where s.gone is not null
    ), change as (
      select s.period, ${placeText(dimensions)} as place, sum(s.sign * s.amount) as sum, sum(s.sign * s.k) as rows,
        bool_or(s.simulated) as simulated, max(s.told_at) as as_of
      from moved s where s.period <= date ${literal(end)} group by grouping sets (${setsText(placed.length, 's.period')})
    ), span as (
      select place, min(period) as first from change group by place
    ), grid as (
      select span.place, unnest(generate_series(span.first, date ${literal(end)}, ${steps[grain]}))::date as period from span
    ), total as (
      select grid.period, grid.place, sum(change.sum) over past as sum, sum(change.rows) over past as rows,
        bool_or(change.simulated) over past as simulated, max(change.as_of) over past as as_of
      from grid left join change on change.place = grid.place and change.period = grid.period
      window past as (partition by grid.place order by grid.period)
    )
    select p.period::varchar as period, p.place, p.sum::varchar as sum, p.rows::bigint as rows, p.simulated, p.as_of
    from total p ${wanted}`;
}

/**
 * One side over periods as `sideQuery` has it of a record: a row for each period and each choice of dimensions. Stands on
 * `batch_told` (batch, simulated, told_at) and `division_name` (level, name, code) of the session.
 */
export const lakeSideText = (asked: LakeAsked): string =>
  asked.compiling.aggregate.standing ? stockText(asked) : flowText(asked);

/** What a row must fit to count in the periods from one day up to before another. */
export function countingText(
  asked: Pick<LakeAsked, 'compiling' | 'today'>,
  {
    from,
    until,
    standing,
  }: { from: string; until: string; standing: { grain: Slice['grain']; start: string } | undefined },
): string {
  const { compiling, today } = asked;
  const day = dayText(compiling);
  const keep = keepText(compiling);
  if (!standing) return `${withinDays(day, from, until)} and ${keep}`;
  const gone = goneDay(asked as LakeAsked);
  const stands =
    gone === undefined
      ? ''
      : ` and (${gone} is null or ${gone} > ${literal(today)} or ${gone} >= ${literal(until)})`;
  return `${day} < ${literal(until)} and ${day} <= ${literal(today)}${stands} and ${keep}`;
}
