import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Tolerances } from './city.ts';

export async function putSetting(db: Db, name: string, value: unknown): Promise<void> {
  await sql`insert into registers.setting (name, value) values (${name}, ${JSON.stringify(value)}::jsonb)
    on conflict (name) do update set value = excluded.value`.execute(db);
}

export async function findTolerances(db: Db): Promise<Tolerances['tolerance'] | undefined> {
  const { rows } = await sql<{ tolerance: Tolerances['tolerance'] }>`
    select value -> 'tolerance' as tolerance from registers.setting where name = 'overlap'`.execute(db);
  return rows[0]?.tolerance;
}

/** Asks for a round. @returns false when one is asked for that has not begun: it will see what was written */
export async function askRound(db: Db): Promise<boolean> {
  const { rows } = await sql`
    insert into registers.overlap_asked values (true) on conflict do nothing returning asked`.execute(db);
  return rows.length > 0;
}

/** A round begins: what is written from now on asks for another. */
export async function beginRound(db: Db): Promise<void> {
  await sql`delete from registers.overlap_asked`.execute(db);
}

export interface Overlap {
  readonly id: string;
  readonly kind: string;
  readonly one: string;
  readonly other: string;
  readonly oneKeeper: string;
  readonly otherKeeper: string;
  /** Square metres. */
  readonly area: number;
  /** Of the smaller of the two, %. */
  readonly share: number;
  /** GeoJSON. */
  readonly shape: object;
  readonly simulated: boolean;
}

/** Codes in their order, so many at a time: the last of the next piece; undefined when there is none. */
export async function nextCode(db: Db, after: string, size: number): Promise<string | undefined> {
  const { rows } = await sql<{ last: string | null }>`
    select max(code) as last from (select code from registers.natural_resource
      where withdrawn_at is null and boundary is not null and code > ${after} order by code limit ${size}) piece`.execute(
    db,
  );
  return rows[0]?.last ?? undefined;
}

/** A boundary that crosses itself is read as the places that it encloses. */
const sound = (boundary: string) =>
  sql`case when ST_IsValid(${sql.ref(boundary)}) then ${sql.ref(boundary)} else ST_MakeValid(${sql.ref(boundary)}) end`;
/** Square metres on the ellipsoid, which is the same to a tenth of a millimetre in CGCS2000 and WGS 84. */
const metres = (shape: ReturnType<typeof sql>) => sql`ST_Area(ST_SetSRID(${shape}, 4326)::geography)`;

/**
 * Units with codes in a stretch that lie over one of their kind with a later code, by more than the tolerance of their kind.
 * Neighbours are found by the index of their bounding boxes, so each unit is held against the few that lie around it.
 */
export async function overlapsOf(
  db: Db,
  { after, last }: { readonly after: string; readonly last: string },
  tolerance: Tolerances['tolerance'],
): Promise<Overlap[]> {
  const { rows } = await sql<Overlap>`
    with pair as materialized (
      select a.kind, a.code as one, b.code as other, a.keeper as one_keeper, b.keeper as other_keeper,
        a.simulated or b.simulated as simulated, ${sound('a.boundary')} as here, ${sound('b.boundary')} as there
      from registers.natural_resource a
      join registers.natural_resource b on b.boundary && a.boundary and b.kind = a.kind and b.code > a.code
      where a.code > ${after} and a.code <= ${last} and a.withdrawn_at is null and b.withdrawn_at is null
    ), met as materialized (
      select p.*, ST_CollectionExtract(ST_Intersection(here, there), 3) as shape from pair p where ST_Intersects(here, there)
    ), measured as materialized (
      select m.*, ${metres(sql`shape`)} as area, least(${metres(sql`here`)}, ${metres(sql`there`)}) as smaller
      from met m where not ST_IsEmpty(shape)
    )
    select one || '+' || other as id, kind, one, other, one_keeper as "oneKeeper", other_keeper as "otherKeeper",
      round(area::numeric, 1)::float8 as area, round((100 * area / nullif(smaller, 0))::numeric, 2)::float8 as share,
      ST_AsGeoJSON(shape, 7)::json as shape, simulated
    from measured where area > (${JSON.stringify(tolerance)}::jsonb ->> kind)::float8 order by one, other`.execute(
    db,
  );
  return rows;
}

/** Ids of the overlaps that stand open. */
export async function openOverlaps(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from registers.resource_overlap where state = 'open' and withdrawn_at is null order by id`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** Since when overlaps were found that stand open, by their ids. */
export async function foundSince(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; at: string }>`
    select id, to_char(found_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from registers.resource_overlap
    where id = any(${sql.val([...ids])}::text[]) and state = 'open' and withdrawn_at is null`.execute(db);
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/**
 * How many overlaps each bureau has to check; those that have none any more too, with nought, also where a unit has gone to
 * another keeper and they stand in no row now.
 */
export async function countByKeeper(
  db: Db,
): Promise<{ keeper: string; count: number; simulated: boolean | null }[]> {
  const { rows } = await sql<{ keeper: string; count: number; simulated: boolean | null }>`
    select keeper, count(*) filter (where state = 'open')::int as count,
      bool_and(simulated) filter (where state = 'open') as simulated
    from (
      select one_keeper as keeper, state, simulated from registers.resource_overlap where withdrawn_at is null
      union all
      select other_keeper, state, simulated from registers.resource_overlap
        where withdrawn_at is null and other_keeper <> one_keeper
      union all
      select unnest(array[one_keeper, other_keeper]), 'gone', null from registers.resource_overlap where withdrawn_at is not null
      union all
      select unnest(array[one_keeper, other_keeper]), 'gone', null from registers.resource_overlap_history
    ) each group by keeper order by keeper`.execute(db);
  return rows;
}
