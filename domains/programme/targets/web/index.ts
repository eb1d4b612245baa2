import { recordPages, type Page } from '#ui';
import { Figure } from '../records.ts';

export const pages: readonly Page[] = recordPages(Figure, {
  group: 'see',
  order: 20,
  title: { zh: '规划数字', en: 'Figures of the plan' },
});
