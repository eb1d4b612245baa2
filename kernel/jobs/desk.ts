import { sql } from 'kysely';
import type { ActorKind } from '../actor.ts';
import type { Db } from '../db/index.ts';
import type { JobListQuery, JobView } from './contract.ts';

/** SQL of the desk: what people see of jobs and ask of them. `actorId` undefined means everybody's. */

export interface JobRow extends Omit<JobView, 'cancelling' | 'startedBy'> {
  readonly cancelAskedAt: string | null;
  readonly actor: { readonly id: string; readonly kind: ActorKind; readonly name: string };
}

const columns = sql`id, name, title, status, attempt, attempts, actor, progress, outcome, problem,
  cancel_asked_at as "cancelAskedAt", created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt"`;

const ofActor = (actorId: string | undefined) =>
  actorId === undefined ? sql`true` : sql`actor_id = ${actorId}`;

export async function listJobs(db: Db, query: JobListQuery, actorId: string | undefined): Promise<JobRow[]> {
  const { rows } = await sql<JobRow>`
    select ${columns} from kernel.job
    where ${ofActor(actorId)}
      and ${query.status ? sql`status = ${query.status}` : sql`true`}
      and ${query.name ? sql`name = ${query.name}` : sql`true`}
      and ${query.after ? sql`id < ${query.after}` : sql`true`}
    order by id desc limit ${query.limit + 1}`.execute(db);
  return rows;
}

export async function findJob(db: Db, id: string, actorId: string | undefined): Promise<JobRow | undefined> {
  const { rows } = await sql<JobRow>`
    select ${columns} from kernel.job where id = ${id} and ${ofActor(actorId)}`.execute(db);
  return rows[0];
}

/** One that waits is cancelled at once; one that runs is told to stop. @returns undefined when it has ended already */
export async function askToCancel(db: Db, id: string, at: string): Promise<JobRow | undefined> {
  const { rows } = await sql<JobRow>`
    update kernel.job set
      cancel_asked_at = coalesce(cancel_asked_at, ${at}::timestamptz),
      finished_at = case when status = 'queued' then ${at}::timestamptz end,
      status = case when status = 'queued' then 'cancelled' else status end
    where id = ${id} and status in ('queued', 'running')
    returning ${columns}`.execute(db);
  return rows[0];
}

/**
 * Puts it back into the queue with all its tries and its last checkpoint.
 * @param actor who it runs for from now on, as `writeActor` writes them: with the rights they hold today
 * @returns undefined unless it failed or was cancelled
 */
export async function queueAgain(db: Db, id: string, actor: string | undefined): Promise<JobRow | undefined> {
  const { rows } = await sql<JobRow>`
    update kernel.job set actor = coalesce(${actor ?? null}::jsonb, actor), status = 'queued', attempt = 1, crashes = 0, outcome = null, problem = null,
      cancel_asked_at = null, finished_at = null, run_after = clock_timestamp()
    where id = ${id} and status in ('failed', 'cancelled')
    returning ${columns}`.execute(db);
  return rows[0];
}
