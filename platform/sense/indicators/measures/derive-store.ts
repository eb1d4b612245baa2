import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import type { SideCell, Slice } from './compile.ts';
import type { MeasureDefinition, Term } from './shapes.ts';

/**
 * One side of a measure that is made of others, from what they keep: weighted sums of their numerators. In a period in which
 * one of them has no data at all there is none; where the others have a place and one has not, that one has nothing there.
 * What others add up over finer periods adds up over coarser ones too, so that `only` takes their finer values together.
 */
export function derivedQuery(
  { dimensions }: Pick<MeasureDefinition, 'dimensions'>,
  terms: readonly Term[],
  { grain, starts, only }: Slice,
): RawBuilder<SideCell> {
  const weights = new Map<string, number>();
  for (const { measure, times } of terms) weights.set(measure, (weights.get(measure) ?? 0) + times);
  const list = [...weights].map(([measure, times]) => ({ measure, times }));
  // Of the finer periods, or of the periods themselves: those alone are read that are asked for.
  const read = only?.starts ?? starts;
  return sql<SideCell>`
    with term as (
      select c.*, w.times from indicators.cell c
      join jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as w(measure text, times numeric) on w.measure = c.measure
      where c.measure = any(${[...weights.keys()]}::text[]) and c.grain = ${only?.grain ?? grain} and c.numerator is not null
        and c.place::jsonb - ${dimensions.map(({ name }) => name)}::text[] = '{}'::jsonb
        and (${read === undefined} or c.period = any(${[...(read ?? [])]}::date[]))
    ), known as (
      select period from term where place = '{}' group by period having count(*) = ${list.length}
    )
    select s.period::text as period, s.place, sum(s.times * s.numerator)::text as sum,
      sum(s.numerator_rows)::bigint as rows, bool_or(s.simulated) as simulated, max(s.as_of) as as_of
    from (select date_trunc(${grain}, t.period::timestamp)::date as period, t.place, t.times, t.numerator, t.numerator_rows,
        t.simulated, t.as_of
      from term t join known using (period)) s
    where ${starts === undefined} or s.period = any(${[...(starts ?? [])]}::date[])
    group by s.period, s.place`;
}

/** What `derivedQuery` finds. */
export const derivedSide = async (db: Db, ...asked: Parameters<typeof derivedQuery>): Promise<SideCell[]> =>
  (await derivedQuery(...asked).execute(db)).rows;
