import { sql } from 'kysely';
import type { Db } from '../db/index.ts';

/** SQL of cleaning: each statement takes some rows, so that none holds the tables for long. */

const atOnce = 2000;

/**
 * Removes events recorded before `before` that every cursor of their kind has passed and no letter holds;
 * letters that were dropped before then go first.
 * @returns how many, at most a few thousand
 */
export async function removeEvents(tx: Db, before: string): Promise<number> {
  await sql`delete from kernel.dead_letter where status = 'dropped' and last_at < ${before}`.execute(tx);
  const { numAffectedRows } = await sql`
    delete from kernel.event where id in (
      select e.id from kernel.event e
      where e.recorded_at < ${before} and e.position is not null
        and not exists (select from kernel.event_cursor c
          where c.event = e.name || '@' || e.version and c.position < e.position)
        and not exists (select from kernel.dead_letter d where d.event_id = e.id)
      order by e.id limit ${atOnce})`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

export interface RemovedJobs {
  readonly jobs: number;
  /** Ids of result files that nothing of the kernel names any more. */
  readonly files: readonly string[];
}

/**
 * Removes jobs that ended before `before`; those with a key, by which the same cause starts them once only, stay as
 * long as events (`keyedBefore`). A job that an unfinished import names stays.
 */
export async function removeJobs(
  tx: Db,
  { before, keyedBefore }: { readonly before: string; readonly keyedBefore: string },
): Promise<RemovedJobs> {
  const { rows } = await sql<{ files: { id: string }[] | null }>`
    delete from kernel.job where id in (
      select j.id from kernel.job j
      where j.status in ('done', 'failed', 'cancelled')
        and j.finished_at < case when j.key is null then ${before}::timestamptz else ${keyedBefore}::timestamptz end
        and not exists (select from kernel.record_import i
          where i.job = j.id::text and i.status in ('previewed', 'running'))
      order by j.id limit ${atOnce}
      for update skip locked)
    returning outcome -> 'files' as files`.execute(tx);
  const named = [...new Set(rows.flatMap(({ files }) => (files ?? []).map(({ id }) => id)))];
  return { jobs: rows.length, files: await unnamed(tx, named) };
}

async function unnamed(tx: Db, files: readonly string[]): Promise<string[]> {
  if (files.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select g.id from unnest(${sql.val([...files])}::text[]) as g(id)
    where not exists (select from kernel.record_import i where i.file = g.id or i.error_file = g.id)
      and not exists (select from kernel.job j
        where j.outcome -> 'files' @> jsonb_build_array(jsonb_build_object('id', g.id)))`.execute(tx);
  return rows.map(({ id }) => id);
}
