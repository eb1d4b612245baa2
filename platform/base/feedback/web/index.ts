import type { Page } from '#ui';
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
];
