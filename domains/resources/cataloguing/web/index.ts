import { recordPages, type Page } from '#ui';
import { Description, Item } from '../records.ts';
import { texts } from './words.ts';

export const pages: readonly Page[] = [
  ...recordPages(Description, {
    group: 'data',
    order: 12,
    title: texts.descriptions,
    detail: async () => (await import('./description-detail.tsx')).descriptionDetail,
  }),
  ...recordPages(Item, { group: 'data', order: 13, title: texts.items }),
];
