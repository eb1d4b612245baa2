import type { Page } from '#ui';
import { words } from './words.ts';

export const pages: readonly Page[] = [
  {
    path: '/lineage',
    title: words.lineage,
    permission: 'lineage:read',
    group: 'data',
    order: 60,
    load: async () => ({ default: (await import('./nodes-page.tsx')).NodesPage }),
  },
  {
    path: '/lineage/node',
    title: words.node,
    permission: 'lineage:read',
    group: 'data',
    hidden: true,
    load: async () => ({ default: (await import('./node-page.tsx')).NodePage }),
  },
];
