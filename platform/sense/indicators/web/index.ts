import type { Page } from '#ui';
import { words } from './words.ts';

export const pages: readonly Page[] = [
  {
    path: '/indicators',
    title: words.indicators,
    permission: 'indicators:read',
    group: 'see',
    order: 10,
    load: async () => ({ default: (await import('./indicators-page.tsx')).IndicatorsPage }),
  },
  {
    path: '/indicators/:code',
    title: words.indicator,
    permission: 'indicators:read',
    group: 'see',
    hidden: true,
    load: async () => ({ default: (await import('./indicator-page.tsx')).IndicatorPage }),
  },
];
