import type { IndicatorDefinition } from '#kernel/indicator';
import {
  countChecked,
  countFindings,
  countMended,
  listChecked,
  listMended,
  measureGood,
  measureMended,
} from './indicator-store.ts';
import { loopIndicators } from './loop-indicators.ts';

const percent = { zh: '%', en: '%' };
const rowsUnit = { zh: '行', en: 'rows' };
const findingsUnit = { zh: '个', en: 'findings' };

const common = {
  panel: 'quality',
  source: { zh: '数据质量检查', en: 'Checks of data quality' },
  listens: ['quality.batch-checked', 'registers.batch-joined'],
} as const;

type FindingState = 'open' | 'contested' | 'closed';

/** Parts are departments, so without sign-in only the total is shown. */
const findings = (
  status: FindingState,
  said: Pick<IndicatorDefinition, 'code' | 'title' | 'definition' | 'order'>,
): IndicatorDefinition => ({
  ...common,
  ...said,
  kind: 'count',
  unit: findingsUnit,
  audience: 'total',
  reopens: false,
  freshAfterHours: 3,
  rows: { kind: 'record', record: 'quality.finding', query: { status } },
  measure: (db) => countFindings(db, status),
});

const good: IndicatorDefinition = {
  ...common,
  code: 'rows-good',
  order: 10,
  title: { zh: '数据合格率', en: 'Good rows' },
  unit: percent,
  partsUnit: rowsUnit,
  definition: {
    zh: '近 30 天检查的批次中，没有触犯阻断规则的行占全部行的比例；同一记录重新报送的按批次分别计。',
    en: 'Rows that break no blocking rule, of all rows of the batches checked in the last 30 days; a row handed in again counts in each batch.',
  },
  kind: 'share',
  audience: 'everyone',
  reopens: true,
  freshAfterHours: 72,
  rows: {
    kind: 'listed',
    permission: 'ingestion:read',
    columns: [
      { name: 'batch', title: { zh: '批次', en: 'Batch' }, kind: 'text' },
      { name: 'dataset', title: { zh: '数据集', en: 'Dataset' }, kind: 'text' },
      { name: 'rows', title: { zh: '行数', en: 'Rows' }, kind: 'number' },
      { name: 'good', title: { zh: '合格', en: 'Good' }, kind: 'number' },
      { name: 'bad', title: { zh: '退回', en: 'Returned' }, kind: 'number' },
      { name: 'checkedAt', title: { zh: '检查时间', en: 'Checked at' }, kind: 'instant' },
    ],
    read: (db, page) => listChecked(db, page),
    count: (db, page) => countChecked(db, page),
  },
  measure: (db, at) => measureGood(db, at),
};

const mended: IndicatorDefinition = {
  ...common,
  code: 'findings-mended-in-time',
  order: 20,
  title: { zh: '按期改正率', en: 'Mended in time' },
  unit: percent,
  partsUnit: findingsUnit,
  definition: {
    zh: '已由后续批次证明改正的问题中，在期限当日或之前销号的比例；尚未销号和获准豁免的不计。',
    en: 'Findings closed by the end of their due day, of all that a later batch proved mended; open and waived ones are left out.',
  },
  kind: 'share',
  audience: 'everyone',
  reopens: true,
  freshAfterHours: 3,
  rows: {
    kind: 'listed',
    permission: 'quality:read',
    columns: [
      { name: 'finding', title: { zh: '编号', en: 'Number' }, kind: 'text' },
      { name: 'dataset', title: { zh: '数据集', en: 'Dataset' }, kind: 'text' },
      { name: 'rule', title: { zh: '规则', en: 'Rule' }, kind: 'text' },
      { name: 'dueOn', title: { zh: '期限', en: 'Due on' }, kind: 'date' },
      { name: 'closedAt', title: { zh: '销号时间', en: 'Closed at' }, kind: 'instant' },
      { name: 'inTime', title: { zh: '按期', en: 'In time' }, kind: 'boolean' },
    ],
    read: (db, page) => listMended(db, page),
    count: (db, page) => countMended(db, page),
  },
  measure: (db, at) => measureMended(db, at),
};

/** The figures of the quality of data and of its mending. */
export const indicators: readonly IndicatorDefinition[] = [
  good,
  mended,
  findings('open', {
    code: 'findings-open',
    order: 30,
    title: { zh: '待改正的问题', en: 'Findings to mend' },
    definition: {
      zh: '尚未改正的问题：一条记录违反一条规则计一个。按责任单位代码顺序列出，不排名。',
      en: 'Findings not yet mended: one record breaking one rule is one. Departments stand in the order of their codes, not ranked.',
    },
  }),
  findings('contested', {
    code: 'findings-contested',
    order: 40,
    title: { zh: '有异议的问题', en: 'Contested findings' },
    definition: {
      zh: '责任单位提出异议、尚待裁定的问题。',
      en: 'Findings that their department contests and that wait for a decision.',
    },
  }),
  findings('closed', {
    code: 'findings-closed',
    order: 50,
    title: { zh: '已销号的问题', en: 'Findings closed' },
    definition: {
      zh: '后续批次证明已改正而销号的问题，累计。',
      en: 'Findings closed because a later batch proved them mended, in all.',
    },
  }),
  ...loopIndicators,
];
