import { recordPages, type Page } from '#ui';
import { Difference, Order, PayOut, Refund } from '../records.ts';
import { texts } from './words.ts';

const own = { group: 'matter' } as const;

export const pages: readonly Page[] = [
  ...recordPages(Order, {
    ...own,
    order: 60,
    title: texts.orders,
    detail: async () => (await import('./order-detail.tsx')).orderDetail,
  }),
  ...recordPages(Refund, { ...own, order: 61, title: texts.refunds }),
  {
    ...own,
    path: '/payments/reconciliation',
    title: texts.reconciliation,
    permission: 'payments:reconcile',
    order: 62,
    load: async () => ({ default: (await import('./reconciliation-page.tsx')).ReconciliationPage }),
  },
  ...recordPages(Difference, {
    ...own,
    order: 63,
    title: texts.differences,
    detail: async () => (await import('./difference-detail.tsx')).differenceDetail,
  }),
  ...recordPages(PayOut, {
    ...own,
    order: 64,
    title: texts.payouts,
    detail: async () => (await import('./payout-detail.tsx')).payOutDetail,
  }),
  {
    ...own,
    path: '/payments/ask-payout',
    title: texts.askPayOut,
    permission: 'payments:payout-ask',
    order: 65,
    load: async () => ({ default: (await import('./ask-payout-page.tsx')).AskPayOutPage }),
  },
];
