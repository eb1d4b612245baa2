import { defineModule, mount, mountRecord, subscription } from '#kernel/module';
import { batchChecked } from '#platform/data/quality';
import { comparisonsCheck, comparisonsFile } from './city.ts';
import { operations } from './contract.ts';
import { exportRows } from './export.ts';
import { handlers } from './handlers.ts';
import { runComparison, schedules, startDue, startRun } from './jobs.ts';
import { load } from './load.ts';
import { Comparison } from './records.ts';
import { takeBackGone } from './raise.ts';
import { withOwners } from './sound.ts';
import * as store from './store.ts';
import { texts } from './texts.ts';

export default defineModule({
  id: 'reconciliation',
  title: texts.module,
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'catalogue', 'ingestion', 'quality'],
  permissions: {
    'reconciliation:read': texts.read,
    'reconciliation:write': texts.write,
    'reconciliation:run': texts.run,
    'reconciliation:reveal': texts.reveal,
  },
  mounted: mount(operations, handlers),
  records: [
    mountRecord(Comparison, {
      beforeWrite: withOwners,
      afterWrite: async ({ key }, context, tx) =>
        takeBackGone(context, tx, key, await store.findComparison(tx, key)),
      beforeWithdraw: ({ key }, context, tx) => takeBackGone(context, tx, key, undefined),
    }),
  ],
  jobs: [runComparison, startDue, exportRows],
  schedules,
  subscriptions: [
    subscription('reconciliation.run-checked', batchChecked, async ({ id, payload }, context) => {
      for (const code of await store.comparisonsOfDataset(context.db, payload.dataset))
        await startRun(context, code, `reconciliation:${code}@${payload.batch}:${id}`);
    }),
  ],
  cityFiles: [comparisonsFile],
  cityChecks: [comparisonsCheck],
  load,
});
