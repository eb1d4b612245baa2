import { recordPages, type Page } from '#ui';
import { Paper } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Paper, {
    group: 'matter',
    order: 60,
    title: { zh: '文书', en: 'Papers' },
    list: async () => (await import('./paper-detail.tsx')).paperList,
    detail: async () => (await import('./paper-detail.tsx')).paperDetail,
  }),
  {
    path: '/documents/issue',
    title: { zh: '印发文书', en: 'Issue a paper' },
    permission: 'documents:issue',
    group: 'matter',
    order: 61,
    load: async () => ({ default: (await import('./issue-page.tsx')).IssuePage }),
  },
  {
    path: '/documents/templates',
    title: { zh: '文书模板', en: 'Templates of papers' },
    permission: 'documents:read',
    group: 'admin',
    order: 60,
    load: async () => ({ default: (await import('./templates-page.tsx')).TemplatesPage }),
  },
  {
    path: '/documents/archive',
    title: { zh: '归档与销毁', en: 'Archive and disposal' },
    permission: 'documents:archive',
    group: 'matter',
    order: 62,
    load: async () => ({ default: (await import('./archive-page.tsx')).ArchivePage }),
  },
];
