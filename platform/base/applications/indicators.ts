import type { IndicatorDefinition, ListedRows } from '#kernel/indicator';
import { count, list, measure, type Figure } from './indicator-store.ts';

const rowsOf = (
  figure: Figure,
  weight: { zh: string; en: string },
  whole: { zh: string; en: string },
): ListedRows => ({
  kind: 'listed',
  permission: 'applications:read',
  columns: [
    { name: 'system', title: { zh: '系统', en: 'System' }, kind: 'text' },
    { name: 'day', title: { zh: '日期', en: 'Day' }, kind: 'date' },
    { name: 'weight', title: weight, kind: 'number' },
    { name: 'whole', title: whole, kind: 'number' },
  ],
  read: (db, page) => list(db, figure, page),
  count: (db, page) => count(db, figure, page),
});

const common = {
  panel: 'applications',
  source: { zh: '应用接入', en: 'Applications' },
  audience: 'signed-in',
  listens: ['applications.system-seen'],
  reopens: false,
  freshAfterHours: 24,
} as const;

export const indicators: readonly IndicatorDefinition[] = [
  {
    ...common,
    code: 'systems-up',
    order: 10,
    title: { zh: '既有系统可用率', en: 'Systems answering' },
    unit: { zh: '%', en: '%' },
    partsUnit: { zh: '次', en: 'looks' },
    definition: {
      zh: '近 30 天对各既有系统定时探测，正常应答的次数占探测次数的比例。',
      en: 'Looks at the systems of the last 30 days: the share that was answered.',
    },
    kind: 'share',
    rows: rowsOf('up', { zh: '正常次数', en: 'Answered' }, { zh: '探测次数', en: 'Looks' }),
    measure: (db, at) => measure(db, 'up', at),
  },
  {
    ...common,
    code: 'systems-sign-ons',
    order: 20,
    title: { zh: '既有系统统一登录次数', en: 'Sign-ons to the systems' },
    unit: { zh: '次', en: 'sign-ons' },
    definition: {
      zh: '近 30 天经本平台登录进入各既有系统的次数；只计数，不记何人。',
      en: 'Times that people went into the systems by the platform in the last 30 days; counted without their names.',
    },
    kind: 'count',
    rows: rowsOf('use', { zh: '登录次数', en: 'Sign-ons' }, { zh: '登录人数', en: 'Persons' }),
    measure: (db, at) => measure(db, 'use', at),
  },
];
