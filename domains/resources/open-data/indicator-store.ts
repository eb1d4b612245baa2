import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { ListedPage, ListedRow } from '#kernel/indicator';

type Asked = Pick<ListedPage, 'at' | 'owner'>;

/** The city’s day of an instant: uses are counted by it. */
const cityDay = (at: Date) => sql`(${at.toISOString()}::timestamptz at time zone 'Asia/Shanghai')::date`;

/** Open resources that have a version, each with its uses in the thirty days up to an instant. */
const used = ({ at, owner }: Asked) => sql`
  from open_data.release r join open_data.version v on v.release = r.code and v.number = r.last_version
  left join lateral (
    select sum(times)::int as times from open_data.use
    where release = r.code and day > ${cityDay(at)} - 30 and day <= ${cityDay(at)}
  ) u on true
  where r.state = 'open' and r.withdrawn_at is null and r.access = 'everyone' and ${owner === undefined ? sql`true` : sql`r.provider = ${owner}`}`;

export interface UseCount {
  readonly resources: number;
  readonly times: number;
  readonly simulated: boolean;
  readonly asOf: string | null;
}

export async function countUses(db: Db, at: Date): Promise<UseCount> {
  const { rows } = await sql<UseCount>`
    select count(*)::int as resources, coalesce(sum(u.times), 0)::int as times,
      coalesce(bool_or(v.simulated), false) as simulated, max(v.made_at) as "asOf" ${used({ at })}`.execute(
    db,
  );
  return rows[0] ?? { resources: 0, times: 0, simulated: false, asOf: null };
}

/** @param weight what a resource brings to the figure: itself, or how often it was used */
export async function listUses(db: Db, weight: 'one' | 'times', page: ListedPage): Promise<ListedRow[]> {
  const { rows } = await sql<{
    code: string;
    title: string;
    provider: string;
    rows: number;
    times: number;
    simulated: boolean;
  }>`
    select r.code, r.title_zh as title, r.provider, v.rows, coalesce(u.times, 0)::int as times, v.simulated ${used(page)}
      and r.code > ${page.after ?? ''} order by r.code limit ${page.limit}`.execute(db);
  return rows.map(({ simulated, ...values }) => ({
    key: values.code,
    path: `/open-data/releases/${values.code}`,
    weight: weight === 'one' ? 1 : values.times,
    simulated,
    values,
  }));
}

export async function countListed(db: Db, asked: Asked): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count ${used(asked)}`.execute(db);
  return rows[0]?.count ?? 0;
}
