import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** A row of a person that joined by its number, as it lies in its batch. */
export interface SpeakingRow {
  readonly dataset: string;
  readonly key: string;
  readonly batch: string;
  readonly row: number;
}

/** For each of these persons one row that joined by its number: of the first of these datasets that has one, the newest. */
export async function rowsSpeakingFor(
  db: Db,
  persons: readonly string[],
  datasets: readonly string[],
): Promise<Map<string, SpeakingRow>> {
  const { rows } = await sql<SpeakingRow & { entity: string }>`
    select distinct on (entity) entity, dataset, row_key as key, batch, row from registers.member
    where entity = any(${sql.val([...persons])}::text[]) and dataset = any(${sql.val([...datasets])}::text[]) and how is null
    order by entity, array_position(${sql.val([...datasets])}::text[], dataset), at desc, row_key`.execute(
    db,
  );
  return new Map(rows.map(({ entity, ...row }) => [entity, row]));
}

/** Of these persons, those who are invented: nobody invented is made one with somebody real. */
export async function inventedPersons(db: Db, persons: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from registers.person where id = any(${sql.val([...persons])}::text[]) and simulated`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}
