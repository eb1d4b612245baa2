import { defineModule, mount, mountRecord } from '#kernel/module';
import { load, paymentsFiles, reconcilerIsKnown } from './city.ts';
import { operations } from './contract.ts';
import { events } from './events.ts';
import { handlers } from './handlers.ts';
import { closeJob, reconcileJob, refundJob } from './jobs.ts';
import { payJob } from './payouts.ts';
import { Difference, Order, PayOut, Refund } from './records.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'payments',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'identity', 'tasks'],
  permissions: {
    'payments:pay': texts.pay,
    'payments:read': texts.read,
    'payments:reveal': texts.reveal,
    'payments:refund': texts.refund,
    'payments:reconcile': texts.reconcile,
    'payments:payout-ask': texts.payoutAsk,
    'payments:payout-approve': texts.payoutApprove,
  },
  mounted: mount(operations, handlers),
  records: [mountRecord(Order), mountRecord(Refund), mountRecord(Difference), mountRecord(PayOut)],
  events,
  jobs: [closeJob, reconcileJob, refundJob, payJob],
  schedules: [
    { name: 'payments.minutely', cron: '* * * * *', job: 'payments.close-unpaid', input: {} },
    { name: 'payments.refunds', cron: '*/10 * * * *', job: 'payments.refunds', input: {} },
    { name: 'payments.nightly', cron: '30 4 * * *', job: 'payments.reconcile', input: {} },
  ],
  cityFiles: paymentsFiles,
  cityChecks: [reconcilerIsKnown],
  load,
});
