import { recordPages, type Page } from '#ui';
import { Terminal, Vehicle } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Vehicle, { group: 'city', order: 50, title: { zh: '营运车辆', en: 'Vehicles' } }),
  ...recordPages(Terminal, {
    group: 'city',
    order: 51,
    title: { zh: '车载终端', en: 'Vehicle terminals' },
    detail: async () => (await import('./terminal-detail.tsx')).terminalDetail,
  }),
];
