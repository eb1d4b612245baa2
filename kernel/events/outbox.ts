import { sql } from 'kysely';
import type { Db, Store } from '../db/index.ts';
import type { Happened } from '../event.ts';
import type { Subscription } from '../module.ts';

/** SQL of the outbox: events, their order, and how far each subscriber is. */

export interface NewEvent {
  readonly name: string;
  readonly version: number;
  readonly key: string;
  readonly payload: unknown;
  readonly occurredAt: string;
  readonly recordedAt: string;
}

export async function insertEvent(db: Db, event: NewEvent): Promise<void> {
  await sql`
    insert into kernel.event (name, version, key, payload, occurred_at, recorded_at)
    values (${event.name}, ${event.version}, ${event.key}, ${JSON.stringify(event.payload)}::jsonb,
      ${event.occurredAt}, ${event.recordedAt})`.execute(db);
}

/** An event as it waits for a subscriber: its payload is as stored, its position counts all events. */
export interface PlacedEvent extends Happened {
  readonly position: number;
}

const eventColumns = sql`e.id, e.position, e.name, e.version, e.key, e.payload,
  e.occurred_at as "occurredAt", e.recorded_at as "recordedAt"`;

const mostPlacedAtOnce = 5000;

/**
 * Gives committed events their positions. Ids are handed out before the commit, so a reader that follows ids would
 * skip what commits late; positions are handed out after it, by one at a time, and those become visible in their
 * order. An event that was committed before another was written has the smaller id and is seen whenever the other
 * is, so it also has the smaller position; a long open transaction holds up nobody else's events.
 * @returns how many; undefined while another node does it
 */
export async function placeEvents(store: Store): Promise<number | undefined> {
  return store.transaction(async (tx) => {
    const { rows } = await sql`select last from kernel.event_order for update skip locked`.execute(tx);
    if (rows.length === 0) return undefined;
    const placed = await sql<{ placed: number }>`
      with unplaced as (
        select id, row_number() over (order by id) as step
        from (select id from kernel.event where position is null order by id limit ${mostPlacedAtOnce}) one),
      placed as (
        update kernel.event e set position = o.last + u.step
        from unplaced u, kernel.event_order o where e.id = u.id returning e.id)
      update kernel.event_order set last = last + (select count(*) from placed)
      returning (select count(*) from placed) as placed`.execute(tx);
    return placed.rows[0]?.placed;
  });
}

export interface Look {
  /** The last position given. */
  readonly last: number;
  readonly unplaced: boolean;
  /** A failed delivery is due for another try. */
  readonly due: boolean;
}

/** Cheap, and asked all the time. */
export async function look(db: Db): Promise<Look> {
  const { rows } = await sql<Look>`
    select last, exists (select from kernel.event where position is null) as unplaced,
      exists (select from kernel.dead_letter
        where status = 'retrying' and next_try_at <= clock_timestamp()) as due
    from kernel.event_order`.execute(db);
  return rows[0] ?? { last: 0, unplaced: false, due: false };
}

const asRows = (subscriptions: readonly Subscription[]): string =>
  JSON.stringify(
    subscriptions.map(({ name, event }) => ({ subscriber: name, name: event.name, version: event.version })),
  );

/** Makes the cursor of each new subscriber, at the very beginning: it is told all that ever happened. */
export async function ensureCursors(db: Db, subscriptions: readonly Subscription[]): Promise<void> {
  await sql`
    insert into kernel.event_cursor (subscriber, event)
    select subscriber, name || '@' || version
    from jsonb_to_recordset(${asRows(subscriptions)}::jsonb) as s(subscriber text, name text, version integer)
    on conflict (subscriber) do update set event = excluded.event where event_cursor.event <> excluded.event`.execute(
    db,
  );
}

/** Names of the subscribers for whom something is there. */
export async function pendingSubscribers(
  db: Db,
  subscriptions: readonly Subscription[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ subscriber: string }>`
    select c.subscriber
    from jsonb_to_recordset(${asRows(subscriptions)}::jsonb) as s(subscriber text, name text, version integer)
    join kernel.event_cursor c on c.subscriber = s.subscriber
    where exists (select from kernel.event e
        where e.name = s.name and e.version = s.version and e.position > c.position)
      or exists (select from kernel.dead_letter d
        where d.subscriber = s.subscriber and d.status = 'retrying' and d.next_try_at <= clock_timestamp())`.execute(
    db,
  );
  return new Set(rows.map((row) => row.subscriber));
}

export interface Cursor {
  readonly position: number;
  /** A letter of the subscriber's is due for another try. */
  readonly due: boolean;
}

/** Holds the subscriber's cursor until the transaction ends. @returns undefined while another holds it */
export async function holdCursor(tx: Db, subscriber: string): Promise<Cursor | undefined> {
  const { rows } = await sql<Cursor>`
    select position, exists (select from kernel.dead_letter d
        where d.subscriber = c.subscriber and d.status = 'retrying' and d.next_try_at <= clock_timestamp()) as due
    from kernel.event_cursor c where subscriber = ${subscriber}
    for update skip locked`.execute(tx);
  return rows[0];
}

/** @returns with each whether an earlier letter of its key holds it up */
export async function eventsAfter(
  tx: Db,
  { event, name }: Subscription,
  after: { readonly position: number; readonly limit: number },
): Promise<(PlacedEvent & { readonly blocked: boolean })[]> {
  const { rows } = await sql<PlacedEvent & { blocked: boolean }>`
    select ${eventColumns}, exists (select from kernel.dead_letter d
        where d.subscriber = ${name} and d.status <> 'dropped' and d.key = e.key) as blocked
    from kernel.event e
    where e.name = ${event.name} and e.version = ${event.version} and e.position > ${after.position}
    order by e.position limit ${after.limit}`.execute(tx);
  return rows;
}

export async function eventOf(tx: Db, id: number): Promise<PlacedEvent> {
  const { rows } = await sql<PlacedEvent>`
    select ${eventColumns} from kernel.event e where e.id = ${id}`.execute(tx);
  if (!rows[0]) throw new Error(`a letter holds event ${id}, which is not there`);
  return rows[0];
}

export async function moveCursor(tx: Db, subscriber: string, position: number, at: string): Promise<void> {
  await sql`
    update kernel.event_cursor set position = ${position}, moved_at = ${at}
    where subscriber = ${subscriber}`.execute(tx);
}
