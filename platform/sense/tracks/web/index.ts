import type { Page } from '#ui';

const common = { permission: 'tracks:read', group: 'city' } as const;

export const pages: readonly Page[] = [
  {
    ...common,
    path: '/tracks/latest',
    title: { zh: '最新位置', en: 'Where vehicles are' },
    order: 52,
    load: async () => ({ default: (await import('./latest-page.tsx')).LatestPage }),
  },
  {
    ...common,
    path: '/tracks/playback',
    title: { zh: '轨迹回放', en: 'Playback' },
    hidden: true,
    load: async () => ({ default: (await import('./playback-page.tsx')).PlaybackPage }),
  },
  {
    ...common,
    path: '/tracks/breaches',
    title: { zh: '违规轨迹', en: 'Breaches' },
    order: 53,
    load: async () => ({ default: (await import('./breaches-page.tsx')).BreachesPage }),
  },
];
