import { recordPages, type Page } from '#ui';
import { Entry } from '../records.ts';

export const pages: readonly Page[] = recordPages(Entry, {
  group: 'data',
  order: 10,
  title: { zh: '信息资源目录', en: 'Catalogue' },
  detail: async () => (await import('./entry-detail.tsx')).entryDetail,
});
