import { recordPages, type Page } from '#ui';
import { Entry, Thematic } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Entry, {
    group: 'data',
    order: 10,
    title: { zh: '信息资源目录', en: 'Catalogue' },
    detail: async () => (await import('./entry-detail.tsx')).entryDetail,
  }),
  ...recordPages(Thematic, {
    group: 'data',
    order: 11,
    title: { zh: '专题数据库', en: 'Thematic databases' },
    detail: async () => (await import('./thematic-detail.tsx')).thematicDetail,
  }),
];
