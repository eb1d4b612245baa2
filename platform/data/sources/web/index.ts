import { recordPages, type Page } from '#ui';
import { Run, Source, SupplyContract } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Source, {
    group: 'data',
    order: 16,
    title: { zh: '数据源', en: 'Sources' },
    detail: async () => (await import('./source-detail.tsx')).sourceDetail,
    overrides: {
      list: async () => (await import('./sources-page.tsx')).SourcesPage,
      form: async () => (await import('./source-form-page.tsx')).SourceFormPage,
    },
  }),
  ...recordPages(Run, {
    group: 'data',
    order: 17,
    title: { zh: '采集记录', en: 'Runs of sources' },
    detail: async () => (await import('./run-detail.tsx')).runDetail,
  }),
  ...recordPages(SupplyContract, {
    group: 'data',
    order: 18,
    title: { zh: '供数合同', en: 'Contracts of supply' },
  }),
];
