import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import type { Column, VersionFile } from '../shapes.ts';

/** An open resource with its latest version, as everybody may know of it. */
export interface OpenRow {
  readonly code: string;
  readonly title: Text;
  readonly abstract: Text;
  /** What it is made of; not for the public. */
  readonly source: string;
  readonly provider: string;
  readonly providerName: Text;
  readonly domain: string;
  readonly licence: string;
  readonly cycle: string;
  readonly issuedAt: string;
  readonly version: number;
  readonly updatedAt: string;
  readonly dataAt: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly files: readonly VersionFile[];
  readonly simulated: boolean;
  readonly suppressed: number;
  readonly k: number | null;
  readonly l: number | null;
  readonly downloads: number;
  readonly ratings: number;
  readonly grade: number | null;
}

export interface Asked {
  readonly q?: string | undefined;
  readonly domain?: string | undefined;
  readonly provider?: string | undefined;
  readonly format?: string | undefined;
}

const all = sql`true`;

const conditions = ({ q, domain, provider, format }: Asked): RawBuilder<unknown> => {
  const words = (q ?? '').replaceAll('\0', ' ').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  const found = words.map(
    (
      word,
    ) => sql`strpos(lower(r.title_zh || ' ' || r.title_en || ' ' || r.abstract_zh || ' ' || r.abstract_en || ' ' ||
      r.code || ' ' || v.columns::text), ${word}) > 0`,
  );
  return sql.join(
    [
      ...found,
      domain === undefined ? all : sql`r.domain = ${domain}`,
      provider === undefined ? all : sql`r.provider = ${provider}`,
      format === undefined ? all : sql`v.files @> ${JSON.stringify([{ format }])}::jsonb`,
    ],
    sql` and `,
  );
};

const resource = sql`
  select r.code, json_build_object('zh', r.title_zh, 'en', r.title_en) as title,
    json_build_object('zh', r.abstract_zh, 'en', r.abstract_en) as abstract, r.resource as source, r.provider,
    json_build_object('zh', coalesce(o.name_zh, r.provider), 'en', coalesce(o.name_en, o.name_zh, r.provider)) as "providerName",
    r.domain, r.licence, r.cycle, coalesce(r.decided_at, v.made_at) as "issuedAt", v.number as version, v.made_at as "updatedAt",
    v.data_at as "dataAt", v.rows, v.columns, v.files, v.simulated,
    (v.risk->>'suppressed')::int as suppressed, (v.risk->>'k')::int as k, (v.risk->>'l')::int as l,
    coalesce(u.times, 0)::int as downloads, coalesce(g.ratings, 0)::int as ratings,
    case when g.ratings >= 5 then g.grade end as grade
  from open_data.release r
  join open_data.version v on v.release = r.code and v.number = r.last_version and v.closed_at is null
  left join organisations.organisation_v1 o on o.code = r.provider
  left join lateral (select sum(times) as times from open_data.use where release = r.code) u on true
  left join lateral (select count(*) as ratings, avg(grade)::float8 as grade from open_data.rating where release = r.code) g on true
  where r.state = 'open' and r.withdrawn_at is null and r.access = 'everyone'`;

/** What is open, in order of its codes; of a city there are some hundreds. */
export async function listOpen(db: Db, asked: Asked = {}): Promise<OpenRow[]> {
  const { rows } =
    await sql<OpenRow>`${resource} and ${conditions(asked)} order by r.code limit 5000`.execute(db);
  return rows;
}

export async function findOpen(db: Db, code: string): Promise<OpenRow | undefined> {
  const { rows } = await sql<OpenRow>`${resource} and r.code = ${code}`.execute(db);
  return rows[0];
}

/** When anything that is public changed last, with how many there are: what a catalogue’s ETag stands on. */
export async function stampOf(db: Db): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select count(*) || ':' || coalesce(max(r.valid_from)::text, '') || ':' || coalesce(max(v.made_at)::text, '') as stamp
    from open_data.release r left join open_data.version v on v.release = r.code and v.number = r.last_version
    where r.state = 'open' and r.withdrawn_at is null and r.access = 'everyone'`.execute(db);
  return rows[0]?.stamp ?? '';
}
