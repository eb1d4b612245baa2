import type { Page } from '#ui';
import { words } from './survey-words.ts';
import { texts } from './words.ts';

export const pages: readonly Page[] = [
  {
    path: '/feedback/ratings',
    title: texts.ratings,
    permission: 'feedback:read',
    group: 'matter',
    order: 90,
    load: async () => ({ default: (await import('./ratings-page.tsx')).RatingsPage }),
  },
  {
    path: '/feedback/surveys',
    title: words.surveys,
    permission: 'feedback:survey',
    group: 'matter',
    order: 91,
    load: async () => ({ default: (await import('./surveys-page.tsx')).SurveysPage }),
  },
];
