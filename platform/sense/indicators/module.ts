import { lineagePoint } from '#kernel/lineage';
import { defineModule, mount } from '#kernel/module';
import { contribute } from '#kernel/point';
import { batchCollected } from '#platform/data/ingestion';
import { batchChecked } from '#platform/data/quality';
import { batchJoined, personMerged, personSplit } from '#platform/data/registers';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { compute } from './jobs.ts';
import { measureStep } from './lineage.ts';
import { measureMissing, remeasureOn } from './remeasure.ts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';

export default defineModule({
  id: 'indicators',
  title: { zh: zh.module, en: en.module },
  folder: import.meta.dirname,
  dependsOn: ['organisations', 'catalogue', 'ingestion', 'quality', 'registers'],
  permissions: {
    'indicators:read': { zh: zh.read, en: en.read },
    'indicators:manage': { zh: zh.manage, en: en.manage },
  },
  mounted: mount(operations, handlers),
  jobs: [compute],
  schedules: [{ name: 'indicators.hourly', cron: '7 * * * *', job: 'indicators.compute', input: {} }],
  subscriptions: [batchCollected, batchChecked, batchJoined, personMerged, personSplit].map((event) =>
    remeasureOn(event),
  ),
  contributes: [contribute(lineagePoint, measureStep)],
  start: measureMissing,
});
