import { recordPages, type Page } from '#ui';
import { Company, Person } from '../records.ts';

const detail = async () => (await import('./entity-detail.tsx')).entityDetail;

export const pages: readonly Page[] = [
  ...recordPages(Person, { group: 'data', order: 30, detail }),
  ...recordPages(Company, { group: 'data', order: 31, detail }),
];
