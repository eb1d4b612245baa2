import { recordPages, type Page } from '#ui';
import { Access, Feed, HealthDay, Interface, System, UseDay } from '../records.ts';
import { words } from './words.ts';

export const pages: readonly Page[] = [
  {
    path: '/applications/menu',
    title: words.menu,
    permission: 'applications:open',
    group: 'mine',
    order: 15,
    load: async () => ({ default: (await import('./menu-page.tsx')).MenuPage }),
  },
  {
    path: '/applications/go',
    title: words.goTitle,
    permission: 'applications:open',
    group: 'mine',
    hidden: true,
    load: async () => ({ default: (await import('./go-page.tsx')).GoPage }),
  },
  ...recordPages(System, {
    group: 'city',
    order: 60,
    title: words.systems,
    detail: async () => (await import('./system-detail.tsx')).systemDetail,
  }),
  ...recordPages(Interface, { group: 'city', order: 61, title: words.interfaces }),
  ...recordPages(Feed, {
    group: 'city',
    order: 62,
    title: words.feeds,
    detail: async () => (await import('./feed-detail.tsx')).feedDetail,
  }),
  ...recordPages(Access, { group: 'city', order: 63, title: words.accesses }),
  ...recordPages(HealthDay, { group: 'see', order: 90, title: words.healthDays, hidden: true }),
  ...recordPages(UseDay, { group: 'see', order: 91, title: words.useDays, hidden: true }),
];
