import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import type { ListedPage, ListedRow } from '#kernel/indicator';

export interface Standing {
  readonly id: string;
  readonly result: string;
  readonly scheme: string;
  readonly schemeZh: string;
  readonly schemeEn: string;
  readonly unit: string;
  readonly unitZh: string;
  readonly unitEn: string;
  readonly total: number;
  readonly place: number;
  readonly placeLow: number;
  readonly placeHigh: number;
  readonly publishedAt: string;
  readonly simulated: boolean;
}

/** What was in force at an instant: of the evaluation that was published last, the newest version by then. */
const inForce = (at: Date): RawBuilder<unknown> => sql`(
  select s.id, s.result, s.scheme, r.title_zh as "schemeZh", r.title_en as "schemeEn", s.unit,
    coalesce(o.name_zh, s.unit) as "unitZh", coalesce(o.name_en, o.name_zh, s.unit) as "unitEn", s.total::float8 as total,
    s.place, s.place_low as "placeLow", s.place_high as "placeHigh", r.published_at as "publishedAt", s.simulated
  from performance.standing s
  join (select id, title_zh, title_en, published_at from performance.result
    where withdrawn_at is null and published_at <= ${at.toISOString()}::timestamptz
    order by published_at desc, number desc limit 1) r on r.id = s.result
  left join organisations.organisation_v1 o on o.code = s.unit
  where s.withdrawn_at is null)`;

/** In the order of their places. */
export async function listInForce(db: Db, at: Date): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select x.* from ${inForce(at)} x order by x.place, x.unit`.execute(db);
  return rows;
}

const ownedBy = (owner: string | undefined) => (owner === undefined ? sql`true` : sql`x.unit = ${owner}`);

export async function listTotals(db: Db, { at, owner, after, limit }: ListedPage): Promise<ListedRow[]> {
  const { rows } = await sql<Standing>`
    select x.* from ${inForce(at)} x where ${ownedBy(owner)} and x.id > ${after ?? ''}
    order by x.id limit ${limit}`.execute(db);
  return rows.map(({ id, result, unit, unitZh, total, place, simulated }) => ({
    key: id,
    path: `/performance/results/${encodeURIComponent(result)}/cards/${unit}`,
    weight: total,
    of: 1,
    simulated,
    values: { unit: unitZh, total, place },
  }));
}

export async function countTotals(db: Db, { at, owner }: Pick<ListedPage, 'at' | 'owner'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${inForce(at)} x where ${ownedBy(owner)}`.execute(db);
  return rows[0]?.count ?? 0;
}
