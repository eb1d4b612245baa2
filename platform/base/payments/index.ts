/** Money that comes and goes, in whole fen: orders, refunds, pay-outs, reconciliation. The platform holds none of it. */
export {
  paymentProviderPoint,
  type PaidNotice,
  type PaymentProvider,
  type SignedNotice,
} from './provider.ts';
export { orderClosed, orderPaid, orderRefunded, paidOut } from './events.ts';
export { createOrder, type OrderAsked } from './orders.ts';
export { askPayOut, type PayOutAsked } from './payouts.ts';
export { refundOrder, type RefundAsked } from './refunds.ts';
/** For tests and whoever composes a city of some modules. */
export { default as paymentsModule } from './module.ts';
