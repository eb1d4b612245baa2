import { recordPages, type Page } from '#ui';
import { Comparison } from '../records.ts';
import { texts } from './words.ts';

export const pages: readonly Page[] = [
  ...recordPages(Comparison, {
    group: 'data',
    order: 28,
    title: texts.title,
    detail: async () => (await import('./comparison-detail.tsx')).comparisonDetail,
    overrides: { form: async () => (await import('./form-page.tsx')).FormPage },
  }),
  {
    path: '/reconciliation/runs/:run',
    title: texts.rows,
    permission: 'reconciliation:read',
    group: 'data',
    hidden: true,
    load: async () => ({ default: (await import('./run-page.tsx')).RunPage }),
  },
];
