import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import type { Text } from '#kernel/texts';
import { mandateInForce } from '#platform/base/identity';
import { closeTask, openTask } from '#platform/base/tasks';
import { orderClosed, orderPaid } from './events.ts';
import type { PaidNotice, SignedNotice } from './provider.ts';
import { getProvider, usualProvider } from './providers.ts';
import { refundOrder, setAside, type RefundAsked } from './refunds.ts';
import { entriesOf, isTimely } from './rules.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

export interface OrderAsked {
  /** Key of what is paid for, in the module that asks: `parking.fee:123`. */
  readonly matter: string;
  readonly title: Text;
  readonly organisation: string;
  /** Id of the account that pays. */
  readonly payer: string;
  readonly payerName: string;
  /** Key of the company or person whose order it is, when the account pays for another; of the actor's mandate when absent. */
  readonly onBehalfOf?: string | null;
  /** Whole fen, above zero. */
  readonly amountFen: number;
  readonly minutes?: number;
  readonly simulated?: boolean;
}

const usualMinutes = 30;

/** An account that makes its own order under a mandate makes it for the subject of that. */
function partyOf({ actor }: Context, { payer, onBehalfOf }: OrderAsked): string | null {
  if (onBehalfOf !== undefined) return onBehalfOf;
  return payer === actor.id ? (mandateInForce(actor)?.subject.key ?? null) : null;
}

/**
 * Makes an order, to be paid until it closes by the clock.
 * @param tx the transaction of what is paid for
 * @throws RangeError when the amount is no whole number of fen above zero
 */
export async function createOrder(context: Context, tx: Db, asked: OrderAsked): Promise<string> {
  if (!Number.isSafeInteger(asked.amountFen) || asked.amountFen <= 0)
    throw new RangeError(`an amount is whole fen above zero, not ${asked.amountFen}`);
  const now = context.clock.now();
  const id = randomUUID();
  const order: store.OrderRow = {
    ...asked,
    id,
    titleZh: asked.title.zh,
    titleEn: asked.title.en,
    onBehalfOf: partyOf(context, asked),
    refundedFen: 0,
    status: 'open',
    provider: usualProvider(context),
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + (asked.minutes ?? usualMinutes) * 60_000).toISOString(),
    paidAt: null,
    receipt: null,
    wrongFen: null,
    simulated: asked.simulated ?? false,
  };
  await store.insertOrder(tx, order, context.actor.id);
  await enter(context, tx, order, 'ordered');
  return id;
}

const sourceOf = (key: string) => ({ module: 'payments', record: 'order', key });

/** About whom an order is, in the ledger. */
export const subjectOf = ({ payer, onBehalfOf }: Pick<store.OrderRow, 'payer' | 'onBehalfOf'>): string =>
  onBehalfOf ?? payer;

export const enter = (
  context: Context,
  tx: Db,
  order: Pick<store.OrderRow, 'id' | 'payer' | 'onBehalfOf'>,
  done: string,
): Promise<void> =>
  context.ledger(tx, {
    action: 'change',
    resource: 'payments.order',
    basis: 'payments',
    subjects: [subjectOf(order)],
    detail: { order: order.id, done },
  });

export const about = (order: store.OrderRow) => ({
  order: order.id,
  matter: order.matter,
  organisation: order.organisation,
  simulated: order.simulated,
});

export type Outcome = 'paid' | 'repeated' | 'already-paid' | 'unknown-order' | 'wrong-amount' | 'paid-late';

/** What a payment that the provider tells of means for its order; the order must be locked. */
async function take(
  context: Context,
  tx: Db,
  order: store.OrderRow | undefined,
  paid: Omit<PaidNotice, 'notice'>,
): Promise<Outcome> {
  if (!order) return 'unknown-order';
  if (order.status === 'paid' || order.status === 'refunded') return 'already-paid';
  if (order.amountFen !== paid.amountFen) {
    await store.markWrong(tx, order.id, paid.amountFen);
    await openTask(context, tx, {
      kind: 'payments.wrong-amount',
      title: texts.wrongAmountTask,
      owner: order.organisation,
      source: sourceOf(order.id),
      link: `/payments/orders/${order.id}`,
      simulated: order.simulated,
    });
    return 'wrong-amount';
  }
  const at = new Date(paid.paidAt).toISOString();
  await store.markPaid(tx, order.id, { reference: paid.reference, at });
  await store.bookEntries(
    tx,
    `payment:${order.id}`,
    at,
    entriesOf.payment(order.provider, order.organisation, paid.amountFen),
  );
  await enter(context, tx, order, 'paid');
  await closeTask(context, tx, stuckSource(order.id), { outcome: texts.orderPaid });
  if (order.status === 'closed') {
    await setAside(context, tx, order.id, lateRefund(paid.amountFen));
    return 'paid-late';
  }
  await context.emit(tx, orderPaid, { key: order.id, payload: about(order) });
  return 'paid';
}

/** Money that came for an order which was closed goes back whole: set aside with its booking, tried until it is done. */
const lateRefund = (amountFen: number): RefundAsked => ({
  amountFen,
  why: '订单关闭后到账，自动退回',
  request: 'paid-after-closing',
});

async function giveBack(context: Context, order: string, fen: number): Promise<void> {
  await refundOrder(context, order, lateRefund(fen)).catch((error: unknown) =>
    context.log.warn({ err: error, order }, 'payments: what came late could not be given back yet'),
  );
}

