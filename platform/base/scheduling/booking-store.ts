import { sql } from 'kysely';
import { askingTogether, type Db } from '#kernel/db';
import type { BookingStatus } from './names.ts';

export interface BookingRow {
  readonly id: string;
  readonly slot: string;
  readonly pool: string;
  readonly service: string;
  readonly resource: string;
  readonly organisation: string;
  readonly day: string;
  readonly half: 'am' | 'pm' | 'evening';
  readonly startsAt: string;
  readonly channel: string;
  readonly subject: string;
  readonly subjectName: string;
  readonly status: BookingStatus;
  readonly heldAt: string;
  readonly expiresAt: string | null;
  readonly why: string | null;
  readonly insteadOf: string | null;
  readonly simulated: boolean;
  readonly recordedBy: string;
}

const columns = sql`b.id, b.slot, b.pool, b.service, b.resource, b.organisation, b.day, b.half, b.starts_at as "startsAt",
  b.channel, b.subject, b.subject_name as "subjectName", b.status, b.held_at as "heldAt", b.expires_at as "expiresAt",
  b.why, b.instead_of as "insteadOf", b.simulated, b.recorded_by as "recordedBy"`;

export interface NewBooking {
  readonly id: string;
  readonly slot: string;
  readonly service: string;
  readonly resource: string;
  readonly organisation: string;
  readonly day: string;
  readonly half: string;
  readonly startsAt: string;
  readonly channel: string;
  readonly subject: string;
  readonly subjectName: string;
  readonly status: 'held' | 'confirmed';
  readonly onceKey: string | null;
  readonly request: string | null;
  readonly heldAt: string;
  readonly expiresAt: string | null;
  readonly insteadOf: string | null;
  readonly simulated: boolean;
  readonly recordedBy: string;
  /** Whoever is suspended from the service gets no place. */
  readonly suspends: boolean;
}

/**
 * `overdue`: full, but somebody's hold ran out and waits to be given back. `clash`: the subject has one already, or
 * the request number was used.
 */
export type NotTaken = 'full' | 'overdue' | 'clash' | 'stopped' | 'suspended';
export type Taken = { readonly pool: string } | NotTaken;

interface Asked {
  /** The pools to draw from, in this order. */
  readonly pools: readonly string[];
  readonly made: NewBooking;
}

/** Each in its turn; all or, when the statement fails, none. */
async function takePlaces(db: Db, asked: readonly Asked[]): Promise<Taken[]> {
  const all = JSON.stringify(asked.map(({ pools, made }) => ({ ...made, pools })));
  const { rows } = await sql<{ outcome: 'taken' | NotTaken; pool: string }>`
    select outcome, pool from scheduling.take_places(${all}::jsonb)`.execute(db);
  return rows.map(({ outcome, pool }) => (outcome === 'taken' ? { pool } : outcome));
}

/**
 * Takes one place and writes the booking, in one step of the database: the first of these pools that has room.
 * Outside of a transaction those that come at the same moment go together, in the order in which they came: on the
 * morning of a release a trip to the database costs more than a place.
 * Two groups do not wait in a circle for pools, but may for the same people's half-days in opposite order: the one that the
 * database then ends has changed nothing, and each of it is asked alone.
 */
const take = askingTogether(takePlaces, { lanes: 4, most: 25 });

export const takePlace = (db: Db, pools: readonly string[], made: NewBooking): Promise<Taken> =>
  take(db, { pools, made });

export async function findBooking(db: Db, id: string): Promise<BookingRow | undefined> {
  const { rows } =
    await sql<BookingRow>`select ${columns} from scheduling.booking b where b.id = ${id}`.execute(db);
  return rows[0];
}

export async function findByRequest(db: Db, by: string, request: string): Promise<BookingRow | undefined> {
  const { rows } = await sql<BookingRow>`select ${columns} from scheduling.booking b
    where b.recorded_by = ${by} and b.request = ${request}`.execute(db);
  return rows[0];
}

/** The live booking that stands in the way of another. */
export async function findLive(db: Db, subject: string, onceKey: string): Promise<BookingRow | undefined> {
  const { rows } = await sql<BookingRow>`select ${columns} from scheduling.booking b
    where b.subject = ${subject} and b.once_key = ${onceKey}
      and b.status in ('held', 'confirmed', 'checked-in', 'served')`.execute(db);
  return rows[0];
}

export async function bookingsOf(db: Db, subjects: readonly string[], since: string): Promise<BookingRow[]> {
  const { rows } = await sql<BookingRow>`select ${columns} from scheduling.booking b
    where b.subject = any(${[...subjects]}::text[]) and b.starts_at >= ${since} order by b.starts_at desc limit 200`.execute(
    db,
  );
  return rows;
}

/** Whoever changes what a slot's places hold takes its pools first, in one order: nobody waits in a circle. */
export async function lockPools(tx: Db, slot: string): Promise<void> {
  await sql`select from scheduling.pool where slot = ${slot} order by channel for update`.execute(tx);
}

export interface Release {
  readonly to: 'cancelled' | 'expired' | 'displaced' | 'no-show';
  readonly now: string;
  readonly why: string | null;
  /** Only holds that are overdue. */
  readonly overdue?: true;
  /** Only this booking of the slot. */
  readonly id?: string;
}

