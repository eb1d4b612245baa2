import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';

/** An institution as other modules need it. */
export interface OrganisationFound {
  readonly code: string;
  readonly name: Text;
  readonly kind: string;
  readonly division: string | null;
  readonly successor: string | null;
}

/** An institution by its code; undefined when there is none or it was withdrawn. */
export async function findOrganisation(db: Db, code: string): Promise<OrganisationFound | undefined> {
  const { rows } = await sql<OrganisationFound>`
    select code, kind, division, successor,
      json_build_object('zh', name_zh, 'en', coalesce(name_en, name_zh)) as name
    from organisations.organisation where code = ${code} and withdrawn_at is null`.execute(db);
  return rows[0];
}

/** Names of institutions by code, withdrawn ones included: what they were called stays readable. */
export async function organisationNames(db: Db, codes: readonly string[]): Promise<Map<string, Text>> {
  const asked = [...new Set(codes)];
  if (asked.length === 0) return new Map();
  const { rows } = await sql<{ code: string; zh: string; en: string }>`
    select code, name_zh as zh, coalesce(name_en, name_zh) as en
    from organisations.organisation where code = any(${asked}::text[])`.execute(db);
  return new Map(rows.map(({ code, zh, en }) => [code, { zh, en }]));
}

/** Names of divisions by code, former ones included. */
export async function divisionNames(db: Db, codes: readonly string[]): Promise<Map<string, Text>> {
  const asked = [...new Set(codes)];
  if (asked.length === 0) return new Map();
  const { rows } = await sql<{ code: string; zh: string; en: string }>`
    select code, name_zh as zh, coalesce(name_en, name_zh) as en
    from organisations.division where code = any(${asked}::text[])`.execute(db);
  return new Map(rows.map(({ code, zh, en }) => [code, { zh, en }]));
}

/** Codes of a division and of all below it; empty when there is no such division. */
export async function divisionsBelow(db: Db, code: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    with recursive below as (
      select code from organisations.division where code = ${code} and withdrawn_at is null
      union
      select d.code from organisations.division d join below b on d.parent = b.code where d.withdrawn_at is null
    ) select code from below order by code`.execute(db);
  return rows.map((row) => row.code);
}

/** Codes of every division of the city in force. */
export async function divisionCodes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from organisations.division where withdrawn_at is null order by code`.execute(db);
  return rows.map((row) => row.code);
}

export type CityTable = 'division' | 'organisation';

/** All codes of a table, withdrawn ones included. */
export async function knownCodes(db: Db, table: CityTable): Promise<Set<string>> {
  const { rows } = await sql<{
    code: string;
  }>`select code from ${sql.table(`organisations.${table}`)}`.execute(db);
  return new Set(rows.map((row) => row.code));
}

/**
 * Withdraws what the city's files brought and no longer hold; what people entered stays.
 * @param left codes that the file still holds
 * @returns the codes withdrawn
 */
export async function withdrawGone(
  tx: Db,
  table: CityTable,
  left: readonly string[],
  stamp: { readonly at: string; readonly by: string; readonly source: string },
): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    update ${sql.table(`organisations.${table}`)} set
      withdrawn_at = ${stamp.at}, revision = revision + 1, valid_from = ${stamp.at}, recorded_at = ${stamp.at},
      recorded_by = ${stamp.by}, source = ${stamp.source}, reason = 'no longer in the file'
    where withdrawn_at is null and source like 'city:%' and not code = any(${[...left]}::text[])
    returning code`.execute(tx);
  return rows.map((row) => row.code);
}
