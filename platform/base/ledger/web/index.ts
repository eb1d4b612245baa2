import type { Page } from '#ui';

export const pages: readonly Page[] = [
  {
    path: '/ledger/entries',
    title: { zh: '审计账本', en: 'Audit ledger' },
    permission: 'ledger:audit',
    group: 'admin',
    order: 50,
    load: async () => ({ default: (await import('./entries-page.tsx')).EntriesPage }),
  },
  {
    path: '/ledger/heads',
    title: { zh: '树头与见证', en: 'Heads and witnesses' },
    permission: 'ledger:audit',
    group: 'admin',
    order: 51,
    load: async () => ({ default: (await import('./heads-page.tsx')).HeadsPage }),
  },
  {
    path: '/ledger/mine',
    title: { zh: '谁看过我的数据', en: 'Who looked at my data' },
    permission: 'registers:self',
    group: 'mine',
    order: 20,
    load: async () => ({ default: (await import('./mine-page.tsx')).MinePage }),
  },
];
