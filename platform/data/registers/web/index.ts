import type { RecordOf } from '#kernel/record';
import { recordPages, type Page } from '#ui';
import { Company, Person } from '../records.ts';

const detailOf = (record: Pick<RecordOf, 'fields'>) => async () =>
  (await import('./entity-detail.tsx')).entityDetail(record);

export const pages: readonly Page[] = [
  ...recordPages(Person, {
    group: 'data',
    order: 30,
    detail: detailOf(Person),
    title: { zh: '人口', en: 'Persons' },
  }),
  ...recordPages(Company, {
    group: 'data',
    order: 31,
    detail: detailOf(Company),
    title: { zh: '法人', en: 'Companies' },
  }),
];
