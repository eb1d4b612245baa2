import { defineModule, mount, mountRecord } from '#kernel/module';
import { sendAfterDelivery, sendChanges, sendWaiting } from './changes/sending.ts';
import { emptyTable } from './changes/table/emptying.ts';
import { exchangeFile } from './city.ts';
import { operations } from './contract.ts';
import { contributions } from './contributions.ts';
import { gateway } from './gateway.ts';
import { handlers } from './handlers.ts';
import { load } from './load.ts';
import { mendedReports } from './mended.ts';
import { anchor } from './receipts/anchoring.ts';
import { checkChainJob } from './receipts/chain-job.ts';
import { startSealing } from './receipts/seal.ts';
import { endOver } from './recalling.ts';
import { Agreement, Report, SharingRequest } from './records.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'exchange',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: [
    'organisations',
    'identity',
    'ledger',
    'tasks',
    'notifications',
    'catalogue',
    'ingestion',
    'quality',
  ],
  permissions: {
    'exchange:read': texts.read,
    'exchange:ask': texts.ask,
    'exchange:check': texts.check,
    'exchange:decide': texts.decide,
    'exchange:recall': texts.recall,
    'exchange:fetch': texts.fetch,
    'exchange:report': texts.report,
  },
  mounted: mount(operations, handlers),
  records: [mountRecord(SharingRequest), mountRecord(Agreement), mountRecord(Report)],
  protocols: [gateway],
  subscriptions: [mendedReports, sendAfterDelivery],
  jobs: [endOver, sendChanges, sendWaiting, emptyTable, anchor, checkChainJob],
  schedules: [
    { name: 'exchange.end-over', cron: '5 0 * * *', job: 'exchange.end-over', input: {} },
    { name: 'exchange.anchor', cron: '7 * * * *', job: 'exchange.anchor', input: {} },
    { name: 'exchange.check-chain', cron: '40 3 * * 0', job: 'exchange.check-chain', input: {} },
    { name: 'exchange.send-waiting', cron: '*/10 * * * *', job: 'exchange.send-waiting', input: {} },
  ],
  contributes: contributions,
  start: startSealing,
  cityFiles: [exchangeFile],
  load,
});
