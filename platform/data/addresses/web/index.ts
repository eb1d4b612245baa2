import { recordPages, type Page } from '#ui';
import { Address } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Address, {
    group: 'data',
    order: 33,
    title: { zh: '标准地址库', en: 'Address register' },
    detail: async () => (await import('./address-detail.tsx')).addressDetail,
  }),
  {
    path: '/addresses/read',
    title: { zh: '地址解析', en: 'Read an address' },
    permission: 'addresses:read',
    group: 'data',
    order: 60,
    load: async () => ({ default: (await import('./read-page.tsx')).ReadPage }),
  },
];
