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

/** Live bookings of slots, in the order in which people took them. */
export async function affectedBookings(db: Db, slots: readonly string[]): Promise<Affected[]> {
  const { rows } =
    await sql<Affected>`select b.id, b.slot, b.starts_at as "startsAt", b.day, b.half, b.subject,
      b.subject_name as "subjectName", b.channel, b.service, b.organisation, b.status, b.recorded_by as "recordedBy", b.simulated
    from scheduling.booking b where b.slot = any(${slots}::text[]) and b.status in ('held', 'confirmed')
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

export async function noteProposals(tx: Db, id: string, proposed: number): Promise<void> {
  await sql`update scheduling.stop set proposed = ${proposed} where id = ${id}`.execute(tx);
}
