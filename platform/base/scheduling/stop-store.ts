import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface StopTimes {
  readonly resource: string;
  readonly from: string;
  readonly until: string;
}

export interface Affected {
  readonly id: string;
  readonly slot: string;
  readonly startsAt: string;
  readonly day: string;
  readonly half: 'am' | 'pm' | 'evening';
  readonly subject: string;
  readonly subjectName: string;
  readonly channel: string;
  readonly service: string;
  readonly organisation: string;
  readonly status: string;
  readonly recordedBy: string;
  readonly simulated: boolean;
}

export async function slotsWithin(db: Db, { resource, from, until }: StopTimes): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from scheduling.slot
    where resource = ${resource} and starts_at >= ${from} and starts_at < ${until} and stopped_at is null
    order by starts_at limit 5000`.execute(db);
  return rows.map(({ id }) => id);
}

/** Live bookings of slots, in the order in which people took them; a hold that ran out is none. */
export async function affectedBookings(db: Db, slots: readonly string[], now: string): Promise<Affected[]> {
  const { rows } =
    await sql<Affected>`select b.id, b.slot, b.starts_at as "startsAt", b.day, b.half, b.subject,
      b.subject_name as "subjectName", b.channel, b.service, b.organisation, b.status, b.recorded_by as "recordedBy", b.simulated
    from scheduling.booking b where b.slot = any(${slots}::text[]) and (b.status = 'confirmed'
        or (b.status = 'held' and (b.expires_at is null or b.expires_at > ${now})))
    order by b.starts_at, b.held_at`.execute(db);
  return rows;
}

/** Closes a slot: from here on nobody can take a place in it. Its pools must be locked. */
export async function closeSlot(tx: Db, slot: string, now: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update scheduling.slot set stopped_at = ${now}
    where id = ${slot} and stopped_at is null`.execute(tx);
  await sql`update scheduling.pool set open = false where slot = ${slot}`.execute(tx);
  return numAffectedRows === 1n;
}

