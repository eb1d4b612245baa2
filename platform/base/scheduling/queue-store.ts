import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface TicketRow {
  readonly id: string;
  readonly resource: string;
  readonly organisation: string;
  readonly day: string;
  readonly number: number;
  readonly booking: string | null;
  readonly subjectName: string;
  readonly status: 'waiting' | 'called' | 'served' | 'skipped';
  readonly readyAt: string;
  readonly arrivedAt: string;
  readonly calledAt: string | null;
  readonly calls: number;
}

const columns = sql`t.id, t.resource, t.organisation, t.day, t.number, t.booking, t.subject_name as "subjectName", t.status,
  t.ready_at as "readyAt", t.arrived_at as "arrivedAt", t.called_at as "calledAt", t.calls`;

/** Numbers of a resource and day go up by one and are given once, to booked and unbooked alike. */
export async function insertTicket(
  tx: Db,
  made: Pick<
    TicketRow,
    'id' | 'resource' | 'organisation' | 'day' | 'booking' | 'subjectName' | 'readyAt' | 'arrivedAt'
  >,
): Promise<TicketRow | undefined> {
  const { rows } = await sql<TicketRow>`
    with counted as (
      insert into scheduling.queue_number (resource, day, last) values (${made.resource}, ${made.day}::date, 1)
      on conflict (resource, day) do update set last = queue_number.last + 1 returning last),
    t as (
      insert into scheduling.ticket (id, resource, organisation, day, number, booking, subject_name, status, ready_at, arrived_at)
      select ${made.id}, ${made.resource}, ${made.organisation}, ${made.day}::date, last, ${made.booking},
        ${made.subjectName}, 'waiting', ${made.readyAt}::timestamptz, ${made.arrivedAt}::timestamptz from counted
      returning *)
    select ${columns} from t`.execute(tx);
  return rows[0];
}

/**
 * Calls whose turn it is: of those who are ready by now who was ready first; when nobody is, who will be next.
 * Two desks that call at once call two.
 */
export async function callNext(
  tx: Db,
  at: { readonly resource: string; readonly day: string; readonly now: string },
): Promise<TicketRow | undefined> {
  const { rows } = await sql<TicketRow>`update scheduling.ticket t
    set status = 'called', called_at = ${at.now}, calls = t.calls + 1
    where t.id = (select w.id from scheduling.ticket w
      where w.resource = ${at.resource} and w.day = ${at.day}::date and w.status = 'waiting'
      order by w.ready_at, (w.booking is null), w.number limit 1 for update skip locked)
    returning ${columns}`.execute(tx);
  return rows[0];
}

export async function findTicket(db: Db, id: string): Promise<TicketRow | undefined> {
  const { rows } =
    await sql<TicketRow>`select ${columns} from scheduling.ticket t where t.id = ${id}`.execute(db);
  return rows[0];
}

export async function moveTicket(
  tx: Db,
  id: string,
  step: { readonly from: TicketRow['status']; readonly to: TicketRow['status']; readonly now: string },
): Promise<boolean> {
  const called = step.to === 'called';
  const { numAffectedRows } = await sql`update scheduling.ticket set status = ${step.to},
      calls = calls + ${called ? 1 : 0}::int, called_at = case when ${called}::boolean then ${step.now}::timestamptz else called_at end,
      ready_at = case when ${step.to} = 'waiting' then ${step.now}::timestamptz else ready_at end
    where id = ${id} and status = ${step.from}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function queueOf(db: Db, resource: string, day: string): Promise<TicketRow[]> {
  const { rows } = await sql<TicketRow>`select ${columns} from scheduling.ticket t
    where t.resource = ${resource} and t.day = ${day}::date and t.status <> 'served'
    order by (t.status <> 'called'), (t.status = 'skipped'), t.ready_at, (t.booking is null), t.number limit 500`.execute(
    db,
  );
  return rows;
}

export interface CalledRow {
  readonly resource: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly place: string | null;
  readonly number: number;
  readonly calledAt: string;
  readonly calls: number;
}

/** The last calls of an institution, for the screen in its hall: numbers, no names. */
export async function lastCalls(db: Db, organisation: string, day: string): Promise<CalledRow[]> {
  const { rows } =
    await sql<CalledRow>`select t.resource, r.name_zh as "nameZh", r.name_en as "nameEn", r.place, t.number,
      t.called_at as "calledAt", t.calls
    from scheduling.ticket t join scheduling.resource r on r.code = t.resource
    where t.organisation = ${organisation} and t.day = ${day}::date and t.status = 'called'
    order by t.called_at desc limit 20`.execute(db);
  return rows;
}
