import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import type { ListedPage, ListedRow } from '#kernel/indicator';
import type { Gap } from './contract.ts';

/** How many operators use each tower in use on the day of an instant. */
const used = (at: Date) => sql`(
  select t.code, t.name, t.owner, t.division, t.simulated or coalesce(s.simulated, false) as simulated,
    greatest(t.valid_from, s.newest) as newest, coalesce(s.operators, 0)::int as operators
  from networks.tower_v1 t left join (
    select tower, count(distinct operator) as operators, bool_or(simulated) as simulated, max(valid_from) as newest
    from networks.sharing_v1
    where daterange(starts_on, ends_on, '[]') @> (${at.toISOString()}::timestamptz at time zone 'Asia/Shanghai')::date
    group by tower) s on s.tower = t.code
  where t.state = 'in-use')`;

/** @returns towers in use and how many of them two operators or more use; null where there is none */
export async function countShared(
  db: Db,
  at: Date,
): Promise<{ whole: number; shared: number; simulated: boolean; asOf: string | null }> {
  const { rows } = await sql<{
    whole: number;
    shared: number;
    simulated: boolean | null;
    newest: string | null;
  }>`
    select count(*)::int as whole, count(*) filter (where operators > 1)::int as shared, bool_or(simulated) as simulated,
      max(newest) as newest from ${used(at)} u`.execute(db);
  const [row] = rows;
  return {
    whole: row?.whole ?? 0,
    shared: row?.shared ?? 0,
    simulated: row?.simulated ?? false,
    asOf: row?.newest ?? null,
  };
}

const ownedBy = (owner: string | undefined): RawBuilder<unknown> =>
  owner === undefined ? sql`true` : sql`u.owner = ${owner}`;

export async function listUsed(
  db: Db,
  { at, owner, after, limit }: ListedPage,
  of: 0 | 1,
): Promise<ListedRow[]> {
  const { rows } = await sql<{
    code: string;
    name: string;
    owner: string;
    operators: number;
    simulated: boolean;
  }>`
    select u.code, u.name, u.owner, u.operators, u.simulated from ${used(at)} u
    where ${ownedBy(owner)} and u.code > ${after ?? ''} order by u.code limit ${limit}`.execute(db);
  return rows.map(({ code, simulated, ...values }) => ({
    key: code,
    path: `/networks/towers/${code}`,
    weight: values.operators > 1 ? 1 : 0,
    ...(of ? { of } : {}),
    simulated,
    values: { code, ...values },
  }));
}

export async function countUsed(
  db: Db,
  { at, owner }: { readonly at: Date; readonly owner?: string | undefined },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${used(at)} u where ${ownedBy(owner)}`.execute(db);
  return rows[0]?.count ?? 0;
}

interface GapRow {
  readonly code: string;
  readonly zh: string;
  readonly en: string | null;
  readonly town_zh: string | null;
  readonly town_en: string | null;
  readonly known: boolean;
  readonly metres: number | null;
}

export interface GapsAsked {
  readonly within: number;
  readonly after: string;
  readonly limit: number;
  /** Only below this division; all when absent. */
  readonly below: string | undefined;
}

const villages = (below: string | undefined) => sql`organisations.division_v1 d
  where d.level = 'village' and d.exists_to is null and ${below === undefined ? sql`true` : sql`starts_with(d.code, ${below})`}`;

/** Villages without a tower in use within so many kilometres of their centre, or in them where no centre is known. */
export async function listGaps(
  db: Db,
  { within, after, limit, below }: GapsAsked,
): Promise<Omit<Gap, 'simulated'>[]> {
  const { rows } = await sql<GapRow>`
    select v.*, p.name_zh as town_zh, p.name_en as town_en from (
      select d.code, d.parent, d.name_zh as zh, d.name_en as en, d.centre is not null as known,
        (select min(st_distancesphere(st_setsrid(d.centre, 4326), st_setsrid(t.place, 4326)))
          from networks.tower_v1 t where t.state = 'in-use') as metres,
        exists (select 1 from networks.tower_v1 t where t.state = 'in-use' and starts_with(t.division, d.code)) as inside
      from ${villages(below)} and d.code > ${after}) v
    left join organisations.division_v1 p on p.code = v.parent
    where case when v.known then v.metres is null or v.metres > ${within * 1000} else not v.inside end
    order by v.code limit ${limit}`.execute(db);
  return rows.map(({ code, zh, en, town_zh, town_en, known, metres }) => ({
    division: code,
    name: { zh, en: en ?? zh },
    town: { zh: town_zh ?? '', en: town_en ?? town_zh ?? '' },
    basis: known ? 'distance' : 'count',
    nearestKm: metres === null ? null : Math.round(metres / 10) / 100,
  }));
}

/** What was looked at: villages, and whether any tower is invented. */
export async function lookedAt(
  db: Db,
  below: string | undefined,
): Promise<{ villages: number; simulated: boolean }> {
  const { rows } = await sql<{ villages: number; simulated: boolean }>`
    select (select count(*)::int from ${villages(below)}) as villages,
      exists (select 1 from networks.tower_v1 where simulated) as simulated`.execute(db);
  return rows[0] ?? { villages: 0, simulated: false };
}

/** Whether a place lies in the city; true where the city's boundary is not known. */
export async function liesInCity(db: Db, city: string, place: unknown): Promise<boolean> {
  const { rows } = await sql<{ inside: boolean | null }>`
    select st_covers(boundary, st_setsrid(st_geomfromgeojson(${JSON.stringify(place)}), 4490)) as inside
    from organisations.division_v1 where code = ${city}`.execute(db);
  return rows[0]?.inside ?? true;
}
