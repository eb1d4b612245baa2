import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface RefundRow {
  readonly id: string;
  readonly orderId: string;
  readonly organisation: string;
  readonly amountFen: number;
  readonly why: string;
  readonly status: 'asked' | 'done' | 'failed';
  readonly request: string;
  readonly provider: string;
  readonly simulated: boolean;
}

const refundColumns = sql`id, order_id as "orderId", organisation, amount_fen as "amountFen", why, status, request, provider, simulated`;

export async function findRefund(db: Db, orderId: string, request: string): Promise<RefundRow | undefined> {
  const { rows } = await sql<RefundRow>`select ${refundColumns} from payments.refund
    where order_id = ${orderId} and request = ${request}`.execute(db);
  return rows[0];
}

/** One of this amount that the provider did not do. */
export async function findFailedRefund(
  tx: Db,
  orderId: string,
  amountFen: number,
): Promise<RefundRow | undefined> {
  const { rows } = await sql<RefundRow>`select ${refundColumns} from payments.refund
    where order_id = ${orderId} and amount_fen = ${amountFen} and status = 'failed' order by asked_at limit 1`.execute(
    tx,
  );
  return rows[0];
}

/** Refunds that were asked for before a time and are not done, the oldest first. */
export async function findUndone(
  db: Db,
  before: string,
  limit: number,
): Promise<(RefundRow & { readonly askedAt: string })[]> {
  const { rows } = await sql<RefundRow & { readonly askedAt: string }>`
    select ${refundColumns}, asked_at as "askedAt" from payments.refund
    where status <> 'done' and asked_at <= ${before} order by asked_at, id limit ${limit}`.execute(db);
  return rows;
}

/** Enters a refund and sets its amount aside, so that what is asked at the same time cannot exceed what was paid. */
export async function insertRefund(
  tx: Db,
  refund: RefundRow,
  by: { readonly id: string; readonly now: string },
): Promise<void> {
  await sql`update payments.order set refunded_fen = refunded_fen + ${refund.amountFen} where id = ${refund.orderId}`.execute(
    tx,
  );
  await sql`insert into payments.refund (id, order_id, organisation, amount_fen, why, status, request, provider, asked_at,
      asked_by, simulated)
    values (${refund.id}, ${refund.orderId}, ${refund.organisation}, ${refund.amountFen}, ${refund.why}, 'asked',
      ${refund.request}, ${refund.provider}, ${by.now}, ${by.id}, ${refund.simulated})`.execute(tx);
}

/** @returns whether it was not done before */
export async function settleRefund(
  tx: Db,
  id: string,
  done: { readonly reference: string | undefined; readonly now: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`update payments.refund
    set status = ${done.reference === undefined ? 'failed' : 'done'}, provider_reference = ${done.reference ?? null},
      done_at = ${done.reference === undefined ? null : done.now}
    where id = ${id} and status <> 'done'`.execute(tx);
  return numAffectedRows === 1n;
}

/** An order of which nothing is left is refunded. */
export async function closeRefunded(tx: Db, orderId: string): Promise<void> {
  await sql`update payments.order set status = 'refunded' where id = ${orderId} and status = 'paid' and amount_fen =
    (select coalesce(sum(amount_fen), 0) from payments.refund where order_id = ${orderId} and status = 'done')`.execute(
    tx,
  );
}
