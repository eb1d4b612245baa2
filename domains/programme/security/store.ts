import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export async function listClauses(db: Db): Promise<string[]> {
  const { rows } = await sql<{ clause: string }>`
    select clause from security.control where withdrawn_at is null order by number`.execute(db);
  return rows.map(({ clause }) => clause);
}
