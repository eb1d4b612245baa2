import type { IndicatorDefinition, ListedRows } from '#kernel/indicator';
import { countLifts, countListed, listLifts, type LiftSet } from './store.ts';

const rowsOf = (set: LiftSet): ListedRows => ({
  kind: 'listed',
  permission: 'elevators:read',
  columns: [
    { name: 'code', title: { zh: '电梯编号', en: 'Lift number' }, kind: 'text' },
    { name: 'address', title: { zh: '地点', en: 'Place' }, kind: 'text' },
    { name: 'userUnit', title: { zh: '使用单位', en: 'User (property)' }, kind: 'text' },
    { name: 'maintainer', title: { zh: '维保单位', en: 'Maintainer' }, kind: 'text' },
    { name: 'inUseSince', title: { zh: '投用日期', en: 'In use since' }, kind: 'date' },
    { name: 'inspectBy', title: { zh: '下次检验日期', en: 'Inspect by' }, kind: 'date' },
    { name: 'monitored', title: { zh: '已接入监测', en: 'Monitored' }, kind: 'boolean' },
  ],
  read: (db, page) => listLifts(db, set, page),
  count: (db, asked) => countListed(db, set, asked),
});

const lifts = { zh: '部', en: 'lifts' };

const common = {
  panel: 'elevators',
  source: { zh: '使用单位登记、监测单位报送', en: 'Registered by users, told by monitoring companies' },
  listens: ['elevators.changed'],
  freshAfterHours: 24 * 31,
  reopens: false,
} as const;

export const indicators: readonly IndicatorDefinition[] = [
  {
    ...common,
    code: 'lifts-monitored',
    order: 10,
    kind: 'share',
    audience: 'everyone',
    unit: { zh: '%', en: '%' },
    partsUnit: lifts,
    title: { zh: '电梯接入监测率', en: 'Share of lifts monitored' },
    definition: {
      zh: '登记在册的电梯中已接入远程监测的比例。2017 年 6 月 9 日起投用的为新电梯，须接入；此前的鼓励接入。',
      en: 'Of the lifts registered, the share that is monitored. Lifts put into use since 9 June 2017 are new and have to be; earlier ones may be.',
    },
    rows: rowsOf('all'),
    measure: async (db, at) => {
      const { lifts: all, monitored, newLifts, newMonitored, simulated, asOf } = await countLifts(db, at);
      const parts = [
        { key: 'new', title: { zh: '新电梯，已接入', en: 'New, monitored' }, value: newMonitored },
        {
          key: 'new-not',
          title: { zh: '新电梯，未接入', en: 'New, not monitored' },
          value: newLifts - newMonitored,
        },
        {
          key: 'old',
          title: { zh: '既有电梯，已接入', en: 'Earlier, monitored' },
          value: monitored - newMonitored,
        },
        {
          key: 'old-not',
          title: { zh: '既有电梯，未接入', en: 'Earlier, not monitored' },
          value: all - newLifts - (monitored - newMonitored),
        },
      ];
      return { value: all === 0 ? null : (100 * monitored) / all, parts, simulated, asOf };
    },
  },
  {
    ...common,
    code: 'lift-alarms-open',
    order: 20,
    kind: 'count',
    audience: 'signed-in',
    unit: { zh: '条', en: 'alarms' },
    title: { zh: '待处置电梯报警', en: 'Lift alarms open' },
    definition: {
      zh: '已收到、维保单位尚未登记处置结果、也没有自行解除的报警。',
      en: 'Alarms received that neither ended by themselves nor were closed by the maintainer.',
    },
    rows: { kind: 'record', record: 'elevators.alarm', query: { state: 'open' } },
    measure: async (db, at) => {
      const { lifts: all, open, simulated } = await countLifts(db, at);
      return { value: all === 0 ? null : open, simulated };
    },
  },
  {
    ...common,
    code: 'lift-inspections-overdue',
    order: 30,
    kind: 'count',
    audience: 'signed-in',
    unit: lifts,
    title: { zh: '检验超期电梯', en: 'Lifts with inspection overdue' },
    definition: {
      zh: '下次检验日期已过、没有登记新的定期检验的电梯。',
      en: 'Lifts whose day of inspection is past and for which no newer inspection is registered.',
    },
    rows: rowsOf('overdue'),
    measure: async (db, at) => {
      const { lifts: all, overdue, simulated } = await countLifts(db, at);
      return { value: all === 0 ? null : overdue, simulated };
    },
  },
];
