import type { Page } from '#ui';
import { texts } from './words.ts';

export const pages: readonly Page[] = [
  {
    path: '/emergency/access',
    title: texts.title,
    permission: 'emergency:break',
    group: 'mine',
    order: 40,
    load: async () => ({ default: (await import('./emergency-page.tsx')).EmergencyPage }),
  },
  {
    path: '/emergency/glasses',
    title: texts.reviews,
    permission: 'emergency:review',
    group: 'admin',
    order: 54,
    load: async () => ({ default: (await import('./review-page.tsx')).ReviewPage }),
  },
];
