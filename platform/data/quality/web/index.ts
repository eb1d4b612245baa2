import { recordPages, type Page } from '#ui';
import { Finding } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Finding, {
    group: 'data',
    order: 25,
    title: { zh: '问题数据', en: 'Findings' },
    overrides: { list: async () => (await import('./findings-page.tsx')).FindingsPage },
    detail: async () => (await import('./finding-detail.tsx')).findingDetail,
  }),
  {
    path: '/quality/rules',
    title: { zh: '检查规则', en: 'Rules' },
    permission: 'quality:read',
    group: 'data',
    order: 27,
    load: async () => ({ default: (await import('./rules-page.tsx')).RulesPage }),
  },
];
