import { recordPages, type Page } from '#ui';
import { Application, Scheme } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Application, {
    group: 'matter',
    order: 50,
    title: { zh: '补助申请', en: 'Grant applications' },
    detail: async () => (await import('./application-detail.tsx')).applicationDetail,
  }),
  ...recordPages(Scheme, { group: 'matter', order: 51, title: { zh: '补助项目', en: 'Grant schemes' } }),
];
