import { sql } from 'kysely';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { RecordOf } from '#kernel/record';
import { planOf, scopeCondition } from '#kernel/record-server';
import { Address } from './records.ts';

export interface OwnDivision {
  readonly code: string;
  readonly name: string;
  readonly level: 'city' | 'town' | 'village';
}

/** The city, its towns, villages and communities in force; grids have no part in addresses. */
export async function findDivisions(db: Db): Promise<OwnDivision[]> {
  const { rows } = await sql<OwnDivision>`
    select code, name_zh as name, level from organisations.division_v1
    where level in ('city', 'town', 'village') order by code`.execute(db);
  return rows;
}

/** Of these codes, those that the register has, in whatever state. */
export async function knownCodes(db: Db, codes: readonly string[]): Promise<Set<string>> {
  if (codes.length === 0) return new Set();
  const { rows } = await sql<{ code: string }>`
    select code from addresses.address where code = any(${sql.val([...codes])}::text[])`.execute(db);
  return new Set(rows.map(({ code }) => code));
}

/** For each of these codes that was merged, the code into which it was. */
export async function standingCodes(db: Db, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const { rows } = await sql<{ code: string; into: string }>`
    select code, merged_into as into from addresses.address
    where merged_into is not null and code = any(${sql.val([...codes])}::text[])`.execute(db);
  return new Map(rows.map(({ code, into }) => [code, into]));
}

/** Codes of the places of a town that are written so below their village, by `town local`; merged ones count once. */
export async function housesInTowns(
  db: Db,
  asked: readonly { readonly town: string; readonly local: string }[],
): Promise<Map<string, string[]>> {
  if (asked.length === 0) return new Map();
  const { rows } = await sql<{ town: string; local: string; codes: string[] }>`
    select left(a.division, 9) as town, a.local, array_agg(distinct coalesce(a.merged_into, a.code)) as codes
    from addresses.address a
    where a.withdrawn_at is null and (left(a.division, 9), a.local) in (
      select town, local from json_to_recordset(${JSON.stringify(asked)}::json) as g (town text, local text))
    group by 1, 2`.execute(db);
  return new Map(rows.map(({ town, local, codes }) => [`${town} ${local}`, codes]));
}

/** The codes of one place and of the homes in it, and of all that was merged into any of them. */
export async function codesOfPlace(db: Db, code: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    with here as (select code from addresses.address where code = ${code} or house = ${code})
    select code from here union select a.code from addresses.address a join here on a.merged_into = here.code
    order by 1`.execute(db);
  return rows.map((row) => row.code);
}

/** Those that were merged into this one. */
export async function mergedInto(db: Db, code: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from addresses.address where merged_into = ${code} order by code`.execute(db);
  return rows.map((row) => row.code);
}

/** Whether the asker may see this address. */
export async function isVisible(context: Context, code: string): Promise<boolean> {
  const scope =
    scopeCondition(planOf(Address as unknown as RecordOf), context, Address.rights.read) ?? sql`true`;
  const { rows } = await sql`
    select from addresses.address t where code = ${code} and withdrawn_at is null and ${scope}`.execute(
    context.db,
  );
  return rows.length > 0;
}
