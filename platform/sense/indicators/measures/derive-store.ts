import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { SideCell, Slice } from './compile.ts';
import type { MeasureDefinition, Term } from './shapes.ts';

/**
 * One side of a measure that is made of others, from what they keep: weighted sums of their numerators. Where one of them
 * has no data there is none.
 */
export async function derivedSide(
  db: Db,
  { dimensions }: MeasureDefinition,
  terms: readonly Term[],
  { grain, starts }: Slice,
): Promise<SideCell[]> {
  const weights = new Map<string, number>();
  for (const { measure, times } of terms) weights.set(measure, (weights.get(measure) ?? 0) + times);
  const list = [...weights].map(([measure, times]) => ({ measure, times }));
  const { rows } = await sql<SideCell>`
    select c.period::text as period, c.place, sum(w.times * c.numerator)::text as sum,
      sum(c.numerator_rows)::bigint as rows, bool_or(c.simulated) as simulated, max(c.as_of) as as_of
    from indicators.cell c
    join jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as w(measure text, times numeric) on w.measure = c.measure
    where c.grain = ${grain} and c.numerator is not null
      and c.place::jsonb - ${dimensions.map(({ name }) => name)}::text[] = '{}'::jsonb
      and (${starts === undefined} or c.period = any(${[...(starts ?? [])]}::date[]))
    group by c.period, c.place having count(*) = ${list.length}`.execute(db);
  return rows;
}
