import { recordPages, type Page } from '#ui';
import { Objection } from '../records.ts';
import { texts } from './words.ts';

export const pages: readonly Page[] = [
  {
    path: '/publishing/articles',
    title: texts.articles,
    permission: 'publishing:write',
    group: 'matter',
    order: 85,
    load: async () => ({ default: (await import('./articles-page.tsx')).ArticlesPage }),
  },
  ...recordPages(Objection, {
    group: 'matter',
    order: 86,
    title: { zh: '公示异议', en: 'Objections' },
    detail: async () => (await import('./objection-detail.tsx')).objectionDetail,
  }),
];
