import { system } from '#kernel/actor';
import { indicatorPoint } from '#kernel/indicator';
import { lineagePoint } from '#kernel/lineage';
import { defineModule, mount, mountRecord, subscription } from '#kernel/module';
import { contribute } from '#kernel/point';
import { taskKindPoint } from '#platform/base/tasks';
import { datasetDescribed } from '#platform/data/catalogue';
import { batchCollected } from '#platform/data/ingestion';
import { rulesCheck, rulesFile } from './city.ts';
import { batchChecked, operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { checkBatch } from './jobs.ts';
import { checkStep } from './lineage.ts';
import { followCatalogue, load } from './load.ts';
import { profileBatch } from './profile-job.ts';
import { Finding } from './records.ts';
import { StatedRule } from './rule-record.ts';
import { taskKinds } from './task-kinds.ts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';
import { endWaivers } from './waivers-job.ts';

export default defineModule({
  id: 'quality',
  title: { zh: zh.module, en: en.module },
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'codes', 'identity', 'tasks', 'catalogue', 'ingestion'],
  permissions: {
    'quality:read': { zh: zh.read, en: en.read },
    'quality:mend': { zh: zh.mend, en: en.mend },
    'quality:fetch': { zh: zh.fetch, en: en.fetch },
    'quality:manage': { zh: zh.manage, en: en.manage },
    'quality:rules': { zh: zh.rules, en: en.rules },
  },
  mounted: mount(operations, handlers),
  records: [mountRecord(Finding), mountRecord(StatedRule)],
  events: [batchChecked],
  jobs: [checkBatch, profileBatch, endWaivers],
  schedules: [{ name: 'quality.waivers', cron: '20 17 * * *', job: 'quality.end-waivers', input: {} }],
  subscriptions: [
    subscription('quality.follow-catalogue', datasetDescribed, followCatalogue),
    subscription('quality.check-collected', batchCollected, async (told, context) => {
      // Collected again after a failure, it is checked again.
      const { dataset, batch } = told.payload;
      const once = { actor: system, key: `check:${batch}:${told.id}` };
      await context.startJob(context.db, checkBatch, { dataset, batch }, once);
    }),
  ],
  contributes: [
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    contribute(lineagePoint, checkStep),
    ...taskKinds.map((kind) => contribute(taskKindPoint, kind)),
  ],
  cityFiles: [rulesFile],
  cityChecks: [rulesCheck],
  load,
});
