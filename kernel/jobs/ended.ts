import { sql } from 'kysely';
import type { Db } from '../db/index.ts';
import type { EndedJob } from '../lineage.ts';

/**
 * Jobs of these names that have ended for good at or after an instant, in the order in which they ended. Whoever follows
 * them asks again for the last minutes: what ended earlier may have been committed later.
 */
export async function endedJobs(
  db: Db,
  asked: {
    readonly names: readonly string[];
    readonly from: string;
    readonly after?: string;
    readonly limit: number;
  },
): Promise<readonly EndedJob[]> {
  const { rows } = await sql<EndedJob>`
    select id, name, title, status, input, outcome -> 'data' as data, coalesce(started_at, finished_at) as "startedAt",
      finished_at as "endedAt", problem -> 'detail' as problem
    from kernel.job
    where name = any(${[...asked.names]}::text[]) and status in ('done', 'failed', 'cancelled')
      and (finished_at, id) > (${asked.from}::timestamptz, ${asked.after ?? '00000000-0000-0000-0000-000000000000'}::uuid)
    order by finished_at, id limit ${asked.limit}`.execute(db);
  return rows;
}
