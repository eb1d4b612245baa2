import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { Publishing } from './publishing.ts';

/** What the city's file says; undefined where it says nothing. */
export async function readPublishing(db: Db): Promise<Publishing | undefined> {
  const { rows } = await sql<{ value: unknown }>`select value from indicators.publishing`.execute(db);
  return rows[0] && Publishing.parse(rows[0].value);
}

export async function putPublishing(tx: Db, publishing: Publishing | undefined): Promise<void> {
  await sql`delete from indicators.publishing`.execute(tx);
  if (publishing)
    await sql`insert into indicators.publishing (value) values (${JSON.stringify(publishing)})`.execute(tx);
}
