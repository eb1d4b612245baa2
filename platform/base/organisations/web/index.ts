import { recordPages, type Page } from '#ui';
import { Division, Organisation } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Organisation, {
    group: 'city',
    order: 10,
    title: { zh: '机构', en: 'Organisations' },
  }),
  ...recordPages(Division, {
    group: 'city',
    order: 20,
    title: { zh: '区划', en: 'Divisions' },
    detail: async () => (await import('./division-detail.tsx')).divisionDetail,
  }),
];
