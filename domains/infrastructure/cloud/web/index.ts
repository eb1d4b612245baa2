import { recordPages, type Page } from '#ui';
import { Backup, Drill } from '../records.ts';
import { words } from './words.ts';

export const pages: readonly Page[] = [
  ...recordPages(Backup, {
    group: 'admin',
    order: 60,
    title: words.backups,
    list: async () => {
      const [{ createElement }, { Standing }, { BackUpNow }] = await Promise.all([
        import('react'),
        import('./standing.tsx'),
        import('./actions.tsx'),
      ]);
      return { lead: createElement(Standing), actions: createElement(BackUpNow) };
    },
    detail: async () => (await import('./backup-detail.tsx')).backupDetail,
  }),
  ...recordPages(Drill, {
    group: 'admin',
    order: 61,
    title: words.drills,
    list: async () => {
      const [{ createElement }, { DrillNow }] = await Promise.all([import('react'), import('./actions.tsx')]);
      return { actions: createElement(DrillNow) };
    },
    detail: async () => (await import('./drill-detail.tsx')).drillDetail,
  }),
];
