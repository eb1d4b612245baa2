import type { Page } from '#ui';

const title = { zh: '数据汇集', en: 'Collected batches' };

export const pages: readonly Page[] = [
  {
    path: '/ingestion/batches',
    title,
    permission: 'ingestion:read',
    group: 'data',
    order: 20,
    load: async () => ({ default: (await import('./batches-page.tsx')).BatchesPage }),
  },
  {
    path: '/ingestion/batches/:batch',
    title,
    permission: 'ingestion:read',
    group: 'data',
    hidden: true,
    load: async () => ({ default: (await import('./batch-page.tsx')).BatchPage }),
  },
  {
    path: '/ingestion/hand-in',
    title: { zh: '提交数据', en: 'Hand in data' },
    permission: 'ingestion:collect',
    group: 'data',
    order: 15,
    load: async () => ({ default: (await import('./choose-dataset-page.tsx')).ChooseDatasetPage }),
  },
  {
    path: '/ingestion/hand-in/:dataset',
    title: { zh: '提交数据', en: 'Hand in data' },
    permission: 'ingestion:collect',
    group: 'data',
    hidden: true,
    load: async () => ({ default: (await import('./hand-in-page.tsx')).HandInPage }),
  },
];
