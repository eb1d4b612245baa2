import { recordPages, type Page } from '#ui';
import { HandOver } from '../records.ts';

export const pages: readonly Page[] = recordPages(HandOver, {
  group: 'data',
  order: 18,
  title: { zh: '数据交接', en: 'Hand-over desk' },
  detail: async () => (await import('./hand-over-detail.tsx')).handOverDetail,
});
