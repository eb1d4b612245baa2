import { recordPages, type Page } from '#ui';
import { CodeTable, CodeValue, Mapping } from '../records.ts';

export const pages: readonly Page[] = [
  {
    path: '/codes/look-up',
    title: { zh: '查代码', en: 'Look up a code' },
    permission: 'public',
    group: 'city',
    order: 29,
    load: async () => ({ default: (await import('./look-up-page.tsx')).LookUpPage }),
  },
  ...recordPages(CodeTable, { group: 'city', order: 30, title: { zh: '代码表', en: 'Code tables' } }),
  ...recordPages(CodeValue, { group: 'city', order: 31, title: { zh: '代码', en: 'Codes' } }),
  ...recordPages(Mapping, { group: 'city', order: 32, title: { zh: '代码对照', en: 'Code mappings' } }),
];
