import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { MappingKind } from './rules.ts';

export interface Mapped {
  readonly code: string;
  readonly kind: MappingKind;
  readonly zh: string;
  readonly en: string;
}

export interface Translating {
  readonly from: string;
  readonly to: string;
  /** ISO day on which the mapping is to hold. */
  readonly on: string;
  readonly values: readonly string[];
}

/** What values of one table are called in another on a day; an exact one first. Said the other way round as well. */
export async function findMapped(
  db: Db,
  { from, to, on, values }: Translating,
): Promise<(Mapped & { readonly value: string })[]> {
  const { rows } = await sql<Mapped & { value: string }>`
    select m.value, m.code, m.kind, v.name_zh as zh, v.name_en as en from (
      select from_code as value, to_code as code, kind, used_from, used_to from codes.mapping
      where from_table = ${from} and to_table = ${to} and withdrawn_at is null
      union
      select to_code, from_code, case kind when 'broader' then 'narrower' when 'narrower' then 'broader' else kind end,
        used_from, used_to from codes.mapping
      where to_table = ${from} and from_table = ${to} and from_table <> to_table and withdrawn_at is null
    ) m join codes.value v on v.code_table = ${to} and v.code = m.code and v.withdrawn_at is null and not v.former
    where m.value = any(${[...values]}::text[])
      and (m.used_from is null or m.used_from <= ${on}::date) and (m.used_to is null or m.used_to > ${on}::date)
    order by m.value, case m.kind when 'exact' then 0 when 'broader' then 1 else 2 end, m.code`.execute(db);
  return rows;
}

/** Which of some codes a table has, former ones included. */
export async function knownCodes(db: Db, table: string, values: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`
    select distinct code from codes.value where code_table = ${table} and withdrawn_at is null
      and code = any(${[...values]}::text[])`.execute(db);
  return new Set(rows.map(({ code }) => code));
}

/** Into which tables a table's codes are mapped, and from which. */
export async function tablesMapped(db: Db, table: string): Promise<string[]> {
  const { rows } = await sql<{ table: string }>`
    select to_table as table from codes.mapping where from_table = ${table} and withdrawn_at is null
    union select from_table from codes.mapping where to_table = ${table} and withdrawn_at is null
    order by 1`.execute(db);
  return rows.map((row) => row.table);
}
