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

/**
 * Takes away what imports brought: the file with its rows and what was wrong in them. Of one that was run the row stays,
 * with the digest by which the same file is known again; one that was only looked at goes whole.
 * @param limits instants: previews begun before the one, imports begun before the other
 * @returns how many, and ids of files that nothing of the kernel names any more
 */
export async function cleanImports(
  tx: Db,
  limits: { readonly previewsBefore: string; readonly before: string; readonly now: string },
): Promise<{ readonly imports: number; readonly files: readonly string[] }> {
  const looked = await sql<{ file: string }>`
    delete from kernel.record_import where id in (
      select id from kernel.record_import
      where status = 'previewed' and started_at < ${limits.previewsBefore} order by started_at limit ${atOnce}
      for update skip locked)
    returning file`.execute(tx);
  const run = await sql<{ id: string; file: string; errorFile: string | null }>`
    with done as (
      select id, error_file from kernel.record_import
      where cleaned_at is null and status not in ('previewed', 'running') and started_at < ${limits.before}
      order by started_at limit ${atOnce} for update skip locked)
    update kernel.record_import i set cleaned_at = ${limits.now}, error_file = null
    from done where i.id = done.id
    returning i.id, i.file, done.error_file as "errorFile"`.execute(tx);
  const ids = run.rows.map(({ id }) => id);
  await sql`delete from kernel.record_import_fault where import = any(${ids}::text[])`.execute(tx);
  const named = [...looked.rows, ...run.rows].map(({ file }) => file);
  const errors = run.rows.flatMap(({ errorFile }) => errorFile ?? []);
  return {
    imports: looked.rows.length + ids.length,
    files: await unnamed(tx, [...new Set([...named, ...errors])]),
  };
}

async function unnamed(tx: Db, files: readonly string[]): Promise<string[]> {
  if (files.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select g.id from unnest(${sql.val([...files])}::text[]) as g(id)
    where not exists (select from kernel.record_import i where (i.file = g.id and i.cleaned_at is null) or i.error_file = g.id)
      and not exists (select from kernel.job j
        where j.outcome -> 'files' @> jsonb_build_array(jsonb_build_object('id', g.id)))`.execute(tx);
  return rows.map(({ id }) => id);
}
