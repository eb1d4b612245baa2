import { recordPages, type Page } from '#ui';
import { Asset, Backup, Drill, RecoveryProof, System } from '../records.ts';
import { words as estate } from './estate-words.ts';
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
  ...recordPages(Asset, { group: 'city', order: 43, title: estate.assets }),
  ...recordPages(System, { group: 'city', order: 44, title: estate.systems }),
  {
    path: '/cloud/use',
    title: estate.use,
    permission: 'cloud:assets',
    group: 'city',
    order: 45,
    load: async () => ({ default: (await import('./use-page.tsx')).UsePage }),
  },
  {
    path: '/cloud/quota-requests',
    title: estate.requests,
    permission: 'cloud:assets',
    group: 'city',
    order: 46,
    load: async () => ({ default: (await import('./quota-page.tsx')).QuotaPage }),
  },
  {
    path: '/cloud/recovery',
    title: estate.recovery,
    permission: 'cloud:assets',
    group: 'city',
    order: 47,
    load: async () => ({ default: (await import('./recovery-page.tsx')).RecoveryPage }),
  },
  ...recordPages(RecoveryProof, { group: 'admin', order: 62, title: estate.proofs }),
];
