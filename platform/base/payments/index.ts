/** Money that comes and goes, in whole fen: orders, refunds, pay-outs, reconciliation. The platform holds none of it. */
export {
  paymentProviderPoint,
  type PaidNotice,
  type PaymentProvider,
  type ReturnedNotice,
  type SignedNotice,
} from './provider.ts';
export { orderClosed, orderPaid, orderRefunded, paidOut, payOutStopped } from './events.ts';
export { createOrder, type OrderAsked } from './orders.ts';
export { correctPayOut } from './payout-returns.ts';
export { askPayOut, type PayOutAsked } from './payouts.ts';
export { returnAtSimulator, signNotice } from './simulator.ts';
export { refundOrder, type RefundAsked } from './refunds.ts';
/** For tests and whoever composes a city of some modules. */
export { default as paymentsModule } from './module.ts';
