import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { IndicatorPart } from '#kernel/indicator';
import type { Text } from '#kernel/texts';

export interface ValueRow {
  readonly indicator: string;
  /** `2026-11-23`, a day of the city's calendar. */
  readonly day: string;
  readonly value: number | null;
  readonly parts: readonly IndicatorPart[];
  readonly simulated: boolean;
  readonly measured_for: string;
  readonly as_of: string | null;
  readonly computed_at: string;
}

const columns = sql`indicator, day::text as day, value, parts, simulated, measured_for, as_of, computed_at`;

/** Keeps the value of a day; one that was measured later stays. */
export async function putValue(db: Db, row: ValueRow): Promise<void> {
  await sql`
    insert into indicators.value (indicator, day, value, parts, simulated, measured_for, as_of, computed_at)
    values (${row.indicator}, ${row.day}, ${row.value}, ${JSON.stringify(row.parts)}::jsonb, ${row.simulated},
      ${row.measured_for}, ${row.as_of}, ${row.computed_at})
    on conflict (indicator, day) do update
      set value = excluded.value, parts = excluded.parts, simulated = excluded.simulated,
        measured_for = excluded.measured_for, as_of = excluded.as_of, computed_at = excluded.computed_at
      where indicators.value.computed_at <= excluded.computed_at`.execute(db);
}

/** The newest value of each indicator. */
export async function newestValues(db: Db): Promise<Map<string, ValueRow>> {
  const { rows } = await sql<ValueRow>`
    select distinct on (indicator) ${columns} from indicators.value order by indicator, day desc`.execute(db);
  return new Map(rows.map((row) => [row.indicator, row]));
}

export async function findNewest(db: Db, indicator: string): Promise<ValueRow | undefined> {
  const { rows } = await sql<ValueRow>`
    select ${columns} from indicators.value where indicator = ${indicator} order by day desc limit 1`.execute(
    db,
  );
  return rows[0];
}

export interface DayValue {
  readonly indicator: string;
  readonly day: string;
  readonly value: number | null;
}

/** Values from a day on, the oldest first; of one indicator or of all. */
export async function listSeries(db: Db, from: string, indicator?: string): Promise<DayValue[]> {
  const { rows } = await sql<DayValue>`
    select indicator, day::text as day, value from indicators.value
    where day >= ${from}::date and (${indicator ?? null}::text is null or indicator = ${indicator ?? null})
    order by indicator, day`.execute(db);
  return rows;
}

/** The office that keeps the platform's own registers answers for their figures. */
export async function findOffice(db: Db): Promise<{ code: string; name: Text } | undefined> {
  const { rows } = await sql<{ code: string; zh: string | null; en: string | null }>`
    select e.provider as code, o.name_zh as zh, coalesce(o.name_en, o.name_zh) as en
    from catalogue.entry_v1 e left join organisations.organisation_v1 o on o.code = e.provider
    where e.kind = 'record' order by e.code limit 1`.execute(db);
  const [row] = rows;
  return row && { code: row.code, name: { zh: row.zh ?? row.code, en: row.en ?? row.code } };
}

export interface Place {
  readonly code: string;
  readonly level: string;
  readonly name_zh: string;
  readonly name_en: string;
  /** GeoJSON. */
  readonly boundary: { type: 'Polygon' | 'MultiPolygon'; coordinates: unknown } | null;
  readonly centre: { coordinates: number[] } | null;
}

/** The city with its boundary, and its towns with theirs, coarser, where it is known. */
export async function listPlaces(db: Db): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select code, level, name_zh, coalesce(name_en, name_zh) as name_en,
      ST_AsGeoJSON(case when level = 'city' then boundary else ST_SimplifyPreserveTopology(boundary, 0.0005) end, 6)::json
        as boundary,
      ST_AsGeoJSON(centre, 6)::json as centre
    from organisations.division_v1 where level in ('city', 'town') order by code`.execute(db);
  return rows;
}
