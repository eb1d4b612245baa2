import type { IndicatorDefinition, ListedRows } from '#kernel/indicator';
import type { Text } from '#kernel/texts';
import {
  countListed,
  dueMended,
  listFindings,
  measureFindings,
  overdue,
  repeated,
  type FindingFigure,
} from './loop-indicator-store.ts';
import { mendingIndicators } from './mending-indicators.ts';

const findingsUnit = { zh: '个', en: 'findings' };

const rowsOf = (figure: FindingFigure, weighs: Text): ListedRows => ({
  kind: 'listed',
  permission: 'quality:read',
  columns: [
    { name: 'finding', title: { zh: '编号', en: 'Number' }, kind: 'text' },
    { name: 'dataset', title: { zh: '数据集', en: 'Dataset' }, kind: 'text' },
    { name: 'foundAt', title: { zh: '发现时间', en: 'Found at' }, kind: 'instant' },
    { name: 'dueOn', title: { zh: '期限', en: 'Due on' }, kind: 'date' },
    { name: 'weighs', title: weighs, kind: 'boolean' },
  ],
  read: (db, page) => listFindings(db, page, figure),
  count: (db, page) => countListed(db, page, figure),
});

const common = {
  panel: 'quality',
  source: { zh: '数据质量检查', en: 'Checks of data quality' },
  listens: ['quality.batch-checked', 'registers.batch-joined'],
  audience: 'total',
  reopens: false,
  freshAfterHours: 3,
} as const;

/** How well departments mend: what comes back, and what is late. Departments stand by code, not ranked. */
export const loopIndicators: readonly IndicatorDefinition[] = [
  {
    ...common,
    code: 'findings-repeated',
    order: 60,
    title: { zh: '重复发生率', en: 'Found again' },
    unit: { zh: '%', en: '%' },
    partsUnit: findingsUnit,
    definition: {
      zh: '同一记录、同一规则改正销号后又被发现的问题，占全部问题的比例；分项为各责任单位重复发生的个数。',
      en: 'Findings of a row and rule that had been mended once, of all findings; the parts count them by department.',
    },
    kind: 'share',
    rows: rowsOf(repeated, { zh: '重复', en: 'Again' }),
    measure: (db, at) => measureFindings(db, at, repeated),
  },
  {
    ...common,
    code: 'findings-overdue',
    order: 70,
    title: { zh: '逾期未改的问题', en: 'Overdue findings' },
    unit: findingsUnit,
    definition: {
      zh: '期限已过仍待改的问题，按责任单位；有异议和获准豁免的不计。',
      en: 'Findings that are open after their due day, by department; contested and waived ones are left out.',
    },
    kind: 'count',
    rows: rowsOf(overdue, { zh: '逾期', en: 'Overdue' }),
    measure: (db, at) => measureFindings(db, at, overdue),
  },
  {
    ...common,
    code: 'findings-due-mended',
    order: 80,
    title: { zh: '到期问题按期改正率', en: 'Mended by the due day' },
    unit: { zh: '%', en: '%' },
    definition: {
      zh: '近 90 天到期的问题中，在期限当日或之前由后续批次证明改正的比例；到期未改的计入分母，获准豁免和失效的不计。分项为各责任单位自己的比例。',
      en: 'Findings that a later batch proved mended by the end of their due day, of all that fell due in the last 90 days: those still open count against it, waived and lapsed ones are left out. The parts are the rates of each department.',
    },
    kind: 'share',
    rows: rowsOf(dueMended, { zh: '按期', en: 'In time' }),
    measure: (db, at) => measureFindings(db, at, dueMended),
  },
  ...mendingIndicators,
];
