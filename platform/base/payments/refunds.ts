import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { closeTask, openTask } from '#platform/base/tasks';
import { orderRefunded } from './events.ts';
import { getProvider } from './providers.ts';
import { entriesOf } from './rules.ts';
import * as refunds from './refund-store.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

export interface RefundAsked {
  readonly amountFen: number;
  readonly why: string;
  /** The caller's own number: said twice, refunded once. */
  readonly request: string;
}

/**
 * Sets the amount aside under the order's lock, so that refunds at the same time never exceed what was paid. One of the
 * same amount that failed is taken up again, whatever number it is asked under: its amount is set aside still.
 */
export async function setAside(
  context: Context,
  tx: Db,
  orderId: string,
  asked: RefundAsked,
): Promise<refunds.RefundRow> {
  const order = await store.findOrder(tx, orderId, 'lock');
  if (!order) throw notFound(texts.order, orderId);
  const before = await refunds.findRefund(tx, orderId, asked.request);
  if (before) {
    if (before.amountFen === asked.amountFen) return before;
    throw new Problem(409, 'payments.request-reused', texts.requestReused);
  }
  const failed = await refunds.findFailedRefund(tx, orderId, asked.amountFen);
  if (failed) return failed;
  if (order.status !== 'paid') throw new Problem(409, 'payments.not-paid', texts.notPaid);
  const left = order.amountFen - order.refundedFen;
  if (asked.amountFen > left) throw new Problem(422, 'payments.too-much', fill(texts.tooMuch, { fen: left }));
  const refund: refunds.RefundRow = {
    ...asked,
    id: randomUUID(),
    orderId,
    organisation: order.organisation,
    status: 'asked',
    provider: order.provider,
    simulated: order.simulated,
  };
  await refunds.insertRefund(tx, refund, { id: context.actor.id, now: context.clock.now().toISOString() });
  await context.ledger(tx, {
    action: 'decide',
    resource: 'payments.refund',
    basis: 'payments:refund',
    subjects: [order.onBehalfOf ?? order.payer],
    detail: { order: orderId, refund: refund.id },
  });
  return refund;
}

const sourceOf = (key: string) => ({ module: 'payments', record: 'refund', key });

/** Has the provider do a refund that is set aside: said again, it does it once. @returns whether it is done */
async function attempt(context: Context, refund: refunds.RefundRow): Promise<boolean> {
  const { orderId } = refund;
  const reference = await getProvider(context, refund.provider)
    .refund(context, { ours: refund.id, order: orderId, amountFen: refund.amountFen })
    .catch(() => undefined);
  await context.transaction(
    async (tx) => {
      const order = await store.findOrder(tx, orderId, 'lock');
      const now = context.clock.now().toISOString();
      if (
        !order ||
        !(await refunds.settleRefund(tx, refund.id, { reference, now })) ||
        reference === undefined
      )
        return;
      await store.bookEntries(
        tx,
        `refund:${refund.id}`,
        now,
        entriesOf.refund(refund.provider, refund.organisation, refund.amountFen),
      );
      await refunds.closeRefunded(tx, orderId);
      await closeTask(context, tx, sourceOf(refund.id), { outcome: texts.refundDone });
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
  return reference !== undefined;
}

/**
 * Gives money of a paid order back, in part or whole.
 * @throws Problem 409 `payments.not-paid`, `.request-reused`; 422 `.too-much`; 502 `.refund-failed`
 */
export async function refundOrder(
  context: Context,
  orderId: string,
  asked: RefundAsked,
): Promise<refunds.RefundRow> {
  const refund = await context.transaction((tx) => setAside(context, tx, orderId, asked), { retry: true });
  if (refund.status === 'done') return refund;
  if (!(await attempt(context, refund))) throw new Problem(502, 'payments.refund-failed', texts.refundFailed);
  return { ...refund, status: 'done' };
}

const minutes = (context: Context, count: number): string =>
  new Date(context.clock.now().getTime() - count * 60_000).toISOString();

/** Tries refunds again that were set aside and did not come about; after an hour somebody gets to know. @returns how many are done */
export async function retryRefunds(context: Context): Promise<number> {
  let done = 0;
  for (const refund of await refunds.findUndone(context.db, minutes(context, 5), 500)) {
    const came = await attempt(context, refund).catch((error: unknown) => {
      context.log.error({ err: error, refund: refund.id }, 'payments: a refund could not be tried again');
      return false;
    });
    if (came) done += 1;
    else if (refund.askedAt < minutes(context, 60))
      await context.transaction((tx) =>
        openTask(context, tx, {
          kind: 'payments.refund-stuck',
          title: texts.refundStuckTask,
          owner: refund.organisation,
          source: sourceOf(refund.id),
          link: `/payments/orders/${refund.orderId}`,
          simulated: refund.simulated,
        }),
      );
  }
  return done;
}
