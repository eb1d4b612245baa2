import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface WaitingRow {
  readonly id: string;
  readonly service: string;
  readonly resource: string | null;
  readonly organisation: string | null;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly half: 'am' | 'pm' | 'evening' | null;
  readonly channel: string;
  readonly subject: string;
  readonly subjectName: string;
  readonly account: string;
  readonly status: 'waiting' | 'offered' | 'taken' | 'passed' | 'left' | 'over';
  readonly booking: string | null;
  readonly joinedAt: string;
  readonly simulated: boolean;
}

const columns = sql`w.id, w.service, w.resource, w.organisation, w.first_day as "firstDay", w.last_day as "lastDay", w.half,
  w.channel, w.subject, w.subject_name as "subjectName", w.account, w.status, w.booking, w.joined_at as "joinedAt", w.simulated`;

/** @param rank lower goes first: 0 for whom a stop displaced @returns false when the subject waits already */
export async function insertWaiting(tx: Db, made: WaitingRow, rank: number): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into scheduling.waiting (id, rank, service, resource, organisation, first_day,
      last_day, half, channel, subject, subject_name, account, status, joined_at, simulated)
    values (${made.id}, ${rank}, ${made.service}, ${made.resource}, ${made.organisation}, ${made.firstDay}, ${made.lastDay},
      ${made.half}, ${made.channel}, ${made.subject}, ${made.subjectName}, ${made.account}, ${made.status},
      ${made.joinedAt}, ${made.simulated})
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export interface Freed {
  readonly service: string;
  readonly resource: string;
  readonly organisation: string;
  readonly day: string;
  readonly half: string;
}

/** The first who waits for such a slot, taken for oneself; those already asked for it are passed over. */
export async function nextWaiting(
  tx: Db,
  freed: Freed,
  asked: readonly string[],
): Promise<WaitingRow | undefined> {
  const { rows } = await sql<WaitingRow>`select ${columns} from scheduling.waiting w
    where w.service = ${freed.service} and w.status = 'waiting' and ${freed.day}::date between w.first_day and w.last_day
      and (w.resource is null or w.resource = ${freed.resource})
      and (w.organisation is null or w.organisation = ${freed.organisation})
      and (w.half is null or w.half = ${freed.half})
      and not (w.id = any(${asked}::text[]))
    order by w.rank, w.place limit 1 for update skip locked`.execute(tx);
  return rows[0];
}

export async function settleWaiting(
  tx: Db,
  id: string,
  to: { readonly status: WaitingRow['status']; readonly booking?: string },
): Promise<void> {
  await sql`update scheduling.waiting set status = ${to.status}, booking = coalesce(${to.booking ?? null}, booking)
    where id = ${id}`.execute(tx);
}

/** What becomes of an offer when its booking is settled. @returns whether there was one */
export async function settleOffer(tx: Db, booking: string, status: 'taken' | 'passed'): Promise<boolean> {
  const { numAffectedRows } = await sql`update scheduling.waiting set status = ${status}
    where booking = ${booking} and status = 'offered'`.execute(tx);
  return numAffectedRows === 1n;
}

export async function findWaiting(db: Db, id: string): Promise<WaitingRow | undefined> {
  const { rows } =
    await sql<WaitingRow>`select ${columns} from scheduling.waiting w where w.id = ${id}`.execute(db);
  return rows[0];
}

/** Those of a subject that are not over, each with how many stand before it. */
export async function waitingOf(
  db: Db,
  subjects: readonly string[],
): Promise<(WaitingRow & { ahead: number })[]> {
  const { rows } = await sql<WaitingRow & { ahead: number }>`select ${columns},
      (select count(*)::int from scheduling.waiting o where o.service = w.service and o.status = 'waiting'
        and (o.rank, o.place) < (w.rank, w.place)) as ahead
    from scheduling.waiting w where w.subject = any(${[...subjects]}::text[]) and w.status in ('waiting', 'offered')
    order by w.place limit 100`.execute(db);
  return rows;
}

export async function listWaiting(
  db: Db,
  service: string | undefined,
  organisation: string | undefined,
): Promise<WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`select ${columns} from scheduling.waiting w
    where w.status in ('waiting', 'offered') and (${service ?? null}::text is null or w.service = ${service ?? null})
      and (${organisation ?? null}::text is null or coalesce(w.organisation, (select r.organisation from scheduling.resource r
        where r.code = w.resource)) = ${organisation ?? null} or (w.organisation is null and w.resource is null))
    order by w.rank, w.place limit 500`.execute(db);
  return rows;
}

/** Who waited for days that are over waits no more. */
export async function endOldWaiting(tx: Db, today: string): Promise<void> {
  await sql`update scheduling.waiting set status = 'over' where status = 'waiting' and last_day < ${today}::date`.execute(
    tx,
  );
}
