import type { Page } from '#ui';
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
];
