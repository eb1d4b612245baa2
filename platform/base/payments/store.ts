import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Parties } from '#platform/base/identity';
import type { Booking, OurMovement } from './rules.ts';

export interface OrderRow {
  readonly id: string;
  readonly matter: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly organisation: string;
  readonly payer: string;
  readonly payerName: string;
  /** Key of the company or person for whom the account pays; null for itself. */
  readonly onBehalfOf: string | null;
  readonly amountFen: number;
  readonly refundedFen: number;
  readonly status: 'open' | 'paid' | 'closed' | 'refunded';
  readonly provider: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly paidAt: string | null;
  readonly receipt: string | null;
  /** Another amount came than was asked for, and is still to be given back. */
  readonly wrongFen: number | null;
  readonly simulated: boolean;
}

const orderColumns = sql`o.id, o.matter, o.title_zh as "titleZh", o.title_en as "titleEn", o.organisation, o.payer,
  o.payer_name as "payerName", o.on_behalf_of as "onBehalfOf", o.amount_fen as "amountFen", o.refunded_fen as "refundedFen", o.status, o.provider,
  o.created_at as "createdAt", o.expires_at as "expiresAt", o.paid_at as "paidAt", o.receipt, o.wrong_fen as "wrongFen", o.simulated`;

export async function insertOrder(tx: Db, order: OrderRow, by: string): Promise<void> {
  await sql`insert into payments.order (id, matter, title_zh, title_en, organisation, payer, payer_name, on_behalf_of, amount_fen, status,
      provider, created_at, expires_at, simulated, recorded_by)
    values (${order.id}, ${order.matter}, ${order.titleZh}, ${order.titleEn}, ${order.organisation}, ${order.payer},
      ${order.payerName}, ${order.onBehalfOf}, ${order.amountFen}, 'open', ${order.provider}, ${order.createdAt}, ${order.expiresAt},
      ${order.simulated}, ${by})`.execute(tx);
}

export async function findOrder(db: Db, id: string, lock?: 'lock'): Promise<OrderRow | undefined> {
  const { rows } = await sql<OrderRow>`select ${orderColumns} from payments.order o where o.id = ${id}
    ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0];
}

/** What the parties pay; to be asked for one order as well. */
export async function ordersOf(db: Db, { account, keys, others }: Parties, id?: string): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`select ${orderColumns} from payments.order o
    where (o.on_behalf_of = any(${[...keys, ...others]}::text[])
        or (o.on_behalf_of is null and o.payer = ${account ?? null}))
      ${id === undefined ? sql`` : sql`and o.id = ${id}`}
    order by o.created_at desc limit 200`.execute(db);
  return rows;
}

/** Unpaid orders whose time is over, but for those about whose money somebody must decide. */
export async function unpaidSince(db: Db, now: string, limit: number): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`select ${orderColumns} from payments.order o
    where o.status = 'open' and o.wrong_fen is null and o.expires_at <= ${now} order by o.expires_at limit ${limit}`.execute(
    db,
  );
  return rows;
}

export async function markPaid(
  tx: Db,
  id: string,
  paid: { readonly reference: string; readonly at: string },
): Promise<void> {
  await sql`update payments.order set status = 'paid', paid_at = ${paid.at}, provider_reference = ${paid.reference},
    receipt = to_char(${paid.at}::timestamptz, 'YYYYMMDD') || '-' || lpad(nextval('payments.receipt_number')::text, 8, '0')
    where id = ${id}`.execute(tx);
}

/** Another amount came; null once it went back. */
export async function markWrong(tx: Db, id: string, fen: number | null): Promise<void> {
  await sql`update payments.order set wrong_fen = ${fen} where id = ${id}`.execute(tx);
}

/** @returns whether it was open */
export async function markClosed(tx: Db, id: string, now: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update payments.order set status = 'closed', closed_at = ${now}
    where id = ${id} and status = 'open'`.execute(tx);
  return numAffectedRows === 1n;
}

export interface NoticeRow {
  readonly provider: string;
  readonly notice: string;
  readonly order: string;
  readonly amountFen: number;
  readonly receivedAt: string;
}

