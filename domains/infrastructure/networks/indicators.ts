import type { IndicatorDefinition, ListedRows } from '#kernel/indicator';
import { countShared, countUsed, listUsed } from './store.ts';

const rowsOf = (of: 0 | 1): ListedRows => ({
  kind: 'listed',
  permission: 'networks:read',
  columns: [
    { name: 'code', title: { zh: '站址编码', en: 'Site code' }, kind: 'text' },
    { name: 'name', title: { zh: '站名', en: 'Name' }, kind: 'text' },
    { name: 'owner', title: { zh: '权属单位', en: 'Owner' }, kind: 'text' },
    { name: 'operators', title: { zh: '使用的运营商', en: 'Operators on it' }, kind: 'number' },
  ],
  read: (db, page) => listUsed(db, page, of),
  count: (db, page) => countUsed(db, page),
});

const common = {
  panel: 'networks',
  source: { zh: '运营商和权属单位报送', en: 'Deliveries of owners and operators' },
  listens: ['networks.changed'],
  audience: 'everyone',
  freshAfterHours: 24 * 31,
  reopens: false,
} as const;

const towers = { zh: '座', en: 'towers' };

export const indicators: readonly IndicatorDefinition[] = [
  {
    ...common,
    code: 'towers-shared',
    order: 10,
    kind: 'count',
    unit: towers,
    title: { zh: '共享铁塔', en: 'Shared towers' },
    definition: {
      zh: '在用、当日有两家以上运营商使用协议的铁塔。规划基数见“统建共享基站”（二（二）1）。',
      en: 'Towers in use on which two or more operators have agreements that day. For the baseline of the plan see "Shared base stations" (二（二）1).',
    },
    rows: rowsOf(0),
    measure: async (db, at) => {
      const { whole, shared, simulated, asOf } = await countShared(db, at);
      return { value: whole === 0 ? null : shared, simulated, asOf };
    },
  },
  {
    ...common,
    code: 'towers-shared-share',
    order: 20,
    kind: 'share',
    unit: { zh: '%', en: '%' },
    partsUnit: towers,
    title: { zh: '铁塔共享率', en: 'Share of towers shared' },
    definition: {
      zh: '在用铁塔中，当日有两家以上运营商使用协议的比例。',
      en: 'Of the towers in use, the share on which two or more operators have agreements that day.',
    },
    rows: rowsOf(1),
    measure: async (db, at) => {
      const { whole, shared, simulated, asOf } = await countShared(db, at);
      const parts = [
        { key: 'shared', title: { zh: '共享', en: 'Shared' }, value: shared },
        { key: 'single', title: { zh: '未共享', en: 'Not shared' }, value: whole - shared },
      ];
      return { value: whole === 0 ? null : (100 * shared) / whole, parts, simulated, asOf };
    },
  },
];
