import { sql } from 'kysely';
import { isUniqueViolation, type Db } from '../db/index.ts';
import type { JobOutcome } from '../job.ts';
import type { ProblemBody } from '../problem.ts';
import type { Text } from '../texts.ts';
import type { PacedProgress } from './pace.ts';

/** SQL of the queue: what workers do to jobs. Everything a worker writes holds only while the job is its own. */

export interface NewJob {
  readonly id: string;
  readonly name: string;
  readonly title: Text;
  readonly lane: string | undefined;
  readonly key: string | undefined;
  readonly input: unknown;
  /** Written by `writeActor`. */
  readonly actor: string;
  readonly actorId: string;
  readonly attempts: number;
  readonly createdAt: string;
}

export interface ClaimedJob {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  readonly actor: unknown;
  readonly attempt: number;
  readonly attempts: number;
  readonly state: unknown;
}

export type KeptProblem = Pick<ProblemBody, 'status' | 'code' | 'detail' | 'errors' | 'extra'>;

const json = (value: unknown) =>
  value === undefined ? sql`null::jsonb` : sql`${JSON.stringify(value)}::jsonb`;

/** @returns the id of this job, or of the one that was started with the same key */
export async function insertJob(db: Db, job: NewJob): Promise<string> {
  const made = await sql<{ id: string }>`
    insert into kernel.job (id, name, title, lane, key, input, actor, actor_id, attempts, created_at)
    values (${job.id}, ${job.name}, ${json(job.title)}, ${job.lane ?? null}, ${job.key ?? null}, ${json(job.input)},
      ${job.actor}::jsonb, ${job.actorId}, ${job.attempts}, ${job.createdAt})
    on conflict (name, key) where key is not null do nothing
    returning id`.execute(db);
  if (made.rows[0]) return made.rows[0].id;
  const found = await sql<{ id: string }>`
    select id from kernel.job where name = ${job.name} and key = ${job.key ?? null}`.execute(db);
  if (!found.rows[0]) throw new Error(`job ${job.name} with key ${job.key} is neither made nor found`);
  return found.rows[0].id;
}

/**
 * A job that gathers. One that nobody has begun yet is kept from beginning until the caller's transaction ends, so that it sees
 * what that wrote.
 * @returns the id of the one that waits with the same input, else of this one, which begins `restMs` from now at the earliest
 */
export async function gatherJob(db: Db, job: NewJob, restMs: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with waiting as (
      select id from kernel.job
      where status = 'queued' and name = ${job.name} and input = ${json(job.input)} and actor_id = ${job.actorId}
        and key is null and state is null and cancel_asked_at is null
      order by id limit 1 for share skip locked),
    made as (
      insert into kernel.job (id, name, title, lane, input, actor, actor_id, attempts, created_at, run_after)
      select ${job.id}::uuid, ${job.name}, ${json(job.title)}, ${job.lane ?? null}, ${json(job.input)},
        ${job.actor}::jsonb, ${job.actorId}, ${job.attempts}::int, ${job.createdAt}::timestamptz,
        clock_timestamp() + ${restMs}::float8 * interval '1 millisecond'
      where not exists (select from waiting)
      returning id)
    select id from waiting union all select id from made`.execute(db);
  const [found] = rows;
  if (!found) throw new Error(`job ${job.name} is neither made nor found`);
  return found.id;
}

/** How many jobs of an actor wait or run; counting stops at `most`. */
export async function countOpen(db: Db, actorId: string, most: number): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from (
      select from kernel.job where actor_id = ${actorId} and status in ('queued', 'running') limit ${most}) open`.execute(
    db,
  );
  return rows[0]?.open ?? 0;
}

/**
 * Takes the oldest job that may run now. In a lane only its oldest open job may run, so that one waiting to be
 * tried again, or stopped half-way, is not overtaken.
 */
