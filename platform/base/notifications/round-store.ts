import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { AttemptState, Channel, Urgency } from './rules.ts';

export interface DueRow {
  readonly id: string;
  readonly notice: string;
  readonly kind: string;
  readonly person: string;
  readonly step: number;
  readonly urgency: Urgency;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly organisation: string | null;
  readonly simulated: boolean;
}

/** Unread deliveries whose next step has come, held until the transaction ends. */
export async function lockDue(tx: Db, now: string, limit: number): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`
    select d.id, d.notice, d.kind, d.person, d.step, n.urgency, n.title_zh as "titleZh", n.title_en as "titleEn",
      n.organisation, n.simulated
    from notifications.delivery d join notifications.notice n on n.id = d.notice
    where d.next_at <= ${now} order by d.next_at, d.id limit ${limit} for update of d skip locked`.execute(
    tx,
  );
  return rows;
}

export async function setStep(tx: Db, id: string, step: number, nextAt: string | null): Promise<void> {
  await sql`update notifications.delivery set step = ${step}, next_at = ${nextAt} where id = ${id}`.execute(
    tx,
  );
}

export async function setUnreached(tx: Db, id: string, at: string): Promise<void> {
  await sql`update notifications.delivery set unreached_at = ${at}, next_at = null where id = ${id}`.execute(
    tx,
  );
}

/** Whether any message of a delivery is on its way or has come through. */
export async function anyAlive(tx: Db, delivery: string): Promise<boolean> {
  const { rows } = await sql`select 1 from notifications.attempt
    where delivery = ${delivery} and state <> 'failed' limit 1`.execute(tx);
  return rows.length > 0;
}

/** Messages to a person since an instant, the inbox not among them; and when the first of them was. */
export async function countSince(
  tx: Db,
  person: string,
  since: string,
): Promise<{ readonly count: number; readonly first: string | null }> {
  const { rows } = await sql<{ count: number; first: string | null }>`
    select count(*)::int as count, min(queued_at) as first from notifications.attempt
    where person = ${person} and queued_at > ${since}`.execute(tx);
  return rows[0] ?? { count: 0, first: null };
}

export async function insertAttempt(
  tx: Db,
  row: {
    readonly id: string;
    readonly delivery: string;
    readonly person: string;
    readonly channel: Channel;
    readonly at: string;
    readonly words?: string;
  },
): Promise<void> {
  await sql`insert into notifications.attempt (id, delivery, person, channel, words, state, queued_at, try_at)
    values (${row.id}, ${row.delivery}, ${row.person}, ${row.channel}, ${row.words ?? null}, 'queued', ${row.at}, ${row.at})`.execute(
    tx,
  );
}

export interface QueuedRow {
  readonly id: string;
  readonly delivery: string;
  readonly person: string;
  readonly channel: Channel;
  readonly tries: number;
  readonly words: string;
  readonly read: boolean;
}

/** Takes messages whose time has come; whoever takes one holds it until `until`, and then another may. */
export async function takeQueued(tx: Db, now: string, until: string, limit: number): Promise<QueuedRow[]> {
  const { rows } = await sql<QueuedRow>`
    update notifications.attempt a set try_at = ${until}, tries = a.tries + 1
    from notifications.delivery d, notifications.notice n
    where d.id = a.delivery and n.id = d.notice and a.id in (
      select id from notifications.attempt where state = 'queued' and try_at <= ${now}
      order by try_at, id limit ${limit} for update skip locked)
    returning a.id, a.delivery, a.person, a.channel, a.tries, coalesce(a.words, n.short_zh) as words, d.read_at is not null as read`.execute(
    tx,
  );
  return rows;
}

export async function settleAttempt(
  tx: Db,
  id: string,
  settled: {
    readonly state: AttemptState;
    readonly reference?: string;
    readonly problem?: string;
    readonly tryAt?: string;
    readonly at: string;
  },
): Promise<void> {
  const { state, reference, problem, tryAt, at } = settled;
  await sql`update notifications.attempt set state = ${state}, settled_at = ${at}, try_at = ${tryAt ?? null},
    reference = coalesce(${reference ?? null}, reference), problem = ${problem ?? null} where id = ${id}`.execute(
    tx,
  );
}

/** A failed message lets the next step come at once. */
export async function hurry(tx: Db, delivery: string, now: string): Promise<void> {
  await sql`update notifications.delivery set next_at = ${now}
    where id = ${delivery} and read_at is null and unreached_at is null`.execute(tx);
}

export async function lockByReference(
  tx: Db,
  channel: Channel,
  reference: string,
): Promise<{ readonly id: string; readonly delivery: string; readonly state: AttemptState } | undefined> {
  const { rows } = await sql<{ id: string; delivery: string; state: AttemptState }>`
    select id, delivery, state from notifications.attempt
    where channel = ${channel} and reference = ${reference} for update`.execute(tx);
  return rows[0];
}

/** @returns false when it was heard before */
export async function insertReceipt(
  tx: Db,
  row: {
    readonly channel: Channel;
    readonly id: string;
    readonly attempt: string;
    readonly state: string;
    readonly at: string;
    readonly heardAt: string;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into notifications.receipt (channel, id, attempt, state, at, heard_at)
    values (${row.channel}, ${row.id}, ${row.attempt}, ${row.state}, ${row.at}, ${row.heardAt})
    on conflict (channel, id) do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** A message that a person read by its channel is read in the inbox too. @returns its notice */
export async function readByChannel(tx: Db, delivery: string, at: string): Promise<string[]> {
  const { rows } = await sql<{ notice: string }>`
    update notifications.delivery set read_at = coalesce(read_at, ${at}), next_at = null
    where id = ${delivery} returning notice`.execute(tx);
  return rows.map(({ notice }) => notice);
}

/** Whether everybody whom no channel reached has read the notice; the last two to read it wait for one another. */
export async function allReached(tx: Db, notice: string): Promise<boolean> {
  await sql`select 1 from notifications.notice where id = ${notice} for update`.execute(tx);
  const { rows } = await sql`select 1 from notifications.delivery
    where notice = ${notice} and unreached_at is not null and read_at is null limit 1`.execute(tx);
  return rows.length === 0;
}

/** People with unread notices of low urgency that no digest named yet, the notices marked as named. */
export async function takeForDigest(
  tx: Db,
  at: string,
): Promise<{ readonly person: string; readonly delivery: string; readonly count: number }[]> {
  const { rows } = await sql<{ person: string; delivery: string; count: number }>`
    with taken as (
      update notifications.delivery d set digested_at = ${at} from notifications.notice n
      where n.id = d.notice and n.urgency = 'low' and d.read_at is null and d.digested_at is null
      returning d.person, d.id)
    select person, min(id) as delivery, count(*)::int as count from taken group by person order by person`.execute(
    tx,
  );
  return rows;
}
