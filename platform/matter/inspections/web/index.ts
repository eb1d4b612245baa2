import { recordPages, type Page } from '#ui';
import { Conflict, Inspector, Plan, Visit } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Plan, {
    group: 'matter',
    order: 42,
    title: { zh: '检查计划', en: 'Plans of inspections' },
    detail: async () => (await import('./plan-detail.tsx')).planDetail,
  }),
  ...recordPages(Visit, {
    group: 'matter',
    order: 43,
    title: { zh: '检查', en: 'Visits' },
    detail: async () => (await import('./visit-detail.tsx')).visitDetail,
  }),
  {
    path: '/inspections/field',
    title: { zh: '现场检查', en: 'On site' },
    permission: 'inspections:visit',
    group: 'mine',
    order: 20,
    load: async () => ({ default: (await import('./field-page.tsx')).FieldPage }),
  },
  ...recordPages(Inspector, { group: 'matter', order: 44, title: { zh: '检查人员名录', en: 'Inspectors' } }),
  ...recordPages(Conflict, {
    group: 'matter',
    order: 45,
    title: { zh: '回避登记', en: 'Conflicts of interest' },
  }),
];
