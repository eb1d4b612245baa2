import { recordPages, type Page } from '#ui';
import { Control, Responsibility } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Responsibility, {
    group: 'admin',
    order: 63,
    title: { zh: '安全责任', en: 'Responsibilities' },
  }),
  ...recordPages(Control, {
    group: 'admin',
    order: 62,
    title: { zh: '等级保护', en: 'Graded protection' },
    list: async () => {
      const [{ createElement }, { GatherNow }] = await Promise.all([
        import('react'),
        import('./gather-now.tsx'),
      ]);
      return { actions: createElement(GatherNow) };
    },
    detail: async () => (await import('./control-detail.tsx')).controlDetail,
  }),
];
