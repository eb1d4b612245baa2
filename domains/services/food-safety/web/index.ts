import { recordPages, type Page } from '#ui';
import { Restaurant } from '../records.ts';

export const pages: readonly Page[] = recordPages(Restaurant, {
  group: 'matter',
  order: 46,
  title: { zh: '餐饮单位', en: 'Restaurants' },
});
