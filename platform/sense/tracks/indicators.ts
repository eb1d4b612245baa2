import type { IndicatorDefinition } from '#kernel/indicator';
import { findSetting } from './settings-store.ts';
import {
  brokenByRule,
  countBroken,
  countHeard,
  countHeardRows,
  listBrokenRows,
  listHeardRows,
} from './wall-store.ts';

const label = { name: 'label', title: { zh: '车牌', en: 'Plate' }, kind: 'text' } as const;
const owner = { name: 'owner', title: { zh: '所属单位', en: 'Owner' }, kind: 'text' } as const;

const common = {
  panel: 'tracks',
  source: { zh: '车载终端报送的位置', en: 'Positions told by terminals of vehicles' },
  listens: [],
  audience: 'signed-in',
  kind: 'count',
  reopens: false,
} as const;

export const indicators: readonly IndicatorDefinition[] = [
  {
    ...common,
    code: 'vehicles-heard',
    order: 10,
    freshAfterHours: 2,
    title: { zh: '在线车辆', en: 'Vehicles heard of' },
    unit: { zh: '辆', en: 'vehicles' },
    definition: {
      zh: '近 24 小时内报送过位置的营运车辆。',
      en: 'Vehicles of operators that told where they are in the last 24 hours.',
    },
    rows: {
      kind: 'listed',
      permission: 'tracks:read',
      columns: [
        label,
        { name: 'kind', title: { zh: '类别', en: 'Kind' }, kind: 'text' },
        owner,
        { name: 'at', title: { zh: '最后报送', en: 'Last heard of' }, kind: 'instant' },
      ],
      read: listHeardRows,
      count: countHeardRows,
    },
    measure: async (db, at) => {
      const { devices, heard, simulated, asOf } = await countHeard(db, at);
      return { value: devices === 0 ? null : heard, simulated, asOf };
    },
  },
  {
    ...common,
    code: 'track-breaches-day',
    order: 20,
    freshAfterHours: 2,
    title: { zh: '今日违规', en: 'Rules broken today' },
    unit: { zh: '起', en: 'breaches' },
    definition: {
      zh: '当日违反围栏、速度、停留规则的车辆，每车每条规则一起。',
      en: 'Vehicles that broke a rule of area, speed or stay that day, once for each vehicle and rule.',
    },
    rows: {
      kind: 'listed',
      permission: 'tracks:read',
      columns: [
        label,
        owner,
        { name: 'rule', title: { zh: '规则', en: 'Rule' }, kind: 'text' },
        { name: 'startedAt', title: { zh: '开始', en: 'Began' }, kind: 'instant' },
        { name: 'extreme', title: { zh: '最高速度', en: 'Highest speed' }, kind: 'number' },
      ],
      read: listBrokenRows,
      count: (db, asked) => countBroken(db, asked.at, asked.owner),
    },
    measure: async (db, at) => {
      const found = await brokenByRule(db, at);
      const { devices } = await countHeard(db, at);
      const titles = new Map((await findSetting(db)).rules.map(({ id, title }) => [id, title]));
      return {
        value: devices === 0 ? null : found.reduce((sum, { count }) => sum + count, 0),
        parts: found.map(({ rule, count }) => ({
          key: rule,
          title: titles.get(rule) ?? { zh: rule, en: rule },
          value: count,
        })),
        simulated: found.some(({ simulated }) => simulated),
      };
    },
  },
];
