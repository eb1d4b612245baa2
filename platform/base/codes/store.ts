import { sql } from 'kysely';
import { gathering, type Db } from '#kernel/db';
import type { CodeTable } from './contract.ts';

export interface CodeRow {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** The broader code of the same table. */
  readonly parent: string | null;
  /** Its time has passed, or has not come: it stays readable and is not to be chosen on that day. */
  readonly retired: boolean;
}

const outOfUse = (on: string) =>
  sql`(coalesce(v.used_to <= ${on}::date, false) or coalesce(v.used_from > ${on}::date, false))`;
/** @param on the city's day, ISO */
const choice = (on: string) =>
  sql`v.code, v.name_zh as zh, v.name_en as en, v.parent, ${outOfUse(on)} as retired`;
const present = sql`v.withdrawn_at is null and not v.former`;

export async function tableExists(db: Db, table: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from codes.code_table where id = ${table} and withdrawn_at is null`.execute(db);
  return rows.length > 0;
}

/** Codes of a table in its own order, as they are on a day; undefined when the city has no such table. */
export async function findCodes(db: Db, table: string, on: string): Promise<CodeRow[] | undefined> {
  const { rows } = await sql<CodeRow>`
    select ${choice(on)} from codes.value v where v.code_table = ${table} and ${present}
    order by v.position, v.key`.execute(db);
  return rows.length > 0 || (await tableExists(db, table)) ? rows : undefined;
}

export async function findTables(db: Db): Promise<CodeTable[]> {
  const { rows } = await sql<CodeTable>`
    select id, json_build_object('zh', name_zh, 'en', name_en) as name, standard, complete, invented
    from codes.code_table where withdrawn_at is null order by id`.execute(db);
  return rows;
}

/** Codes right below one, or those without a broader one; with whether there are more below each. */
export async function findBelow(
  db: Db,
  table: string,
  { parent, on }: { readonly parent: string | undefined; readonly on: string },
): Promise<(CodeRow & { readonly below: number })[]> {
  const { rows } = await sql<CodeRow & { below: number }>`
    select ${choice(on)},
      (select count(*)::int from codes.value b where b.code_table = v.code_table and b.parent = v.code
        and b.withdrawn_at is null and not b.former) as below
    from codes.value v where v.code_table = ${table} and ${present}
      and ${parent === undefined ? sql`v.parent is null` : sql`v.parent = ${parent}`}
    order by v.position, v.key limit 2000`.execute(db);
  return rows;
}

/** A code and all that lie below it, however deep. */
export async function codesBelow(db: Db, table: string, code: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    with recursive below as (
      select v.code from codes.value v where v.code_table = ${table} and v.code = ${code} and ${present}
      union
      select v.code from codes.value v join below b on v.parent = b.code
      where v.code_table = ${table} and ${present}
    ) select code from below order by code`.execute(db);
  return rows.map((row) => row.code);
}

/** The codes above one, the nearest first. */
export async function codesAbove(
  db: Db,
  { table, code, on }: { readonly table: string; readonly code: string; readonly on: string },
): Promise<CodeRow[]> {
  const { rows } = await sql<CodeRow>`
    with recursive above as (
      select v.parent as code, 1 as step from codes.value v
      where v.code_table = ${table} and v.code = ${code} and ${present}
      union
      select v.parent, a.step + 1 from codes.value v join above a on v.code = a.code
      where v.code_table = ${table} and ${present} and a.step < 20
    ) select ${choice(on)} from above a join codes.value v on v.code = a.code
    where v.code_table = ${table} and ${present} order by a.step`.execute(db);
  return rows;
}

export interface MeaningRow extends CodeRow {
  readonly usedFrom: string | null;
  readonly usedTo: string | null;
}

/** Everything that a code means or meant, the latest first; its own periods do not meet. */
export async function findMeanings(
  db: Db,
  { table, code, on }: { readonly table: string; readonly code: string; readonly on: string },
): Promise<MeaningRow[]> {
  const { rows } = await sql<MeaningRow>`
    select ${choice(on)}, v.used_from::text as "usedFrom", v.used_to::text as "usedTo"
    from codes.value v where v.code_table = ${table} and v.code = ${code} and v.withdrawn_at is null
    order by v.former, coalesce(v.used_to, '9999-12-31') desc`.execute(db);
  return rows;
}

/** Codes by the beginning of the code, by a word of either name, by pinyin or its initials; the closest first. */
export async function searchCodes(
  db: Db,
  {
    table,
    q,
    on,
    limit,
  }: {
    readonly table: string | undefined;
    readonly q: string;
    readonly on: string;
    readonly limit: number;
  },
): Promise<(CodeRow & { readonly table: string })[]> {
  const asked = q.toLowerCase();
  const starts = `${asked.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const { rows } = await sql<CodeRow & { table: string }>`
    select ${choice(on)}, v.code_table as table from codes.value v
    where ${present} and ${table === undefined ? sql`true` : sql`v.code_table = ${table}`}
      and (lower(v.code) like ${starts} or position(${asked} in lower(v.name_zh)) > 0
        or position(${asked} in lower(v.name_en)) > 0 or v.pinyin like ${starts} or v.initials like ${starts})
    order by lower(v.code) = ${asked} desc, lower(v.name_zh) = ${asked} desc, v.initials = ${asked} desc,
      ${outOfUse(on)}, length(v.name_zh), v.key
    limit ${limit}`.execute(db);
  return rows;
}

export interface SaidAloud {
  readonly key: string;
  readonly pinyin: string;
  readonly initials: string;
}

/** Those of one transaction by one statement, just before its end: a city's file brings hundreds. */
export const savePinyin = gathering<SaidAloud>(async (db, all) => {
  const newest = [...new Map(all.map((said) => [said.key, said])).values()];
  await sql`update codes.value set pinyin = said.pinyin, initials = said.initials
    from jsonb_to_recordset(${JSON.stringify(newest)}::jsonb) as said(key text, pinyin text, initials text)
    where value.key = said.key`.execute(db);
});

export type CodesTable = 'code_table' | 'value' | 'mapping';
const keyColumns: Readonly<Record<CodesTable, string>> = { code_table: 'id', value: 'key', mapping: 'key' };

/** Where a row came from; undefined when there is none of that key. */
export async function sourceOf(db: Db, table: CodesTable, key: string): Promise<string | undefined> {
  const { rows } = await sql<{ source: string }>`
    select source from ${sql.table(`codes.${table}`)} where ${sql.ref(keyColumns[table])} = ${key}
      and withdrawn_at is null`.execute(db);
  return rows[0]?.source;
}

/** Withdraws what the files brought and no longer hold; what people entered stays. @returns the keys */
export async function withdrawGone(
  tx: Db,
  table: CodesTable,
  left: readonly string[],
  stamp: { readonly at: string; readonly by: string },
): Promise<string[]> {
  const key = sql.ref(keyColumns[table]);
  const { rows } = await sql<{ key: string }>`
    update ${sql.table(`codes.${table}`)} set withdrawn_at = ${stamp.at}, revision = revision + 1,
      valid_from = ${stamp.at}, recorded_at = ${stamp.at}, recorded_by = ${stamp.by}, source = 'city:codes',
      reason = 'no longer in the file'
    where withdrawn_at is null and source like 'city:%' and not ${key} = any(${[...left]}::text[])
    returning ${key} as key`.execute(tx);
  return rows.map((row) => row.key);
}
