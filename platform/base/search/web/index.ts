import type { Page } from '#ui';

export const pages: readonly Page[] = [
  {
    path: '/search/index',
    title: { zh: '搜索索引', en: 'Search index' },
    permission: 'search:manage',
    group: 'admin',
    order: 70,
    load: async () => ({ default: (await import('./index-page.tsx')).IndexPage }),
  },
];
