import type { Page } from '#ui';

export const pages: readonly Page[] = [
  {
    path: '/tasks',
    title: { zh: '待办', en: 'Tasks' },
    permission: 'tasks:own',
    group: 'mine',
    order: 10,
    load: async () => ({ default: (await import('./inbox-page.tsx')).InboxPage }),
  },
];
