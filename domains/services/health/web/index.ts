import type { Page } from '#ui';

export const pages: readonly Page[] = [
  {
    path: '/health/clinic',
    title: { zh: '门诊今日', en: 'Clinic today' },
    permission: 'scheduling:read',
    group: 'matter',
    order: 39,
    load: async () => ({ default: (await import('./clinic-page.tsx')).ClinicPage }),
  },
];