/** Ends live bookings of a slot and gives their places back. Its pools must be locked. */
export async function releasePlaces(tx: Db, slot: string, release: Release): Promise<BookingRow[]> {
  const which = release.overdue
    ? sql`b.status = 'held' and b.expires_at <= ${release.now}`
    : sql`b.status in ('held', 'confirmed')`;
  const only = release.id === undefined ? sql`true` : sql`b.id = ${release.id}`;
  const { rows } = await sql<BookingRow>`update scheduling.booking b
    set status = ${release.to}, settled_at = ${release.now}, why = ${release.why}
    where b.slot = ${slot} and ${which} and ${only} returning ${columns}`.execute(tx);
  for (const { pool } of rows)
    await sql`update scheduling.pool set taken = taken - 1 where slot = ${slot} and channel = ${pool}`.execute(
      tx,
    );
  return rows;
}

/** @returns the booking, now confirmed; undefined when it was not held, or is overdue */
export async function confirmHeld(tx: Db, id: string, now: string): Promise<BookingRow | undefined> {
  const { rows } =
    await sql<BookingRow>`update scheduling.booking b set status = 'confirmed', expires_at = null,
      settled_at = ${now} where b.id = ${id} and b.status = 'held' and b.expires_at > ${now}
    returning ${columns}`.execute(tx);
  return rows[0];
}

/** @returns whether it stood in `from` */
export async function moveBooking(
  tx: Db,
  id: string,
  step: { readonly from: BookingStatus; readonly to: BookingStatus; readonly now: string },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update scheduling.booking set status = ${step.to}, settled_at = ${step.now}
    where id = ${id} and status = ${step.from}`.execute(tx);
  return numAffectedRows === 1n;
}

/** Slots with holds that ran out. */
export async function overdueSlots(db: Db, now: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ slot: string }>`select distinct slot from scheduling.booking
    where status = 'held' and expires_at <= ${now} limit ${limit}`.execute(db);
  return rows.map(({ slot }) => slot);
}

/** Confirmed bookings whose slot is over, so that nobody came. */
export async function absent(db: Db, now: string, limit: number): Promise<BookingRow[]> {
  const { rows } =
    await sql<BookingRow>`select ${columns} from scheduling.booking b join scheduling.slot s on s.id = b.slot
    where b.status = 'confirmed' and b.starts_at < ${now} and s.ends_at <= ${now} order by b.starts_at limit ${limit}`.execute(
      db,
    );
  return rows;
}

export async function countNoShows(
  db: Db,
  of: { readonly subject: string; readonly service: string; readonly since: string },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from scheduling.booking b
    where b.subject = ${of.subject} and b.service = ${of.service} and b.status = 'no-show' and b.starts_at >= ${of.since}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

export interface SuspensionRow {
  readonly id: string;
  readonly service: string;
  readonly subject: string;
  readonly fromAt: string;
  readonly untilAt: string;
  readonly noShows: number;
  /** Where the last absence was, and the name it was booked under; null of suspensions from before that was kept. */
  readonly organisation: string | null;
  readonly subjectName: string | null;
}

const suspensionColumns = sql`id, service, subject, organisation, subject_name as "subjectName", from_at as "fromAt", until_at as "untilAt", no_shows as "noShows"`;

export async function findSuspension(
  db: Db,
  of: { readonly subjects: readonly string[]; readonly service?: string; readonly now: string },
): Promise<SuspensionRow[]> {
  const { rows } = await sql<SuspensionRow>`select ${suspensionColumns} from scheduling.suspension
    where subject = any(${[...of.subjects]}::text[]) and (${of.service ?? null}::text is null or service = ${of.service ?? null})
      and lifted_at is null and until_at > ${of.now} order by until_at desc`.execute(db);
  return rows;
}

export async function lastSuspension(db: Db, subject: string, service: string): Promise<string | undefined> {
  const { rows } = await sql<{ at: string }>`select max(from_at) as at from scheduling.suspension
    where subject = ${subject} and service = ${service}`.execute(db);
  return rows[0]?.at ?? undefined;
}

export async function insertSuspension(tx: Db, made: SuspensionRow): Promise<void> {
  await sql`insert into scheduling.suspension (id, service, subject, subject_name, organisation, from_at, until_at, no_shows)
    values (${made.id}, ${made.service}, ${made.subject}, ${made.subjectName}, ${made.organisation}, ${made.fromAt},
      ${made.untilAt}, ${made.noShows})`.execute(tx);
}

export async function liftSuspension(
  tx: Db,
  id: string,
  by: {
    readonly account: string;
    readonly now: string;
    readonly why: string;
    readonly within: string | undefined;
  },
): Promise<SuspensionRow | undefined> {
  const { rows } =
    await sql<SuspensionRow>`update scheduling.suspension set lifted_at = ${by.now}, lifted_by = ${by.account},
    why = ${by.why} where id = ${id} and lifted_at is null
      and (${by.within ?? null}::text is null or organisation = ${by.within ?? null}) returning ${suspensionColumns}`.execute(
      tx,
    );
  return rows[0];
}

/** @param within the institution whose they are; undefined for the whole city */
export async function listSuspensions(
  db: Db,
  now: string,
  within: string | undefined,
): Promise<SuspensionRow[]> {
  const { rows } = await sql<SuspensionRow>`select ${suspensionColumns} from scheduling.suspension
    where lifted_at is null and until_at > ${now}
      and (${within ?? null}::text is null or organisation = ${within ?? null}) order by until_at limit 500`.execute(
    db,
  );
  return rows;
}
