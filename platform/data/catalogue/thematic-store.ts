import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface Measure {
  readonly code: string;
  readonly rows: number | null;
  readonly deliveredAt: string | null;
}

/** Size and freshness of the thematic databases that hold a dataset, or of one by its code: what stands of its datasets. */
export async function measure(
  db: Db,
  of: { readonly dataset: string } | { readonly code: string },
): Promise<Measure[]> {
  const which =
    'code' in of ? sql`t.code = ${of.code}` : sql`t.datasets @> jsonb_build_array(${of.dataset}::text)`;
  const { rows } = await sql<Measure>`
    select t.code, sum(e.rows)::int as rows,
      to_char(max(e.delivered_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deliveredAt"
    from catalogue.thematic t
    left join catalogue.entry e on e.withdrawn_at is null and t.datasets @> jsonb_build_array(e.code)
    where t.withdrawn_at is null and ${which} group by t.code order by t.code`.execute(db);
  return rows;
}

/** Of these codes, those that no entry of the catalogue has. */
export async function unknownDatasets(db: Db, codes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select g.code from unnest(${sql.val([...codes])}::text[]) as g (code)
    where not exists (select from catalogue.entry e where e.code = g.code and e.withdrawn_at is null)`.execute(
    db,
  );
  return rows.map(({ code }) => code);
}

/** Of these codes, those that no organisation has. */
export async function unknownUsers(db: Db, codes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select g.code from unnest(${sql.val([...codes])}::text[]) as g (code)
    where not exists (select from organisations.organisation_v1 o where o.code = g.code)`.execute(db);
  return rows.map(({ code }) => code);
}

/** How many thematic databases are registered, and of how many units; whether any is invented. */
export async function countThematic(
  db: Db,
): Promise<
  { owner: string | null; zh: string | null; en: string | null; count: number; simulated: boolean }[]
> {
  const { rows } = await sql<{
    owner: string | null;
    zh: string | null;
    en: string | null;
    count: number;
    simulated: boolean;
  }>`
    select t.owner, o.name_zh as zh, coalesce(o.name_en, o.name_zh) as en, count(*)::int as count,
      bool_or(t.simulated) as simulated
    from catalogue.thematic t left join organisations.organisation_v1 o on o.code = t.owner
    where t.withdrawn_at is null group by 1, 2, 3 order by 1 nulls last`.execute(db);
  return rows;
}

/** Organisations that hand in one of these datasets. */
export async function providersOf(db: Db, codes: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ provider: string }>`
    select distinct provider from catalogue.entry
    where code = any(${sql.val([...codes])}::text[]) and withdrawn_at is null`.execute(db);
  return new Set(rows.map(({ provider }) => provider));
}
