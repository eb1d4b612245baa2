import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import type { Column, VersionFile } from '../shapes.ts';
import type { VersionRow } from '../store.ts';

export interface OnRequestRow {
  readonly code: string;
  readonly title: Text;
  readonly abstract: Text;
  readonly provider: string;
  readonly providerName: Text;
  readonly cycle: string;
  readonly updatedAt: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly files: readonly VersionFile[];
  readonly simulated: boolean;
}

/** What is open on request and has a version, or one of it. */
export async function listOnRequest(db: Db, code?: string): Promise<OnRequestRow[]> {
  const { rows } = await sql<OnRequestRow>`
    select r.code, json_build_object('zh', r.title_zh, 'en', r.title_en) as title,
      json_build_object('zh', r.abstract_zh, 'en', r.abstract_en) as abstract, r.provider,
      json_build_object('zh', coalesce(o.name_zh, r.provider), 'en', coalesce(o.name_en, o.name_zh, r.provider)) as "providerName",
      r.cycle, v.made_at as "updatedAt", v.rows, v.columns, v.files, v.simulated
    from open_data.release r
    join open_data.version v on v.release = r.code and v.number = r.last_version and v.closed_at is null
    left join organisations.organisation_v1 o on o.code = r.provider
    where r.state = 'open' and r.withdrawn_at is null and r.access = 'request'
      and ${code === undefined ? sql`true` : sql`r.code = ${code}`}
    order by r.code limit 1000`.execute(db);
  return rows;
}

export interface MyRequestRow {
  readonly id: string;
  readonly release: string;
  readonly title: string;
  readonly purpose: string;
  readonly usage: string;
  readonly months: number;
  readonly askedAt: string;
  readonly state: 'asked' | 'granted' | 'refused' | 'withdrawn' | 'recalled';
  readonly decidedAt: string | null;
  readonly terms: string | null;
  readonly until: string | null;
  readonly reason: string | null;
  readonly keyMadeAt: string | null;
  readonly uses: number;
  readonly files: readonly VersionFile[] | null;
  readonly simulated: boolean;
}

/** Requests of some applicants, the latest first. */
export async function requestsOf(db: Db, applicants: readonly string[]): Promise<MyRequestRow[]> {
  const { rows } = await sql<MyRequestRow>`
    select q.id, q.release, q.title, q.purpose, q.usage, q.months, q.asked_at as "askedAt", q.state,
      q.decided_at as "decidedAt", q.terms, q.until, q.why as reason, k.made_at as "keyMadeAt", coalesce(u.uses, 0)::int as uses,
      v.files, q.simulated
    from open_data.request q
    left join open_data.access_key k on k.request = q.id
    left join lateral (select sum(times) as uses from open_data.granted_use where request = q.id) u on true
    left join open_data.release r on r.code = q.release and r.state = 'open' and r.withdrawn_at is null
    left join open_data.version v on v.release = r.code and v.number = r.last_version and v.closed_at is null
    where q.applicant = any(${[...applicants]}::text[]) order by q.asked_at desc limit 200`.execute(db);
  return rows;
}

export async function putKey(
  tx: Db,
  key: {
    readonly request: string;
    readonly digest: string;
    readonly at: string;
    readonly by: { readonly id: string; readonly kind: string };
  },
): Promise<void> {
  await sql`
    insert into open_data.access_key (request, digest, made_at, made_by, made_kind)
    values (${key.request}, ${key.digest}, ${key.at}, ${key.by.id}, ${key.by.kind})
    on conflict (request) do update set digest = excluded.digest, made_at = excluded.made_at,
      made_by = excluded.made_by, made_kind = excluded.made_kind`.execute(tx);
}

export async function dropKey(tx: Db, request: string): Promise<void> {
  await sql`delete from open_data.access_key where request = ${request}`.execute(tx);
}

interface AskedOn {
  readonly account: string;
  readonly applicant: string;
  readonly day: string;
  readonly zone: string;
}

/** How often an account, or anybody for an applicant, has asked since a day of the city began. */
export async function askedOn(db: Db, { account, applicant, day, zone }: AskedOn): Promise<number> {
  const { rows } = await sql<{ times: number }>`
    select count(*)::int as times from open_data.request
    where asked_at >= ${day}::date::timestamp at time zone ${zone} and (account = ${account} or applicant = ${applicant})`.execute(
    db,
  );
  return rows[0]?.times ?? 0;
}

/** Requests of a release that wait, or are granted and not over. */
export async function standingOf(db: Db, release: string, now: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from open_data.request where release = ${release}
      and (state = 'asked' or (state = 'granted' and until > ${now})) order by id`.execute(db);
  return rows.map(({ id }) => id);
}

export interface Standing {
  readonly release: string;
  readonly state: string;
  readonly applicant: string;
  readonly until: string | null;
  readonly digest: string | null;
  /** Who made the key; whoever asked, of keys that are older than this is known. */
  readonly keyOf: string;
  readonly keyOfKind: string;
  readonly purpose: string;
}

/** A request as it stands this moment: asked at every read, so that what is taken back is gone with the next one. */
export async function findStanding(db: Db, id: string): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select q.release, q.state, q.applicant, q.until, q.purpose, k.digest,
      coalesce(k.made_by, q.account) as "keyOf", coalesce(k.made_kind, case q.applicant_kind when 'company' then 'agent' else 'citizen' end) as "keyOfKind"
    from open_data.request q
    left join open_data.access_key k on k.request = q.id where q.id = ${id}`.execute(db);
  return rows[0];
}

/** The latest version of what is open on request. */
export async function findGranted(db: Db, release: string): Promise<VersionRow | undefined> {
  const { rows } = await sql<VersionRow>`
    select v.release, v.number, v.made_at as "madeAt", v.data_at as "dataAt", v.rows, v.columns, v.files, v.charts, v.risk,
      v.subjects, v.simulated
    from open_data.version v join open_data.release r on r.code = v.release and v.number = r.last_version
    where r.code = ${release} and r.state = 'open' and r.withdrawn_at is null and v.closed_at is null`.execute(
    db,
  );
  return rows[0];
}

export async function countGrantedUse(
  db: Db,
  use: { readonly request: string; readonly day: string; readonly format: string },
): Promise<void> {
  await sql`
    insert into open_data.granted_use (request, day, format, times) values (${use.request}, ${use.day}, ${use.format}, 1)
    on conflict (request, day, format) do update set times = open_data.granted_use.times + 1`.execute(db);
}
