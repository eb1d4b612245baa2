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
  {
    path: '/working-calendar',
    title: { zh: '工作日历', en: 'Working calendar' },
    permission: 'tasks:own',
    group: 'mine',
    order: 40,
    load: async () => ({ default: (await import('./calendar-page.tsx')).CalendarPage }),
  },
  {
    path: '/task-statistics',
    title: { zh: '任务统计', en: 'Tasks counted' },
    permission: 'tasks:statistics',
    group: 'see',
    order: 60,
    load: async () => ({ default: (await import('./statistics-page.tsx')).StatisticsPage }),
  },
];
