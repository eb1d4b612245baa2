import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export async function findLastGood(db: Db): Promise<{ id: string; point: string } | undefined> {
  const { rows } = await sql<{ id: string; point: string }>`
    select id, point from cloud.backup where result = 'good' order by point desc limit 1`.execute(db);
  return rows[0];
}

export async function findLastEqual(
  db: Db,
): Promise<{ id: string; backup: string; finishedAt: string } | undefined> {
  const { rows } = await sql<{ id: string; backup: string; finishedAt: string }>`
    select id, backup, finished_at as "finishedAt" from cloud.drill where result = 'equal'
    order by finished_at desc limit 1`.execute(db);
  return rows[0];
}

/** Of these backups those that the catalogue calls good. */
export async function findGoodAmong(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from cloud.backup where result = 'good' and id = any(${[...ids]})`.execute(db);
  return rows.map(({ id }) => id);
}