export interface Candidate {
  readonly id: string;
  readonly resource: string;
  readonly startsAt: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface Wanted {
  readonly service: string;
  readonly organisation: string;
  readonly resource: string;
  readonly startsAt: string;
  readonly day: string;
  readonly half: string;
  readonly pools: readonly string[];
  readonly now: string;
  readonly untilDay: string;
  /** Times of the stopped resource that are no help. */
  readonly closed: StopTimes;
  /** How many of each slot a preview gave away already. */
  readonly given: Readonly<Record<string, number>>;
}

/**
 * Where somebody displaced could go: the same half-day at the same institution first, then the same day elsewhere in
 * it, then the same resource or institution on the nearest day.
 */
export async function replacements(db: Db, wanted: Wanted, limit: number): Promise<Candidate[]> {
  const { rows } =
    await sql<Candidate>`select s.id, s.resource, s.starts_at as "startsAt", r.name_zh as "nameZh", r.name_en as "nameEn"
    from scheduling.slot s join scheduling.resource r on r.code = s.resource
    where s.service = ${wanted.service} and s.organisation = ${wanted.organisation} and s.stopped_at is null
      and s.starts_at > ${wanted.now} and s.day <= ${wanted.untilDay}::date
      and not (s.resource = ${wanted.closed.resource} and s.starts_at >= ${wanted.closed.from} and s.starts_at < ${wanted.closed.until})
      and (select coalesce(sum(p.quota - p.taken), 0) from scheduling.pool p
        where p.slot = s.id and p.open and p.channel = any(${wanted.pools}::text[]))
        > coalesce((${JSON.stringify(wanted.given)}::jsonb ->> s.id)::int, 0)
    order by (s.day = ${wanted.day}::date and s.half = ${wanted.half}) desc, (s.day = ${wanted.day}::date) desc,
      (s.resource = ${wanted.resource}) desc, abs(extract(epoch from s.starts_at - ${wanted.startsAt}::timestamptz)), s.id
    limit ${limit}`.execute(db);
  return rows;
}

export interface StopRow {
  readonly id: string;
  readonly resource: string;
  readonly organisation: string;
  readonly fromAt: string;
  readonly untilAt: string;
  readonly why: string;
  readonly stoppedAt: string;
  readonly stoppedBy: string;
  readonly slots: number;
  readonly displaced: number;
  readonly proposed: number;
}

export async function insertStop(tx: Db, stop: StopRow): Promise<void> {
  await sql`insert into scheduling.stop (id, resource, organisation, from_at, until_at, why, stopped_at, stopped_by, slots,
      displaced, proposed)
    values (${stop.id}, ${stop.resource}, ${stop.organisation}, ${stop.fromAt}, ${stop.untilAt}, ${stop.why}, ${stop.stoppedAt},
      ${stop.stoppedBy}, ${stop.slots}, ${stop.displaced}, ${stop.proposed})`.execute(tx);
}

export async function insertDisplaced(tx: Db, stop: string, bookings: readonly string[]): Promise<void> {
  await sql`insert into scheduling.displacement (booking, stop, place)
    select b.id, ${stop}, b.place from unnest(${[...bookings]}::text[]) with ordinality as b(id, place)`.execute(
    tx,
  );
}

/** Minutes for which whoever follows one up has them alone: a process that died in between leaves them to the next. */
const CLAIM_MINUTES = 5;

export interface Displaced extends Affected {
  readonly stop: string;
  readonly stopped: string;
  readonly from: string;
  readonly until: string;
  readonly why: string;
}

/** Takes the next who was displaced and not followed up yet. @param stop of this stop alone */
export async function claimDisplaced(
  tx: Db,
  now: Date,
  stop: string | undefined,
): Promise<Displaced | undefined> {
  const before = new Date(now.getTime() - CLAIM_MINUTES * 60_000).toISOString();
  const { rows } = await sql<Displaced>`with next as (
      select booking from scheduling.displacement
      where settled_at is null and (claimed_at is null or claimed_at <= ${before})
        and (${stop ?? null}::text is null or stop = ${stop ?? null})
      order by stop, place limit 1 for update skip locked),
    claimed as (update scheduling.displacement d set claimed_at = ${now.toISOString()} from next
      where d.booking = next.booking returning d.booking, d.stop)
    select b.id, b.slot, b.starts_at as "startsAt", b.day, b.half, b.subject, b.subject_name as "subjectName",
      b.channel, b.service, b.organisation, b.status, b.recorded_by as "recordedBy", b.simulated, c.stop,
      s.resource as stopped, s.from_at as "from", s.until_at as until, s.why
    from claimed c join scheduling.booking b on b.id = c.booking join scheduling.stop s on s.id = c.stop`.execute(
    tx,
  );
  return rows[0];
}

/** @returns false when they were followed up before */
export async function settleDisplaced(
  tx: Db,
  booking: string,
  settled: { readonly account: string | null; readonly at: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`update scheduling.displacement set settled_at = ${settled.at},
      account = ${settled.account} where booking = ${booking} and settled_at is null`.execute(tx);
  return numAffectedRows === 1n;
}

/** The place that was held instead of a booking. */
export async function findInstead(db: Db, booking: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from scheduling.booking where instead_of = ${booking}
    order by held_at desc limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** The stop that displaced a booking. */
export async function stopOf(db: Db, booking: string): Promise<string | undefined> {
  const { rows } = await sql<{ stop: string }>`select stop from scheduling.displacement
    where booking = ${booking}`.execute(db);
  return rows[0]?.stop;
}

interface StopStands {
  readonly resource: string;
  readonly organisation: string;
  readonly fromAt: string;
  readonly simulated: boolean;
  readonly proposed: number;
  /** Whom somebody has to call: no other place, one that they let go by, or nobody who could be told of it. */
  readonly left: number;
}

/** How those whom a stop displaced stand now; kept with the stop. */
export async function reckonStop(tx: Db, id: string): Promise<StopStands | undefined> {
  await sql`select 1 from scheduling.stop where id = ${id} for update`.execute(tx);
  const { rows } = await sql<StopStands>`
    update scheduling.stop s set proposed = n.proposed
    from (select count(*) filter (where i.n > 0)::int as proposed, count(*) filter (where i.stand = 0)::int as "left"
      from scheduling.displacement d cross join lateral (select count(*)::int as n, count(*) filter (where
          b.status <> 'expired' and (b.status <> 'held' or d.account is not null))::int as stand
        from scheduling.booking b where b.instead_of = d.booking) i
      where d.stop = ${id}) n, scheduling.resource r
    where s.id = ${id} and r.code = s.resource
    returning s.resource, s.organisation, s.from_at as "fromAt", r.simulated, s.proposed, n."left"`.execute(
    tx,
  );
  return rows[0];
}
