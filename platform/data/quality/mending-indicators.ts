import type { IndicatorDefinition } from '#kernel/indicator';
import { countProved, listProved, measureMending } from './mending-time-store.ts';

const days = { zh: '工作日', en: 'working days' };

const counted = {
  zh: '自问题发出次日起，至后续批次证明改正而销号之日止，按全市工作日历计；当日改正为 0。近 90 天销号的问题，有异议待裁定的时间计入。',
  en: 'Working days of the city’s calendar from the day after a finding was sent to the day on which a later batch proved it mended; the same day is 0. Findings closed in the last 90 days; the time in which they were contested counts.',
};

const common = {
  panel: 'quality',
  source: { zh: '数据质量检查', en: 'Checks of data quality' },
  listens: ['quality.batch-checked', 'registers.batch-joined'],
  audience: 'total',
  reopens: true,
  freshAfterHours: 3,
  unit: days,
  rows: {
    kind: 'listed',
    permission: 'quality:read',
    columns: [
      { name: 'finding', title: { zh: '编号', en: 'Number' }, kind: 'text' },
      { name: 'dataset', title: { zh: '数据集', en: 'Dataset' }, kind: 'text' },
      { name: 'rule', title: { zh: '规则', en: 'Rule' }, kind: 'text' },
      { name: 'foundAt', title: { zh: '发出时间', en: 'Sent at' }, kind: 'instant' },
      { name: 'closedAt', title: { zh: '销号时间', en: 'Closed at' }, kind: 'instant' },
      { name: 'days', title: days, kind: 'number' },
    ],
    read: listProved,
    count: countProved,
  },
} as const satisfies Partial<IndicatorDefinition>;

/** How long departments take to mend: on average, and in the middle, which a few old ones do not move. */
export const mendingIndicators: readonly IndicatorDefinition[] = [
  {
    ...common,
    code: 'findings-mending-mean',
    order: 90,
    title: { zh: '平均改正时间', en: 'Time to mend, mean' },
    definition: {
      zh: `${counted.zh}取平均值；分项为各责任单位的平均值。`,
      en: `${counted.en} Their mean; the parts are the means of each department.`,
    },
    kind: 'mean',
    measure: (db, at) => measureMending(db, at, 'mean'),
  },
  {
    ...common,
    code: 'findings-mending-median',
    order: 100,
    title: { zh: '改正时间中位数', en: 'Time to mend, median' },
    definition: {
      zh: `${counted.zh}取中位数；分项为各责任单位的中位数。`,
      en: `${counted.en} Their median; the parts are the medians of each department.`,
    },
    kind: 'median',
    measure: (db, at) => measureMending(db, at, 'median'),
  },
];
