import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { IndicatorPart } from '#kernel/indicator';
import type { ValueRow } from './store.ts';

export interface Seen {
  readonly indicator: string;
  /** It was known to be so from then on, and was last measured so. */
  readonly since: string;
  readonly seenUntil: string;
  readonly value: number | null;
  readonly parts: readonly IndicatorPart[];
  readonly simulated: boolean;
  readonly asOf: string | null;
}

/** Keeps that a figure was measured: the row goes on while it stays the same, a new one begins where it does not. */
export async function putSeen(db: Db, row: Omit<ValueRow, 'day'>): Promise<void> {
  const parts = JSON.stringify(row.parts);
  await sql`
    with newest as (
      select since, value, parts, simulated from indicators.seen where indicator = ${row.indicator}
      order by since desc limit 1
    ), same as (
      update indicators.seen v set seen_until = greatest(v.seen_until, ${row.measured_for}::timestamptz),
          as_of = ${row.as_of}::timestamptz
        from newest n where v.indicator = ${row.indicator} and v.since = n.since
          and v.value is not distinct from ${row.value}::float8 and v.parts = ${parts}::jsonb
          and v.simulated = ${row.simulated}
        returning v.since
    )
    insert into indicators.seen (indicator, since, seen_until, value, parts, simulated, as_of)
    select ${row.indicator}, ${row.measured_for}::timestamptz, ${row.measured_for}::timestamptz, ${row.value}::float8,
      ${parts}::jsonb, ${row.simulated}, ${row.as_of}::timestamptz
    where not exists (select from same)
    on conflict (indicator, since) do nothing`.execute(db);
}

/** What each figure was known to be at an instant: the newest row that began by then. */
export async function seenAt(db: Db, at: Date): Promise<Map<string, Seen>> {
  const { rows } = await sql<Seen>`
    select distinct on (indicator) indicator, since, seen_until as "seenUntil", value, parts, simulated, as_of as "asOf"
    from indicators.seen where since <= ${at.toISOString()}::timestamptz
    order by indicator, since desc`.execute(db);
  return new Map(rows.map((row) => [row.indicator, row]));
}

/** Takes away what was last seen before an instant. */
export async function removeSeen(db: Db, before: Date): Promise<void> {
  await sql`delete from indicators.seen where seen_until < ${before.toISOString()}::timestamptz`.execute(db);
}