/** @returns false when this notice came before; then it is only counted */
export async function insertNotice(tx: Db, notice: NoticeRow): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into payments.notice (provider, notice, order_id, amount_fen, received_at, outcome)
    values (${notice.provider}, ${notice.notice}, ${notice.order}, ${notice.amountFen}, ${notice.receivedAt}, 'received')
    on conflict do nothing`.execute(tx);
  if (numAffectedRows === 1n) return true;
  await sql`update payments.notice set times = times + 1 where provider = ${notice.provider} and notice = ${notice.notice}`.execute(
    tx,
  );
  return false;
}

export async function noteOutcome(tx: Db, notice: NoticeRow, outcome: string): Promise<void> {
  await sql`update payments.notice set outcome = ${outcome} where provider = ${notice.provider} and notice = ${notice.notice}`.execute(
    tx,
  );
}

/** The entries of a movement, once. */
export async function bookEntries(
  tx: Db,
  movement: string,
  at: string,
  entries: readonly Booking[],
): Promise<void> {
  for (const { account, debitFen = 0, creditFen = 0 } of entries)
    await sql`insert into payments.entry (movement, at, account, debit_fen, credit_fen)
      values (${movement}, ${at}, ${account}, ${debitFen}, ${creditFen})`.execute(tx);
}

/** What we hold to have moved through a provider on a day of the city. */
export async function movementsOf(db: Db, provider: string, day: string): Promise<OurMovement[]> {
  const { rows } = await sql<OurMovement>`
    select 'payment' as kind, id as ours, amount_fen as "amountFen" from payments.order
      where provider = ${provider} and (paid_at at time zone 'Asia/Shanghai')::date = ${day}::date
    union all select 'refund', id, amount_fen from payments.refund
      where provider = ${provider} and status = 'done' and (done_at at time zone 'Asia/Shanghai')::date = ${day}::date
    union all select kind, ours, amount_fen from payments.payout_movement
      where provider = ${provider} and (at at time zone 'Asia/Shanghai')::date = ${day}::date`.execute(db);
  return rows;
}

export interface DifferenceRow {
  readonly id: string;
  readonly kind: 'long' | 'short' | 'amount';
  readonly reference: string;
  readonly oursFen: number | null;
  readonly theirsFen: number | null;
}

export interface DayResult {
  readonly provider: string;
  readonly day: string;
  readonly matched: number;
  readonly oursFen: number;
  readonly theirsFen: number;
  readonly differences: readonly DifferenceRow[];
  readonly now: string;
}

/** Keeps the result of a day; compared again, what is no longer different goes. @returns how many are open */
export async function putDay(tx: Db, result: DayResult): Promise<number> {
  const { provider, day, differences } = result;
  const found = JSON.stringify(differences);
  await sql`insert into payments.reconciliation (provider, day, matched, differences, ours_fen, theirs_fen, ran_at)
    values (${provider}, ${day}, ${result.matched}, ${differences.length}, ${result.oursFen}, ${result.theirsFen}, ${result.now})
    on conflict (provider, day) do update set matched = excluded.matched, differences = excluded.differences,
      ours_fen = excluded.ours_fen, theirs_fen = excluded.theirs_fen, ran_at = excluded.ran_at`.execute(tx);
  await sql`update payments.difference set status = 'gone' where provider = ${provider} and day = ${day} and status = 'open'
    and not (id = any(${differences.map(({ id }) => id)}::text[]))`.execute(tx);
  await sql`insert into payments.difference (id, provider, day, kind, reference, ours_fen, theirs_fen, status)
    select n.id, ${provider}, ${day}::date, n.kind, n.reference, n."oursFen", n."theirsFen", 'open'
    from jsonb_to_recordset(${found}::jsonb) as n(id text, kind text, reference text, "oursFen" bigint, "theirsFen" bigint)
    on conflict (id) do update set kind = excluded.kind, ours_fen = excluded.ours_fen, theirs_fen = excluded.theirs_fen,
      status = case when difference.status = 'settled' and difference.ours_fen is not distinct from excluded.ours_fen
        and difference.theirs_fen is not distinct from excluded.theirs_fen then 'settled' else 'open' end`.execute(
    tx,
  );
  return openDifferences(tx, provider, day);
}

export async function openDifferences(db: Db, provider: string, day: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from payments.difference
    where provider = ${provider} and day = ${day} and status = 'open'`.execute(db);
  return rows[0]?.n ?? 0;
}

export async function settleDifference(
  tx: Db,
  id: string,
  by: { readonly id: string; readonly why: string },
): Promise<{ provider: string; day: string } | undefined> {
  const { rows } = await sql<{ provider: string; day: string }>`update payments.difference
    set status = 'settled', settled_by = ${by.id}, settled_why = ${by.why}
    where id = ${id} and status = 'open' returning provider, day`.execute(tx);
  return rows[0];
}

export interface DayRow {
  readonly provider: string;
  readonly day: string;
  readonly matched: number;
  readonly differences: number;
  readonly open: number;
  readonly oursFen: number;
  readonly theirsFen: number;
  readonly ranAt: string;
}

/** The last day that was compared with a provider's statement. */
export async function lastDay(db: Db, provider: string): Promise<string | undefined> {
  const { rows } = await sql<{ day: string | null }>`
    select max(day)::text as day from payments.reconciliation where provider = ${provider}`.execute(db);
  return rows[0]?.day ?? undefined;
}

export async function listDays(db: Db): Promise<DayRow[]> {
  const { rows } =
    await sql<DayRow>`select provider, day, matched, differences, ours_fen as "oursFen", theirs_fen as "theirsFen",
      ran_at as "ranAt", (select count(*)::int from payments.difference d where d.provider = r.provider and d.day = r.day
        and d.status = 'open') as open
    from payments.reconciliation r order by day desc, provider limit 90`.execute(db);
  return rows;
}

export async function putReconciler(tx: Db, organisation: string | undefined): Promise<void> {
  await sql`delete from payments.reconciler`.execute(tx);
  if (organisation !== undefined)
    await sql`insert into payments.reconciler (organisation) values (${organisation})`.execute(tx);
}

export async function findReconciler(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ organisation: string }>`
    select organisation from payments.reconciler`.execute(db);
  return rows[0]?.organisation;
}
