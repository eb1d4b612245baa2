import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';

interface Following {
  readonly release: string;
  readonly account: string;
}

export async function follow(db: Db, { release, account }: Following, at: string): Promise<void> {
  await sql`
    insert into open_data.follower (release, account, since) values (${release}, ${account}, ${at})
    on conflict (release, account) do nothing`.execute(db);
}

export async function unfollow(db: Db, { release, account }: Following): Promise<void> {
  await sql`delete from open_data.follower where release = ${release} and account = ${account}`.execute(db);
}

export async function isFollowing(db: Db, { release, account }: Following): Promise<boolean> {
  const { rows } = await sql`
    select 1 from open_data.follower where release = ${release} and account = ${account}`.execute(db);
  return rows.length > 0;
}

/** Accounts that follow a resource, in pieces: those after one, in order. */
export async function followersOf(db: Db, release: string, after: string): Promise<string[]> {
  const { rows } = await sql<{ account: string }>`
    select account from open_data.follower where release = ${release} and account > ${after}
    order by account limit 500`.execute(db);
  return rows.map(({ account }) => account);
}

/** Something that happened to an open resource: a version, or a report of an error that holds. */
export interface News {
  readonly code: string;
  readonly title: Text;
  readonly provider: string;
  readonly at: string;
  readonly simulated: boolean;
  /** Of a version its number and rows, of a correction what its provider said. */
  readonly version: number | null;
  readonly rows: number | null;
  readonly correction: string | null;
  readonly words: string | null;
}

/** The latest news of one resource that is open to everybody, or of all of them. */
export async function listNews(db: Db, code?: string): Promise<News[]> {
  const wanted = code === undefined ? sql`true` : sql`r.code = ${code}`;
  const { rows } = await sql<News>`
    with open as (
      select r.code, r.title_zh, r.title_en, coalesce(o.name_zh, r.provider) as provider, r.simulated
      from open_data.release r left join organisations.organisation_v1 o on o.code = r.provider
      where r.state = 'open' and r.withdrawn_at is null and r.access = 'everyone' and ${wanted}
    ), news as (
      select o.code, v.made_at as at, v.simulated, v.number as version, v.rows, null as correction, null as words
      from open o join open_data.version v on v.release = o.code where v.closed_at is null
      union all
      select o.code, c.answered_at, o.simulated, null, null, c.id, c.answer
      from open o join open_data.correction c on c.release = o.code where c.state = 'accepted'
    )
    select n.code, json_build_object('zh', o.title_zh, 'en', o.title_en) as title, o.provider, n.at, n.simulated, n.version,
      n.rows, n.correction, n.words
    from news n join open o on o.code = n.code order by n.at desc, n.code limit 50`.execute(db);
  return rows;
}
