import { z } from 'zod';
import { defineRecord, field, money, reference } from '#kernel/record';

const module = 'payments';
const rights = {
  read: 'payments:read',
  reveal: 'payments:reveal',
  scope: { department: 'organisation' },
} as const;
const organisation = field(
  reference('organisations.organisation'),
  { zh: '单位', en: 'Institution' },
  { unchecked: true },
);
const fen = (zh: string, en: string) =>
  field(money(), { zh, en }, { sensitivity: 'sensitive', mask: 'hidden' });
const instant = (zh: string, en: string) =>
  field(z.iso.datetime().optional(), { zh, en }, { detailOnly: true });
const text = (zh: string, en: string) => field(z.string(), { zh, en });
const maybe = (zh: string, en: string) => field(z.string().optional(), { zh, en }, { detailOnly: true });
const none = { versions: 'none', import: false } as const;

export const Order = defineRecord({
  ...none,
  module,
  name: 'order',
  plural: 'orders',
  table: 'payments.order',
  key: 'id',
  label: 'titleZh',
  labelEn: 'titleEn',
  title: { zh: '缴费订单', en: 'Order' },
  fields: {
    id: field(z.string(), { zh: '订单号', en: 'Number' }),
    titleZh: field(z.string(), { zh: '事项', en: 'Matter in Chinese' }, { language: 'zh' }),
    titleEn: field(z.string(), { zh: '英文事项', en: 'Matter' }, { language: 'en' }),
    organisation,
    payerName: field(z.string(), { zh: '缴费人', en: 'Payer' }, { sensitivity: 'personal', mask: 'name' }),
    amountFen: fen('金额', 'Amount'),
    refundedFen: fen('已退', 'Refunded'),
    status: field(
      z.enum(['open', 'paid', 'closed', 'refunded']),
      { zh: '状态', en: 'State' },
      {
        names: {
          open: { zh: '待支付', en: 'open' },
          paid: { zh: '已支付', en: 'paid' },
          closed: { zh: '已关闭', en: 'closed' },
          refunded: { zh: '已全退', en: 'refunded' },
        },
      },
    ),
    provider: text('渠道', 'Provider'),
    createdAt: field(z.iso.datetime(), { zh: '下单', en: 'Made' }),
    expiresAt: field(z.iso.datetime(), { zh: '须支付前', en: 'To pay before' }, { detailOnly: true }),
    paidAt: instant('支付时间', 'Paid at'),
    receipt: maybe('收据号', 'Receipt'),
    wrongFen: field(
      money().optional(),
      { zh: '金额不符的到账', en: 'Came in another amount' },
      { sensitivity: 'sensitive', mask: 'hidden', detailOnly: true },
    ),
  },
  list: { filters: ['status', 'organisation', 'createdAt'], orders: ['createdAt'] },
  rights,
});

export const Refund = defineRecord({
  ...none,
  module,
  name: 'refund',
  plural: 'refunds',
  table: 'payments.refund',
  key: 'id',
  label: 'id',
  title: { zh: '退款', en: 'Refund' },
  fields: {
    id: field(z.string(), { zh: '退款号', en: 'Number' }),
    orderId: text('订单号', 'Order'),
    organisation,
    amountFen: fen('金额', 'Amount'),
    why: text('原因', 'Why'),
    status: field(
      z.enum(['asked', 'done', 'failed']),
      { zh: '状态', en: 'State' },
      {
        names: {
          asked: { zh: '处理中', en: 'asked' },
          done: { zh: '已退', en: 'done' },
          failed: { zh: '渠道未完成', en: 'failed' },
        },
      },
    ),
    askedAt: field(z.iso.datetime(), { zh: '申请时间', en: 'Asked at' }),
    doneAt: instant('完成时间', 'Done at'),
  },
  list: { filters: ['status', 'organisation'], orders: ['askedAt'] },
  rights,
});

export const Difference = defineRecord({
  ...none,
  module,
  name: 'difference',
  plural: 'differences',
  table: 'payments.difference',
  key: 'id',
  label: 'reference',
  title: { zh: '对账差异', en: 'Difference' },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Number' }, { detailOnly: true }),
    day: field(z.iso.date(), { zh: '账期', en: 'Day' }),
    provider: text('渠道', 'Provider'),
    kind: field(
      z.enum(['long', 'short', 'amount']),
      { zh: '类别', en: 'Kind' },
      {
        names: {
          long: { zh: '长款：渠道有、我方无', en: 'long: theirs only' },
          short: { zh: '短款：我方有、渠道无', en: 'short: ours only' },
          amount: { zh: '金额不符', en: 'different amount' },
        },
      },
    ),
    reference: text('业务号', 'Reference'),
    oursFen: field(
      money().optional(),
      { zh: '我方', en: 'Ours' },
      { sensitivity: 'sensitive', mask: 'hidden' },
    ),
    theirsFen: field(
      money().optional(),
      { zh: '渠道', en: 'Theirs' },
      { sensitivity: 'sensitive', mask: 'hidden' },
    ),
    status: field(
      z.enum(['open', 'settled', 'gone']),
      { zh: '状态', en: 'State' },
      {
        names: {
          open: { zh: '待处理', en: 'open' },
          settled: { zh: '已处理', en: 'settled' },
          gone: { zh: '复核后消失', en: 'gone when compared again' },
        },
      },
    ),
    settledWhy: maybe('处理说明', 'How settled'),
  },
  list: { filters: ['status', 'day', 'kind', 'provider'], orders: ['day'] },
  rights: { read: 'payments:reconcile', reveal: 'payments:reveal', scope: { undivided: true } },
});

export const PayOut = defineRecord({
  ...none,
  module,
  name: 'payout',
  plural: 'payouts',
  table: 'payments.payout',
  key: 'id',
  label: 'purpose',
  title: { zh: '拨付', en: 'Pay-out' },
  fields: {
    id: field(z.string(), { zh: '拨付号', en: 'Number' }),
    purpose: text('用途', 'Purpose'),
    organisation,
    payeeName: field(z.string(), { zh: '收款人', en: 'Payee' }, { sensitivity: 'personal', mask: 'name' }),
    payeeAccount: field(
      z.string(),
      { zh: '账号', en: 'Account' },
      { sensitivity: 'sensitive', mask: 'account' },
    ),
    amountFen: fen('金额', 'Amount'),
    status: field(
      z.enum(['asked', 'approved', 'refused', 'paid', 'failed', 'returned']),
      { zh: '状态', en: 'State' },
      {
        names: {
          asked: { zh: '待审批', en: 'waits for approval' },
          approved: { zh: '已批准', en: 'approved' },
          refused: { zh: '未批准', en: 'refused' },
          paid: { zh: '已拨付', en: 'paid' },
          failed: { zh: '渠道未完成', en: 'failed' },
          returned: { zh: '被退回', en: 'came back' },
        },
      },
    ),
    askedAt: field(z.iso.datetime(), { zh: '申请时间', en: 'Asked at' }),
    decidedAt: instant('审批时间', 'Decided at'),
    decidedWhy: maybe('审批意见', 'Decision'),
    stoppedWhy: maybe('退回原因', 'Why it came back'),
    paidAt: instant('付款时间', 'Paid at'),
  },
  list: { filters: ['status', 'organisation'], orders: ['askedAt'] },
  rights,
});
