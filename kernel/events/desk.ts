import { sql } from 'kysely';
import type { Db } from '../db/index.ts';
import type { Subscription } from '../module.ts';
import type { LetterListQuery, LetterView, SubscriberView } from './contract.ts';
import { promoteNext } from './letters.ts';

/** SQL of the desk: what people see of deliveries and do about them. */

const mostCounted = 10_000;

export async function subscriberViews(
  db: Db,
  subscriptions: readonly Subscription[],
): Promise<SubscriberView[]> {
  const asked = subscriptions.map(({ name, event }) => ({
    name,
    kind: event.name,
    version: event.version,
    title: event.title,
  }));
  const { rows } = await sql<SubscriberView>`
    select s.name, s.kind || '@' || s.version as event, s.title, coalesce(c.position, 0) as position,
      c.moved_at as "movedAt",
      (select count(*) from (select from kernel.event e
        where e.name = s.kind and e.version = s.version and e.position > coalesce(c.position, 0)
        limit ${mostCounted}) ahead) as behind,
      coalesce(d.retrying, 0) as retrying, coalesce(d.dead, 0) as dead, coalesce(d.parked, 0) as parked
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as s(name text, kind text, version integer, title jsonb)
    left join kernel.event_cursor c on c.subscriber = s.name
    left join (select subscriber, count(*) filter (where status = 'retrying') as retrying,
        count(*) filter (where status = 'dead') as dead, count(*) filter (where status = 'parked') as parked
      from kernel.dead_letter where status <> 'dropped' group by subscriber) d on d.subscriber = s.name
    order by s.name`.execute(db);
  return rows;
}

const letters = sql`
  select d.id, d.subscriber, d.key, d.status, d.attempts, d.problem, d.first_at as "firstAt", d.last_at as "lastAt",
    d.dropped_by as "droppedBy", d.reason,
    jsonb_build_object('id', e.id, 'name', e.name, 'version', e.version,
      'occurredAt', to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'recordedAt', to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as event,
    case when d.status in ('dead', 'retrying') then (select count(*) from kernel.dead_letter p
      where p.subscriber = d.subscriber and p.key = d.key and p.status = 'parked') else 0 end as "parkedBehind"
  from kernel.dead_letter d join kernel.event e on e.id = d.event_id`;

export async function listLetters(db: Db, query: LetterListQuery): Promise<LetterView[]> {
  const { rows } = await sql<LetterView>`
    ${letters}
    where d.status = ${query.status}
      and ${query.subscriber ? sql`d.subscriber = ${query.subscriber}` : sql`true`}
      and ${query.after === undefined ? sql`true` : sql`d.id > ${query.after}`}
    order by d.id limit ${query.limit + 1}`.execute(db);
  return rows;
}

export async function findLetter(db: Db, id: number): Promise<LetterView | undefined> {
  const { rows } = await sql<LetterView>`${letters} where d.id = ${id}`.execute(db);
  return rows[0];
}

/** Gives dead letters all their tries again, from now. @returns how many */
export async function replayLetters(
  db: Db,
  which: { readonly id?: number | undefined; readonly subscriber?: string | undefined },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update kernel.dead_letter set status = 'retrying', attempts = 0, next_try_at = clock_timestamp()
    where status = 'dead'
      and ${which.id === undefined ? sql`true` : sql`id = ${which.id}`}
      and ${which.subscriber === undefined ? sql`true` : sql`subscriber = ${which.subscriber}`}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** Gives a dead letter up for good; the next of its key becomes the head. @returns false when it is not dead */
export async function dropLetter(
  tx: Db,
  letter: Pick<LetterView, 'id' | 'subscriber' | 'key'>,
  why: { readonly by: string; readonly reason: string; readonly at: string },
): Promise<boolean> {
  // A batch that is just parking an event behind this letter must end first, or that event would wait for ever.
  await sql`select from kernel.event_cursor where subscriber = ${letter.subscriber} for update`.execute(tx);
  const { numAffectedRows } = await sql`
    update kernel.dead_letter set status = 'dropped', dropped_by = ${why.by}, reason = ${why.reason},
      last_at = ${why.at}, next_try_at = null
    where id = ${letter.id} and status = 'dead'`.execute(tx);
  if (numAffectedRows !== 1n) return false;
  await promoteNext(tx, letter.subscriber, letter.key);
  return true;
}
