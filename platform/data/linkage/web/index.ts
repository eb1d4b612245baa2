import { recordPages, type Page } from '#ui';
import { Model, Pair, Run } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Pair, { group: 'data', order: 32, title: { zh: '无号记录核对', en: 'Rows without a number' } }),
  ...recordPages(Model, { group: 'data', order: 33, hidden: true }),
  ...recordPages(Run, { group: 'data', order: 34, hidden: true }),
];
