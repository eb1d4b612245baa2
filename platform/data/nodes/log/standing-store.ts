import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** What is kept under a name: at the city its rules, at a node what it knows of itself and its city. */
export async function putStanding(db: Db, name: string, value: unknown): Promise<void> {
  await sql`insert into nodes.standing (name, value) values (${name}, ${JSON.stringify(value)}::jsonb)
    on conflict (name) do update set value = excluded.value`.execute(db);
}

export async function findStanding<T>(db: Db, name: string): Promise<T | undefined> {
  const { rows } = await sql<{ value: T }>`select value from nodes.standing where name = ${name}`.execute(db);
  return rows[0]?.value;
}