/**
 * Takes a provider's notice. It may come twice, late, out of order or from somebody else: only the first of a right one
 * books, and each is answered so that the provider stops sending it.
 * @throws Problem 401 `payments.bad-signature`, `.stale-notice`; 422 `.wrong-amount`
 */
export async function receiveNotice(context: Context, code: string, signed: SignedNotice): Promise<Outcome> {
  const provider = getProvider(context, code);
  const now = context.clock.now();
  if (!isTimely(signed.timestamp, now)) throw new Problem(401, 'payments.stale-notice', texts.staleNotice);
  const paid = await provider.verify(context, signed);
  if (!paid) throw new Problem(401, 'payments.bad-signature', texts.badSignature);
  const notice = { ...paid, provider: code, receivedAt: now.toISOString() };
  const outcome = await context.transaction(
    async (tx) => {
      if (!(await store.insertNotice(tx, notice))) return 'repeated' as const;
      const order = await store.findOrder(tx, paid.order, 'lock');
      const mine = order?.provider === code ? order : undefined;
      const found = await take(context, tx, mine, paid);
      await store.noteOutcome(tx, notice, found);
      return found;
    },
    { retry: true },
  );
  if (outcome === 'paid-late') await giveBack(context, paid.order, paid.amountFen);
  if (outcome === 'wrong-amount') throw new Problem(422, 'payments.wrong-amount', texts.wrongAmount);
  return outcome;
}

/** Asks the provider about an order of which no notice came. @returns whether it is paid now */
export async function askProvider(context: Context, order: store.OrderRow): Promise<boolean> {
  const paid = await getProvider(context, order.provider).query(context, order.id);
  if (!paid) return false;
  const outcome = await context.transaction(
    async (tx) => take(context, tx, await store.findOrder(tx, order.id, 'lock'), paid),
    { retry: true },
  );
  if (outcome === 'paid-late') await giveBack(context, order.id, paid.amountFen);
  return outcome === 'paid' || outcome === 'already-paid';
}

/**
 * Gives an amount back that was not the one asked for, and closes the order that waited for the right one. The platform
 * never booked it: both movements show in the reconciliation as the provider's alone.
 * @throws Problem 404, 409 `payments.no-wrong-amount`, 502 `payments.refund-failed`
 */
export async function giveBackWrong(context: Context, id: string, why: string): Promise<void> {
  const order = await getOrder(context, id);
  if (order.wrongFen === null) throw new Problem(409, 'payments.no-wrong-amount', texts.noWrongAmount);
  const reference = await getProvider(context, order.provider)
    .refund(context, { ours: `${id}.wrong`, order: id, amountFen: order.wrongFen })
    .catch(() => undefined);
  if (reference === undefined) throw new Problem(502, 'payments.refund-failed', texts.refundFailed);
  await context.transaction(async (tx) => {
    await store.markWrong(tx, id, null);
    if (await store.markClosed(tx, id, context.clock.now().toISOString()))
      await context.emit(tx, orderClosed, { key: id, payload: about(order) });
    await closeTask(context, tx, sourceOf(id), { outcome: texts.refundDone });
    await context.ledger(tx, {
      action: 'decide',
      resource: 'payments.order',
      basis: 'payments:refund',
      subjects: [subjectOf(order)],
      detail: { order: id, done: 'wrong amount given back', why, reference },
    });
  });
}

/** Closes one whose time is over, at the provider first: what is paid there in the same moment is taken instead. */
async function closeOrder(context: Context, order: store.OrderRow): Promise<boolean> {
  if (!(await getProvider(context, order.provider).close(context, order.id))) {
    await askProvider(context, order);
    return false;
  }
  return context.transaction(async (tx) => {
    if (!(await store.markClosed(tx, order.id, context.clock.now().toISOString()))) return false;
    await context.emit(tx, orderClosed, { key: order.id, payload: about(order) });
    await enter(context, tx, order, 'closed');
    await closeTask(context, tx, stuckSource(order.id), { outcome: texts.orderClosed });
    return true;
  });
}

const stuckSource = (key: string) => ({ module: 'payments', record: 'order-stuck', key });

/** Whoever waits for an order that cannot be closed waits without end: after an hour somebody gets to know. */
async function tellStuck(context: Context, order: store.OrderRow): Promise<void> {
  if (context.clock.now().getTime() - Date.parse(order.expiresAt) < 3_600_000) return;
  await context.transaction((tx) =>
    openTask(context, tx, {
      kind: 'payments.order-stuck',
      title: texts.orderStuckTask,
      owner: order.organisation,
      source: stuckSource(order.id),
      link: `/payments/orders/${order.id}`,
      simulated: order.simulated,
    }),
  );
}

/** One round of the clock over unpaid orders. @returns how many were closed */
export async function closeUnpaid(context: Context): Promise<number> {
  let closed = 0;
  for (const order of await store.unpaidSince(context.db, context.clock.now().toISOString(), 500)) {
    // A provider that is gone or does not answer about one order keeps no other waiting.
    const done = await closeOrder(context, order).catch(async (error: unknown) => {
      context.log.error({ err: error, order: order.id }, 'payments: an order could not be closed');
      await tellStuck(context, order);
      return false;
    });
    if (done) closed += 1;
  }
  return closed;
}

/** @throws Problem 404 */
export async function getOrder(context: Context, id: string): Promise<store.OrderRow> {
  const order = await store.findOrder(context.db, id);
  if (!order) throw notFound(texts.order, id);
  return order;
}
