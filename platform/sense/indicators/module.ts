import { lineagePoint } from '#kernel/lineage';
import { defineModule, mount, mountRecord } from '#kernel/module';
import { contribute } from '#kernel/point';
import { batchCollected } from '#platform/data/ingestion';
import { batchChecked } from '#platform/data/quality';
import { batchJoined, personMerged, personSplit } from '#platform/data/registers';
import { operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { compute } from './jobs.ts';
import { measureStep, refreshStep } from './lineage.ts';
import { measureCityChecks, measureCityFiles } from './measures/city.ts';
import { followDescriptions, touchOnDelivery, touchOnWrite, touchViewsOn } from './measures/events.ts';
import { refreshMeasures } from './measures/jobs.ts';
import { loadMeasures } from './measures/load.ts';
import { measureReleased } from './measures/released-event.ts';
import { Measure } from './measures/records.ts';
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
    'indicators:define': { zh: zh.define, en: en.define },
  },
  mounted: mount(operations, handlers),
  records: [mountRecord(Measure)],
  cityFiles: measureCityFiles,
  cityChecks: measureCityChecks,
  load: loadMeasures,
  events: [measureReleased],
  jobs: [compute, refreshMeasures],
  schedules: [
    { name: 'indicators.hourly', cron: '7 * * * *', job: 'indicators.compute', input: {} },
    { name: 'indicators.release', cron: '1 * * * *', job: 'indicators.refresh', input: {} },
    { name: 'indicators.recount', cron: '40 2 * * *', job: 'indicators.refresh', input: { all: true } },
  ],
  subscriptions: [
    ...[batchCollected, batchChecked, batchJoined, personMerged, personSplit].flatMap((event) => [
      remeasureOn(event),
      touchViewsOn(event),
    ]),
    touchOnWrite,
    touchOnDelivery,
    followDescriptions,
  ],
  contributes: [measureStep, refreshStep].map((step) => contribute(lineagePoint, step)),
  start: measureMissing,
});
