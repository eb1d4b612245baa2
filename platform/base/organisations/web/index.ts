import { recordPages, type Page } from '#ui';
import { Division, Organisation } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Organisation, { group: 'city', order: 10 }),
  ...recordPages(Division, { group: 'city', order: 20 }),
];
