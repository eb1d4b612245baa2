import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { orderRefunded } from './events.ts';
import { getProvider } from './providers.ts';
import { entriesOf } from './rules.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

export interface RefundAsked {
  readonly amountFen: number;
  readonly why: string;
  /** The caller's own number: said twice, refunded once. */
  readonly request: string;
}

/** Sets the amount aside under the order's lock, so that refunds at the same time never exceed what was paid. */
function setAside(context: Context, orderId: string, asked: RefundAsked): Promise<store.RefundRow> {
  return context.transaction(
    async (tx) => {
      const order = await store.findOrder(tx, orderId, 'lock');
      if (!order) throw notFound(texts.order, orderId);
      const before = await store.findRefund(tx, orderId, asked.request);
      if (before) {
        if (before.amountFen === asked.amountFen) return before;
        throw new Problem(409, 'payments.request-reused', texts.requestReused);
      }
      if (order.status !== 'paid') throw new Problem(409, 'payments.not-paid', texts.notPaid);
      const left = order.amountFen - order.refundedFen;
      if (asked.amountFen > left)
        throw new Problem(422, 'payments.too-much', fill(texts.tooMuch, { fen: left }));
      const refund: store.RefundRow = {
        ...asked,
        id: randomUUID(),
        orderId,
        organisation: order.organisation,
        status: 'asked',
        provider: order.provider,
        simulated: order.simulated,
      };
      await store.insertRefund(tx, refund, { id: context.actor.id, now: context.clock.now().toISOString() });
      await context.ledger(tx, {
        action: 'decide',
        resource: 'payments.refund',
        basis: 'payments:refund',
        subjects: [order.onBehalfOf ?? order.payer],
        detail: { order: orderId, refund: refund.id },
      });
      return refund;
    },
    { retry: true },
  );
}

/**
 * Gives money of a paid order back, in part or whole.
 * @throws Problem 409 `payments.not-paid`, `.request-reused`; 422 `.too-much`; 502 `.refund-failed`
 */
export async function refundOrder(
  context: Context,
  orderId: string,
  asked: RefundAsked,
): Promise<store.RefundRow> {
  const refund = await setAside(context, orderId, asked);
  if (refund.status === 'done') return refund;
  const reference = await getProvider(context, refund.provider)
    .refund(context, { ours: refund.id, order: orderId, amountFen: refund.amountFen })
    .catch(() => undefined);
  await context.transaction(
    async (tx) => {
      const order = await store.findOrder(tx, orderId, 'lock');
      const now = context.clock.now().toISOString();
      if (!order || !(await store.settleRefund(tx, refund.id, { reference, now })) || reference === undefined)
        return;
      await store.bookEntries(
        tx,
        `refund:${refund.id}`,
        now,
        entriesOf.refund(refund.provider, refund.organisation, refund.amountFen),
      );
      await store.closeRefunded(tx, orderId);
      await context.emit(tx, orderRefunded, {
        key: orderId,
        payload: {
          order: orderId,
          matter: order.matter,
          organisation: order.organisation,
          simulated: order.simulated,
          refund: refund.id,
        },
      });
    },
    { retry: true },
  );
  if (reference === undefined) throw new Problem(502, 'payments.refund-failed', texts.refundFailed);
  return { ...refund, status: 'done' };
}
