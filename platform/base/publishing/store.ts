import { sql, type RawBuilder } from 'kysely';
import { scopeOf, type Actor } from '#kernel/actor';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import type { Category, Channel, VersionState } from './rules.ts';

export interface ArticleRow {
  readonly id: string;
  readonly category: Category;
  readonly organisation: string;
  readonly indexNumber: string;
  readonly disclosure: 'active' | 'on-request';
  readonly issuedOn: string;
  readonly channels: readonly Channel[];
  readonly fromAt: string | null;
  readonly toAt: string | null;
  readonly released: number | null;
  readonly releasedAt: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnWhy: string | null;
  readonly simulated: boolean;
  readonly createdAt: string;
  readonly version: number;
  readonly state: VersionState;
  readonly revision: number;
  readonly title: Text;
  readonly body: Text;
  readonly note: string | null;
  readonly author: string;
  readonly returnReason: string | null;
}

const columns = sql`a.id, a.category, a.organisation, a.index_number as "indexNumber", a.disclosure,
  to_char(a.issued_on, 'YYYY-MM-DD') as "issuedOn", a.channels, a.from_at as "fromAt", a.to_at as "toAt", a.released,
  a.released_at as "releasedAt", a.withdrawn_at as "withdrawnAt", a.withdrawn_why as "withdrawnWhy", a.simulated,
  a.created_at as "createdAt", v.version, v.state, v.revision,
  json_build_object('zh', v.title_zh, 'en', v.title_en) as title,
  json_build_object('zh', v.body_zh, 'en', v.body_en) as body, v.note, v.author, v.return_reason as "returnReason"`;

const latest = sql`publishing.article a join publishing.version v on v.article = a.id
  and v.version = (select max(w.version) from publishing.version w where w.article = a.id)`;
const released = sql`publishing.article a join publishing.version v on v.article = a.id and v.version = a.released`;

/** Articles of the own organisation. */
function within(actor: Actor, permission: string): RawBuilder<unknown> {
  const scope = scopeOf(actor, permission);
  if (scope === 'city') return sql`true`;
  return scope === 'department' && actor.organisation
    ? sql`a.organisation = ${actor.organisation}`
    : sql`false`;
}

export interface Cursor {
  readonly at: string;
  readonly id: string;
}

export async function findArticles(
  db: Db,
  actor: Actor,
  asked: {
    readonly state?: VersionState | undefined;
    readonly after?: Cursor | undefined;
    readonly limit: number;
  },
): Promise<ArticleRow[]> {
  const { state, after, limit } = asked;
  const { rows } = await sql<ArticleRow>`select ${columns} from ${latest}
    where ${within(actor, 'publishing:write')} and ${state ? sql`v.state = ${state}` : sql`true`}
      and ${after ? sql`(a.created_at, a.id) < (${after.at}::timestamptz, ${after.id})` : sql`true`}
    order by a.created_at desc, a.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function findArticle(
  db: Db,
  actor: Actor,
  asked: { readonly id: string; readonly permission: string; readonly lock?: boolean },
): Promise<ArticleRow | undefined> {
  const { rows } = await sql<ArticleRow>`select ${columns} from ${latest}
    where a.id = ${asked.id} and ${within(actor, asked.permission)}
    ${asked.lock ? sql`for update of a` : sql``}`.execute(db);
  return rows[0];
}

/** The number of an organisation's next item of a year. */
export async function nextNumber(tx: Db, organisation: string, year: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    insert into publishing.counter (organisation, year, n) values (${organisation}, ${year}, 1)
    on conflict (organisation, year) do update set n = publishing.counter.n + 1 returning n`.execute(tx);
  return rows[0]?.n ?? 1;
}

export type Facts = Pick<ArticleRow, 'category' | 'disclosure' | 'issuedOn' | 'channels' | 'fromAt' | 'toAt'>;
export type VersionWords = Pick<ArticleRow, 'title' | 'body' | 'note' | 'author'>;

