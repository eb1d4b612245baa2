import { z } from 'zod';
import { defineEvent } from '#kernel/event';

const About = z.object({
  order: z.string(),
  matter: z.string(),
  organisation: z.string(),
  simulated: z.boolean(),
});

export const orderPaid = defineEvent({
  name: 'payments.order-paid',
  version: 1,
  title: { zh: '订单已支付', en: 'An order was paid' },
  payload: About,
});
export const orderClosed = defineEvent({
  name: 'payments.order-closed',
  version: 1,
  title: { zh: '订单已关闭', en: 'An order was closed unpaid' },
  payload: About,
});
export const orderRefunded = defineEvent({
  name: 'payments.order-refunded',
  version: 1,
  title: { zh: '已退款', en: 'Money of an order went back' },
  payload: About.extend({ refund: z.string() }),
});
export const paidOut = defineEvent({
  name: 'payments.paid-out',
  version: 1,
  title: { zh: '已拨付', en: 'A pay-out was paid' },
  payload: z.object({
    payout: z.string(),
    matter: z.string(),
    organisation: z.string(),
    simulated: z.boolean(),
  }),
});
/** A pay-out that did not reach its payee: not approved, not done by the provider, or sent back by the bank. */
export const payOutStopped = defineEvent({
  name: 'payments.payout-stopped',
  version: 1,
  title: { zh: '拨付未成', en: 'A pay-out did not reach its payee' },
  payload: z.object({
    payout: z.string(),
    matter: z.string(),
    organisation: z.string(),
    how: z.enum(['refused', 'failed', 'returned']),
    why: z.string(),
    simulated: z.boolean(),
  }),
});

export const events = [orderPaid, orderClosed, orderRefunded, paidOut, payOutStopped];