export async function claimJob(
  db: Db,
  by: { readonly node: string; readonly names: readonly string[]; readonly at: string },
  tries = 3,
): Promise<ClaimedJob | undefined> {
  try {
    const { rows } = await sql<ClaimedJob>`
      with next as (
        select j.id from kernel.job j
        where j.status = 'queued' and j.run_after <= clock_timestamp() and j.name = any(${by.names}::text[])
          and (j.lane is null or not exists (
            select from kernel.job o
            where o.lane = j.lane and (o.status = 'running' or (o.status = 'queued' and o.id < j.id))))
        order by j.id limit 1
        for update of j skip locked)
      update kernel.job j
      set status = 'running', node = ${by.node}, heartbeat_at = clock_timestamp(),
        started_at = coalesce(j.started_at, ${by.at})
      from next where j.id = next.id
      returning j.id, j.name, j.input, j.actor, j.attempt, j.attempts, j.state`.execute(db);
    return rows[0];
  } catch (error) {
    // Another node took a job of this lane in the same moment; now that it is seen to run, another lane has its turn.
    if (isUniqueViolation(error, 'job_alone_in_lane'))
      return tries > 1 ? claimJob(db, by, tries - 1) : undefined;
    throw error;
  }
}

export interface Beat {
  readonly id: string;
  readonly progress?: PacedProgress | undefined;
}

/** Which of these jobs are still this node's, and which of them somebody wants cancelled. */
export async function ownJobs(db: Db, node: string, ids: readonly string[]): Promise<Map<string, boolean>> {
  const { rows } = await sql<{ id: string; cancel: boolean }>`
    select id, cancel_asked_at is not null as cancel from kernel.job
    where id = any(${ids}::uuid[]) and node = ${node} and status = 'running'`.execute(db);
  return new Map(rows.map((row) => [row.id, row.cancel]));
}

/** Says that these jobs live, and how far they are. A row held by the job's own open transaction is left for later. */
export async function beat(db: Db, node: string, beats: readonly Beat[]): Promise<void> {
  await sql`
    with mine as (
      select id from kernel.job
      where id = any(${beats.map((one) => one.id)}::uuid[]) and node = ${node} and status = 'running'
      for update skip locked)
    update kernel.job j
    set heartbeat_at = clock_timestamp(), progress = coalesce(b.progress, j.progress)
    from jsonb_to_recordset(${JSON.stringify(beats)}::jsonb) as b(id uuid, progress jsonb), mine
    where j.id = b.id and j.id = mine.id`.execute(db);
}

