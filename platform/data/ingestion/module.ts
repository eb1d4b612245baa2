import { indicatorPoint } from '#kernel/indicator';
import { lineagePoint } from '#kernel/lineage';
import { defineModule, mount } from '#kernel/module';
import { contribute } from '#kernel/point';
import { publishedViewPoint } from '#kernel/published-view';
import { batchCollected, operations } from './contract.ts';
import { handlers } from './handlers.ts';
import { indicators } from './indicators.ts';
import { collectBatch } from './jobs.ts';
import { collectStep } from './lineage.ts';
import { batchView } from './published.ts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';

export default defineModule({
  id: 'ingestion',
  title: { zh: zh.module, en: en.module },
  folder: import.meta.dirname,
  dependsOn: ['catalogue'],
  permissions: {
    'ingestion:collect': { zh: zh.collect, en: en.collect },
    'ingestion:read': { zh: zh.read, en: en.read },
  },
  mounted: mount(operations, handlers),
  events: [batchCollected],
  jobs: [collectBatch],
  contributes: [
    ...indicators.map((figure) => contribute(indicatorPoint, figure)),
    contribute(lineagePoint, collectStep),
    contribute(publishedViewPoint, batchView),
  ],
});
