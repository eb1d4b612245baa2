import type { Page } from '#ui';

export const pages: readonly Page[] = [
  {
    path: '/addresses/read',
    title: { zh: '地址解析', en: 'Read an address' },
    permission: 'addresses:read',
    group: 'data',
    order: 60,
    load: async () => ({ default: (await import('./read-page.tsx')).ReadPage }),
  },
];
