import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';

const ById = z.object({ id: z.string().max(64) });
const fen = z.number().int().min(1).max(100_000_000_000).describe('whole fen');
const words = z.string().trim().min(1).max(500);
const request = z
  .string()
  .regex(/^[\w-]{8,64}$/)
  .describe("the caller's own number: said twice, done once");
const done = z.object({ done: z.literal(true) });

export const MyOrder = z.object({
  id: z.string(),
  title: Text,
  organisation: z.string(),
  organisationName: Text.nullable(),
  amountFen: z.number().int(),
  refundedFen: z.number().int(),
  status: z.enum(['open', 'paid', 'closed', 'refunded']),
  createdAt: z.string(),
  expiresAt: z.string(),
  paidAt: z.string().nullable(),
  receipt: z.string().nullable(),
  simulated: z.boolean(),
});
export type MyOrder = z.infer<typeof MyOrder>;

export const ReconciledDay = z.object({
  provider: z.string(),
  day: z.string(),
  matched: z.number().int(),
  differences: z.number().int(),
  open: z.number().int(),
  ranAt: z.string(),
  oursFen: z.number().int().nullable().describe('null without the right to see amounts'),
  theirsFen: z.number().int().nullable(),
});
export type ReconciledDay = z.infer<typeof ReconciledDay>;

const Notice = z.object({
  timestamp: z.string().regex(/^\d{10}$/),
  nonce: z.string().min(8).max(64),
  body: z.string().max(10_000).describe('the very text that was signed'),
  signature: z.string().max(2000),
});

export const operations = {
  mine: operation({
    method: 'GET',
    path: '/my/orders',
    summary: { zh: '我的缴费', en: 'What I pay' },
    permission: 'payments:pay',
    result: z.object({ items: z.array(MyOrder), simulated: z.boolean() }),
  }),
  prepay: operation({
    method: 'POST',
    path: '/my/orders/:id/prepay',
    summary: { zh: '去支付', en: 'Where to pay' },
    permission: 'payments:pay',
    params: ById,
    result: z.object({ address: z.string() }),
  }),
  paySimulated: operation({
    method: 'POST',
    path: '/my/orders/:id/pay-simulated',
    summary: { zh: '模拟支付', en: 'Pay at the stand-in, where nothing is real' },
    permission: 'payments:pay',
    params: ById,
    result: z.object({ outcome: z.string() }),
  }),
  notice: operation({
    method: 'POST',
    path: '/notices/:provider',
    summary: { zh: '支付渠道通知', en: "A provider's notice, known by its signature" },
    permission: 'public',
    params: z.object({ provider: z.string().max(32) }),
    body: Notice,
    result: z.object({ outcome: z.string() }),
  }),
  returned: operation({
    method: 'POST',
    path: '/returns/:provider',
    summary: {
      zh: '退汇通知',
      en: "A provider's notice of a pay-out that came back, known by its signature",
    },
    permission: 'public',
    params: z.object({ provider: z.string().max(32) }),
    body: Notice,
    result: z.object({ outcome: z.string() }),
  }),
  refund: operation({
    method: 'POST',
    path: '/orders/:id/refund',
    summary: { zh: '退款', en: 'Give money back' },
    permission: 'payments:refund',
    params: ById,
    body: z.object({ amountFen: fen, why: words, request }),
    result: z.object({ refund: z.string(), status: z.string() }),
  }),
  giveBackWrong: operation({
    method: 'POST',
    path: '/orders/:id/give-back-wrong',
    summary: {
      zh: '退回金额不符的款项，关闭订单',
      en: 'Give an amount back that was not the one asked for, and close the order',
    },
    permission: 'payments:refund',
    params: ById,
    body: z.object({ why: words }),
    result: done,
  }),
  ask: operation({
    method: 'POST',
    path: '/orders/:id/ask',
    summary: { zh: '向渠道查询', en: 'Ask the provider whether it is paid' },
    permission: 'payments:refund',
    params: ById,
    result: z.object({ paid: z.boolean() }),
  }),
  days: operation({
    method: 'GET',
    path: '/reconciliations',
    summary: { zh: '每日对账', en: 'Days reconciled' },
    permission: 'payments:reconcile',
    result: z.object({
      items: z.array(ReconciledDay),
      providers: z.array(z.object({ code: z.string(), title: Text })),
    }),
  }),
  reconcile: operation({
    method: 'POST',
    path: '/reconciliations',
    summary: { zh: '对账', en: 'Reconcile a day' },
    permission: 'payments:reconcile',
    body: z.object({ provider: z.string().max(32), day: z.iso.date() }),
    result: z.object({ matched: z.number().int(), differences: z.number().int(), open: z.number().int() }),
  }),
  settle: operation({
    method: 'POST',
    path: '/differences/:id/settle',
    summary: { zh: '差异处理', en: 'Settle a difference' },
    permission: 'payments:reconcile',
    params: z.object({ id: z.string().max(200) }),
    body: z.object({ why: words }),
    result: done,
  }),
  askPayOut: operation({
    method: 'POST',
    path: '/payouts/ask',
    summary: { zh: '申请拨付', en: 'Ask for a pay-out' },
    permission: 'payments:payout-ask',
    body: z.object({
      purpose: words,
      payeeName: z.string().trim().min(1).max(100),
      payeeAccount: z.string().regex(/^\d{8,30}$/),
      amountFen: fen,
      request,
    }),
    result: z.object({ id: z.string() }),
  }),
  decidePayOut: operation({
    method: 'POST',
    path: '/payouts/:id/decide',
    summary: { zh: '审批拨付', en: 'Approve or refuse a pay-out' },
    permission: 'payments:payout-approve',
    params: ById,
    body: z.object({ approve: z.boolean(), why: words }),
    result: z.object({ status: z.string() }),
  }),
  correctPayOut: operation({
    method: 'POST',
    path: '/payouts/:id/correct',
    summary: { zh: '更正账号后重新申请', en: 'Ask again with another account, after it did not get there' },
    permission: 'payments:payout-ask',
    params: ById,
    body: z.object({ payeeAccount: z.string().regex(/^\d{8,30}$/) }),
    result: z.object({ status: z.string() }),
  }),
  retryPayOut: operation({
    method: 'POST',
    path: '/payouts/:id/pay',
    summary: { zh: '再次拨付', en: 'Pay what was approved and did not go through' },
    permission: 'payments:payout-approve',
    params: ById,
    result: z.object({ status: z.string() }),
  }),
} as const;
