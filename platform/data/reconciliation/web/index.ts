import { recordPages, type Page } from '#ui';
import { Comparison } from '../records.ts';

export const pages: readonly Page[] = recordPages(Comparison, {
  group: 'data',
  order: 28,
  title: { zh: '数据比对', en: 'Comparisons' },
});