export async function insertArticle(
  tx: Db,
  row: Facts & {
    readonly id: string;
    readonly organisation: string;
    readonly indexNumber: string;
    readonly simulated: boolean;
    readonly at: string;
  },
): Promise<void> {
  await sql`insert into publishing.article (id, category, organisation, index_number, disclosure, issued_on, channels,
      from_at, to_at, simulated, created_at)
    values (${row.id}, ${row.category}, ${row.organisation}, ${row.indexNumber}, ${row.disclosure},
      ${row.issuedOn}::date, ${[...row.channels]}::text[], ${row.fromAt}, ${row.toAt}, ${row.simulated}, ${row.at})`.execute(
    tx,
  );
}

export async function saveFacts(tx: Db, id: string, facts: Facts): Promise<void> {
  await sql`update publishing.article set category = ${facts.category}, disclosure = ${facts.disclosure},
    issued_on = ${facts.issuedOn}::date, channels = ${[...facts.channels]}::text[], from_at = ${facts.fromAt},
    to_at = ${facts.toAt} where id = ${id}`.execute(tx);
}

export async function saveVersion(
  tx: Db,
  id: string,
  row: VersionWords & { readonly version: number; readonly at: string },
): Promise<void> {
  await sql`insert into publishing.version (article, version, state, revision, title_zh, title_en, body_zh, body_en,
      note, author, saved_at)
    values (${id}, ${row.version}, 'draft', 1, ${row.title.zh}, ${row.title.en}, ${row.body.zh}, ${row.body.en},
      ${row.note}, ${row.author}, ${row.at})
    on conflict (article, version) do update set state = 'draft', revision = publishing.version.revision + 1,
      title_zh = excluded.title_zh, title_en = excluded.title_en, body_zh = excluded.body_zh,
      body_en = excluded.body_en, note = excluded.note, author = excluded.author, saved_at = excluded.saved_at`.execute(
    tx,
  );
}

export async function setState(
  tx: Db,
  id: string,
  version: number,
  to: { readonly state: VersionState; readonly by?: string; readonly at?: string; readonly reason?: string },
): Promise<void> {
  await sql`update publishing.version set state = ${to.state}, reviewed_by = ${to.by ?? null},
    reviewed_at = ${to.at ?? null}, return_reason = ${to.reason ?? null}
    where article = ${id} and version = ${version}`.execute(tx);
}

export async function release(tx: Db, id: string, version: number, at: string): Promise<void> {
  await sql`update publishing.article set released = ${version}, released_at = coalesce(released_at, ${at})
    where id = ${id}`.execute(tx);
}

export async function withdraw(
  tx: Db,
  id: string,
  { by, at, why }: { readonly by: string; readonly at: string; readonly why: string },
): Promise<void> {
  await sql`update publishing.article set withdrawn_at = ${at}, withdrawn_by = ${by}, withdrawn_why = ${why}
    where id = ${id}`.execute(tx);
}

/** What people see at an instant, the latest first. */
export async function findPublished(
  db: Db,
  asked: {
    readonly now: string;
    readonly channel: Channel;
    readonly category?: Category | undefined;
    readonly after?: Cursor | undefined;
    readonly limit: number;
  },
): Promise<ArticleRow[]> {
  const { now, channel, category, after, limit } = asked;
  const { rows } = await sql<ArticleRow>`select ${columns} from ${released}
    where a.withdrawn_at is null and (a.from_at is null or a.from_at <= ${now})
      and (a.to_at is null or a.to_at > ${now}) and ${channel} = any(a.channels)
      and ${category ? sql`a.category = ${category}` : sql`true`}
      and ${after ? sql`(a.released_at, a.id) < (${after.at}::timestamptz, ${after.id})` : sql`true`}
    order by a.released_at desc, a.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function findReleased(db: Db, id: string): Promise<ArticleRow | undefined> {
  const { rows } = await sql<ArticleRow>`select ${columns} from ${released} where a.id = ${id}`.execute(db);
  return rows[0];
}

export async function findCorrections(
  db: Db,
  id: string,
): Promise<{ version: number; at: string; note: string }[]> {
  const { rows } = await sql<{ version: number; at: string; note: string }>`
    select version, reviewed_at as at, coalesce(note, '') as note from publishing.version
    where article = ${id} and state = 'released' and version > 1 order by version`.execute(db);
  return rows;
}

export async function exists(db: Db, id: string): Promise<boolean> {
  return (await sql`select 1 from publishing.article where id = ${id}`.execute(db)).rows.length > 0;
}
