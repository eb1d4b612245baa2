import { recordPages, type Page } from '#ui';
import { Sharing, Tower } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Tower, { group: 'city', order: 40, title: { zh: '通信铁塔', en: 'Communication towers' } }),
  ...recordPages(Sharing, { group: 'city', order: 41, title: { zh: '共享协议', en: 'Sharing agreements' } }),
  {
    path: '/networks/gaps',
    title: { zh: '覆盖空白', en: 'Coverage gaps' },
    permission: 'networks:plan',
    group: 'city',
    order: 42,
    load: async () => ({ default: (await import('./gaps-page.tsx')).GapsPage }),
  },
];
