import type { Page } from '#ui';
import { texts } from './words.ts';

export const pages: readonly Page[] = [
  {
    path: '/notifications/inbox',
    title: texts.inbox,
    permission: 'notifications:own',
    group: 'mine',
    order: 12,
    load: async () => ({ default: (await import('./inbox-page.tsx')).InboxPage }),
  },
  {
    path: '/notifications/preferences',
    title: texts.preferences,
    permission: 'notifications:own',
    group: 'mine',
    order: 45,
    load: async () => ({ default: (await import('./preferences-page.tsx')).PreferencesPage }),
  },
  {
    path: '/notifications/sent',
    title: texts.sent,
    permission: 'notifications:send',
    group: 'matter',
    order: 80,
    load: async () => ({ default: (await import('./sent-page.tsx')).SentPage }),
  },
  {
    path: '/notifications/trees',
    title: texts.trees,
    permission: 'notifications:trees',
    group: 'matter',
    order: 81,
    load: async () => ({ default: (await import('./trees-page.tsx')).TreesPage }),
  },
  {
    path: '/notifications/simulated',
    title: texts.simulated,
    permission: 'notifications:manage',
    group: 'admin',
    order: 60,
    load: async () => ({ default: (await import('./simulated-page.tsx')).SimulatedPage }),
  },
];
