import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { CodeTable } from './contract.ts';

export interface CodeRow {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Its time has passed: it stays readable and is no longer to be chosen. */
  readonly retired: boolean;
}

/** Codes of a table in its own order; undefined when the city has no such table. */
export async function findCodes(db: Db, table: string): Promise<CodeRow[] | undefined> {
  const { rows } = await sql<CodeRow>`
    select code, name_zh as zh, name_en as en, coalesce(used_to <= current_date, false) as retired
    from codes.value where code_table = ${table} and withdrawn_at is null order by position, key`.execute(db);
  if (rows.length > 0) return rows;
  const known = await sql`select from codes.code_table where id = ${table}`.execute(db);
  return known.rows.length > 0 ? rows : undefined;
}

export async function findTables(db: Db): Promise<CodeTable[]> {
  const { rows } = await sql<CodeTable>`
    select id, json_build_object('zh', name_zh, 'en', name_en) as name, standard, complete, invented
    from codes.code_table order by id`.execute(db);
  return rows;
}

export interface TableRow {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly standard: string | null;
  readonly complete: boolean;
  readonly invented: boolean;
  readonly checked: string;
}

export async function replaceTables(tx: Db, rows: readonly TableRow[]): Promise<void> {
  await sql`delete from codes.code_table`.execute(tx);
  await sql`insert into codes.code_table (id, name_zh, name_en, standard, complete, invented, checked)
    select r.id, r.zh, r.en, r.standard, r.complete, r.invented, r.checked
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as r(id text, zh text, en text, standard text, complete boolean, invented boolean, checked text)`.execute(
    tx,
  );
}

/** Withdraws the codes that the files no longer hold. @returns their keys */
export async function withdrawGone(
  tx: Db,
  left: readonly string[],
  stamp: { readonly at: string; readonly by: string },
): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    update codes.value set withdrawn_at = ${stamp.at}, revision = revision + 1, valid_from = ${stamp.at},
      recorded_at = ${stamp.at}, recorded_by = ${stamp.by}, source = 'city:codes', reason = 'no longer in the file'
    where withdrawn_at is null and not key = any(${[...left]}::text[]) returning key`.execute(tx);
  return rows.map((row) => row.key);
}
