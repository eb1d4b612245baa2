import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';

/** SQL of the work that is under way: which jobs run, what is still to come, what has failed. */

/** Names of the kinds of job that run just now. */
export async function runningKinds(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct name from kernel.job where status = 'running'`.execute(db);
  return rows.map(({ name }) => name);
}

/** Work that was asked for and is not done: jobs of these kinds, and events that these subscribers have not heard. */
export async function workLeft(
  db: Db,
  of: { readonly kinds: readonly string[]; readonly subscribers: readonly string[] },
): Promise<boolean> {
  const { rows } = await sql<{ left: boolean }>`
    select exists (select from kernel.job where status in ('queued', 'running') and name = any(${of.kinds}::text[]))
      or exists (select from kernel.event where position is null)
      or exists (
        select from kernel.event_cursor c join kernel.event e
          on e.name || '@' || e.version = c.event and e.position > c.position
        where c.subscriber = any(${of.subscribers}::text[]))
      or exists (select from kernel.dead_letter where status = 'retrying') as left`.execute(db);
  return rows[0]?.left ?? false;
}

export interface FailedJob {
  readonly id: string;
  readonly name: string;
  readonly problem: { readonly detail: Text } | null;
}

export async function failedJobs(db: Db, kinds: readonly string[]): Promise<FailedJob[]> {
  const { rows } = await sql<FailedJob>`
    select id, name, problem from kernel.job where status = 'failed' and name = any(${kinds}::text[]) order by id`.execute(
    db,
  );
  return rows;
}

/** Process id of the server's first process, where one may ask: a superuser, on a server. */
export async function postmasterOf(db: Db): Promise<number | undefined> {
  const { rows } = await sql<{ text: string }>`select pg_read_file('postmaster.pid') as text`.execute(db);
  const pid = Number(rows[0]?.text.split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}
