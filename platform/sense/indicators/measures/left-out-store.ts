import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { leavesOut } from './known-periods.ts';
import type { Grain, MeasureDefinition } from './shapes.ts';

interface Stretch {
  readonly grain: Grain;
  /** First days of the first and the last period. */
  readonly from: string;
  readonly to: string;
}

interface Counted {
  readonly start: string;
  readonly count: number;
}

/** Of what is counted from records: own periods in which one side has rows and the other has none. */
async function ofRecords(db: Db, { code, grain: own }: MeasureDefinition, { grain, from, to }: Stretch) {
  const { rows } = await sql<Counted>`
    select start::text as start, count(*)::int as count
    from (select date_trunc(${grain}, period::timestamp)::date as start from indicators.cell
      where measure = ${code} and grain = ${own} and place = '{}' and period >= ${from}::date
        and (numerator is null) <> (denominator is null)) silent
    where start <= ${to}::date group by start`.execute(db);
  return rows;
}

/** Of what is made of others: own periods in which some of them have rows and some have none. */
async function ofMeasures(
  db: Db,
  terms: readonly string[],
  { own, grain, from, to }: Stretch & { readonly own: Grain },
) {
  const { rows } = await sql<Counted>`
    select start::text as start, count(*)::int as count
    from (select date_trunc(${grain}, period::timestamp)::date as start from indicators.cell
      where measure = any(${[...terms]}::text[]) and grain = ${own} and place = '{}' and period >= ${from}::date
        and numerator is not null
      group by period having count(*) < ${terms.length}) silent
    where start <= ${to}::date group by start`.execute(db);
  return rows;
}

/**
 * How many finer periods each coarser one leaves out, since one of the sources of a ratio has no rows of them: by first day.
 * Empty at the measure's own grain, for sums, and where all comes from one source.
 */
export async function leftOutOf(
  db: Db,
  { measure, measures }: { measure: MeasureDefinition; measures: ReadonlyMap<string, MeasureDefinition> },
  stretch: Stretch,
): Promise<ReadonlyMap<string, number>> {
  const { grain: own, derived } = measure;
  if (stretch.grain === own || !leavesOut(measure, measures)) return new Map();
  const terms = [...(derived?.numerator ?? []), ...(derived?.denominator ?? [])];
  const codes = [...new Set(terms.map((term) => term.measure))];
  const found = derived
    ? await ofMeasures(db, codes, { ...stretch, own })
    : await ofRecords(db, measure, stretch);
  return new Map(found.map(({ start, count }) => [start, count]));
}
