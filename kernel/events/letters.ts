import { sql } from 'kysely';
import type { Db } from '../db/index.ts';
import type { ProblemBody } from '../problem.ts';
import type { PlacedEvent } from './outbox.ts';

/** SQL of letters that could not be delivered. The oldest open letter of a key is its head; only heads are tried. */

export type LetterProblem = Pick<ProblemBody, 'status' | 'code' | 'detail'>;

export interface Letter {
  readonly id: number;
  readonly subscriber: string;
  readonly eventId: number;
  readonly key: string;
  readonly attempts: number;
}

const columns = sql`id, subscriber, event_id as "eventId", key, attempts`;

/** Heads whose next try is due, oldest first. */
export async function dueHeads(tx: Db, subscriber: string, limit: number): Promise<Letter[]> {
  const { rows } = await sql<Letter>`
    select ${columns} from kernel.dead_letter
    where subscriber = ${subscriber} and status = 'retrying' and next_try_at <= clock_timestamp()
    order by position limit ${limit}`.execute(tx);
  return rows;
}

/** Puts an event behind the open letters of its key. One that has a letter already keeps it. */
export async function park(tx: Db, subscriber: string, event: PlacedEvent, at: string): Promise<void> {
  await sql`
    insert into kernel.dead_letter (subscriber, event_id, position, key, status, first_at, last_at)
    values (${subscriber}, ${event.id}, ${event.position}, ${event.key}, 'parked', ${at}, ${at})
    on conflict (subscriber, event_id) do nothing`.execute(tx);
}

export interface Failure {
  readonly problem: LetterProblem;
  readonly at: string;
  /** Until the next try; undefined when there is none left. */
  readonly retryMs: number | undefined;
}

/** Writes down a failed delivery, the first one of this event or a further one. */
export async function failed(
  tx: Db,
  subscriber: string,
  event: PlacedEvent,
  failure: Failure,
): Promise<void> {
  const { problem, at, retryMs } = failure;
  const status = retryMs === undefined ? 'dead' : 'retrying';
  await sql`
    insert into kernel.dead_letter as d
      (subscriber, event_id, position, key, status, attempts, problem, first_at, last_at, next_try_at)
    values (${subscriber}, ${event.id}, ${event.position}, ${event.key}, ${status}, 1, ${JSON.stringify(problem)}::jsonb,
      ${at}, ${at}, clock_timestamp() + ${retryMs ?? null} * interval '1 millisecond')
    on conflict (subscriber, event_id) do update set status = excluded.status, attempts = d.attempts + 1,
      problem = excluded.problem, last_at = excluded.last_at, next_try_at = excluded.next_try_at`.execute(tx);
}

/** How often the delivery of an event has failed so far. */
export async function attemptsOf(tx: Db, subscriber: string, eventId: number): Promise<number> {
  const { rows } = await sql<{ attempts: number }>`
    select attempts from kernel.dead_letter
    where subscriber = ${subscriber} and event_id = ${eventId}`.execute(tx);
  return rows[0]?.attempts ?? 0;
}

export async function removeLetter(tx: Db, id: number): Promise<void> {
  await sql`delete from kernel.dead_letter where id = ${id}`.execute(tx);
}

/** The head of a key is gone: the next one becomes it, to be tried now. @returns it, if there is one */
export async function promoteNext(tx: Db, subscriber: string, key: string): Promise<Letter | undefined> {
  const { rows } = await sql<Letter>`
    update kernel.dead_letter set status = 'retrying', next_try_at = clock_timestamp()
    where id = (select id from kernel.dead_letter
      where subscriber = ${subscriber} and key = ${key} and status <> 'dropped' order by position limit 1)
      and status = 'parked'
    returning ${columns}`.execute(tx);
  return rows[0];
}
