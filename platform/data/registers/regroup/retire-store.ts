import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface Retiring {
  readonly id: string;
  readonly into: string;
  readonly now: string;
  readonly by: string;
  readonly source: string;
  readonly reason: string;
}

/** Takes a person out of the register who was none; what was known stays readable. */
export async function withdraw(
  db: Db,
  { id, now, by, source, reason }: Omit<Retiring, 'into'>,
): Promise<void> {
  await sql`
    update registers.person set revision = revision + 1, valid_from = ${now}, recorded_at = ${now}, recorded_by = ${by},
      source = ${source}, reason = ${reason}, withdrawn_at = ${now}
    where id = ${id} and withdrawn_at is null`.execute(db);
}

/** Takes a person out of the register whose id leads to another from now on; what was known stays readable. */
export async function retire(db: Db, { id, into, now, by, source, reason }: Retiring): Promise<void> {
  await sql`
    update registers.person set revision = revision + 1, valid_from = ${now}, recorded_at = ${now}, recorded_by = ${by},
      source = ${source}, reason = ${reason}, withdrawn_at = ${now}, merged_into = ${into}
    where id = ${id} and withdrawn_at is null`.execute(db);
}

/** Persons without a number to whom rows of a dataset belong, with the keys of those among these. */
export async function provisionalOfRows(
  db: Db,
  dataset: string,
  keys: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; keys: string[] }>`
    select m.entity as id, array_agg(m.row_key order by m.row_key) as keys from registers.member m join registers.person p on p.id = m.entity
    where m.dataset = ${dataset} and m.row_key = any(${sql.val([...keys])}::text[]) and m.side is null
      and p.provisional and p.withdrawn_at is null group by 1 order by 1`.execute(db);
  return new Map(rows.map(({ id, keys: theirs }) => [id, theirs]));
}

/** Of these persons, those to whom no row belongs any more. */
export async function withoutRows(db: Db, persons: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from registers.person p where p.id = any(${sql.val([...persons])}::text[]) and p.withdrawn_at is null
      and not exists (select from registers.member m where m.entity = p.id) order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

/** Whose some rows of a dataset are, by their keys. */
export async function entitiesOfRows(
  db: Db,
  dataset: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; entity: string }>`
    select row_key as key, entity from registers.member
    where dataset = ${dataset} and row_key = any(${sql.val([...keys])}::text[])`.execute(db);
  return new Map(rows.map(({ key, entity }) => [key, entity]));
}

/** Rows without a usable number that founded a person who has no number yet: `dataset key` with the person. */
export async function foundersOf(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ dataset: string; key: string; entity: string }>`
    select m.dataset, m.row_key as key, m.entity from registers.member m
    join registers.person p on p.id = m.entity and p.provisional and p.withdrawn_at is null
    where (m.how ->> 'founded') is not null order by m.dataset, m.row_key`.execute(db);
  return new Map(rows.map(({ dataset, key, entity }) => [`${dataset} ${key}`, entity]));
}
