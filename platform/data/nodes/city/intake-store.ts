import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** How a batch was checked; undefined while it was not. */
export async function checkOf(
  db: Db,
  batch: string,
): Promise<{ readonly rows: number; readonly good: number; readonly bad: number } | undefined> {
  const { rows } = await sql<{ rows: number; good: number; bad: number }>`
    select rows, good, bad from quality.batch_result_v1 where batch = ${batch}`.execute(db);
  return rows[0];
}

/** Channels with something that was taken before an instant and is not worked on yet. */
export async function leftChannels(db: Db, before: string): Promise<{ node: string; channel: string }[]> {
  const { rows } = await sql<{ node: string; channel: string }>`
    select distinct node, channel from nodes.envelope
    where state = 'taken' and starts_with(channel, 'up/') and at < ${before}`.execute(db);
  return rows;
}