/** @returns false when the job is no longer this node's */
export async function saveCheckpoint(
  db: Db,
  node: string,
  id: string,
  saved: { readonly state: unknown; readonly progress: PacedProgress | undefined },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update kernel.job set state = ${json(saved.state)}, progress = coalesce(${json(saved.progress)}, progress),
      crashes = 0, heartbeat_at = clock_timestamp()
    where id = ${id} and node = ${node} and status = 'running'`.execute(db);
  return numAffectedRows === 1n;
}

export type Ending =
  | { readonly status: 'done'; readonly outcome: JobOutcome }
  | { readonly status: 'cancelled'; readonly outcome?: JobOutcome | undefined }
  | { readonly status: 'failed'; readonly problem: KeptProblem }
  | { readonly status: 'again'; readonly problem: KeptProblem; readonly afterMs: number }
  | { readonly status: 'stopped' };

/** Writes how a run ended: for good, or back into the queue. @returns false when the job is no longer this node's */
export async function endJob(
  db: Db,
  by: { readonly node: string; readonly at: string },
  id: string,
  ended: Ending & { readonly progress?: PacedProgress | undefined },
): Promise<boolean> {
  const back = ended.status === 'again' || ended.status === 'stopped';
  const problem = 'problem' in ended ? ended.problem : undefined;
  const { numAffectedRows } = await sql`
    update kernel.job set
      status = ${back ? 'queued' : ended.status}, node = null, heartbeat_at = null,
      progress = coalesce(${json(ended.progress)}, progress),
      outcome = ${json('outcome' in ended ? ended.outcome : undefined)},
      problem = ${ended.status === 'stopped' ? sql`problem` : json(problem)},
      attempt = attempt + ${ended.status === 'again' ? 1 : 0},
      run_after = clock_timestamp() + ${ended.status === 'again' ? ended.afterMs : 0} * interval '1 millisecond',
      finished_at = ${back ? null : by.at}
    where id = ${id} and node = ${by.node} and status = 'running'`.execute(db);
  return numAffectedRows === 1n;
}

const crashed: KeptProblem = {
  status: 500,
  code: 'jobs.crashed',
  detail: {
    zh: '执行该任务的进程多次异常终止，已停止重试。已保存到最后一个检查点，排除原因后可重试。',
    en: 'The process that ran this job ended abruptly several times, so it is not tried again. It is kept up to its last checkpoint; retry once the cause is gone.',
  },
};

const mostCrashes = 5;

/**
 * Puts running jobs back into the queue whose process is gone, or has been silent for that long; one that has
 * brought down its process again and again has failed, one that was to be cancelled is. A locked row is left:
 * who holds it lives.
 * @returns how many
 */
export async function takeBack(
  db: Db,
  of: { readonly nodes: readonly string[]; readonly silentMs: number; readonly at: string },
): Promise<number> {
  const { numAffectedRows } = await sql`
    with lost as (
      select id from kernel.job
      where status = 'running' and node = any(${of.nodes}::text[])
        and heartbeat_at <= clock_timestamp() - ${of.silentMs} * interval '1 millisecond'
      for update skip locked)
    update kernel.job j set
      status = case when cancel_asked_at is not null then 'cancelled' when crashes >= ${mostCrashes} then 'failed' else 'queued' end,
      problem = case when cancel_asked_at is null and crashes >= ${mostCrashes} then ${json(crashed)} else problem end,
      finished_at = case when cancel_asked_at is not null or crashes >= ${mostCrashes} then ${of.at}::timestamptz end,
      crashes = crashes + 1, node = null, heartbeat_at = null, run_after = clock_timestamp()
    from lost where j.id = lost.id`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** Names of the processes that have running jobs. */
export async function nodesAtWork(db: Db): Promise<string[]> {
  const { rows } = await sql<{ node: string }>`
    select distinct node from kernel.job where status = 'running'`.execute(db);
  return rows.map((row) => row.node);
}

/** Names of the schedules that no node has moved on to those times. One that is new is noted, and has missed nothing. */
export async function ticksToHandle(
  db: Db,
  due: readonly { readonly name: string; readonly tick: string }[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`
    with due as (select name, tick from jsonb_to_recordset(${JSON.stringify(due)}::jsonb) as d(name text, tick timestamptz)),
    made as (insert into kernel.schedule (name, last_tick) select name, tick from due on conflict do nothing)
    select name from due join kernel.schedule using (name) where last_tick < tick`.execute(db);
  return new Set(rows.map(({ name }) => name));
}

/**
 * Moves a schedule on to `tick`, in the transaction that starts its job.
 * @returns true for exactly one caller among all nodes
 */
export async function advanceSchedule(tx: Db, name: string, tick: string): Promise<boolean> {
  const moved = await sql`
    update kernel.schedule set last_tick = ${tick} where name = ${name} and last_tick < ${tick}`.execute(tx);
  return moved.numAffectedRows === 1n;
}

/** A job that is waiting and of which nothing is done yet will do all that a second one would; one that goes on half-way may not. */
export async function waitsFor(db: Db, kind: string, schedule: string): Promise<boolean> {
  const { rows } = await sql`
    select from kernel.job where status = 'queued' and name = ${kind} and starts_with(key, ${`${schedule}@`})
      and state is null and cancel_asked_at is null limit 1`.execute(db);
  return rows.length > 0;
}
