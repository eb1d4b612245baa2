import type { IndicatorDefinition, ListedRows } from '#kernel/indicator';
import {
  countDecided,
  countOpen,
  countUse,
  listDecided,
  listOpen,
  listUsed,
  measureDecided,
  measureOpen,
  measureUse,
} from './indicator-store.ts';

const common = {
  panel: 'exchange',
  audience: 'signed-in',
  freshAfterHours: 26,
} as const;
const requests = { source: { zh: '共享申请', en: 'Sharing requests' }, listens: [] as const };
const days = { zh: '工作日', en: 'working days' };

const asked: ListedRows['columns'] = [
  { name: 'number', title: { zh: '申请', en: 'Request' }, kind: 'text' },
  { name: 'dataset', title: { zh: '数据集', en: 'Dataset' }, kind: 'text' },
  { name: 'consumer', title: { zh: '申请单位', en: 'Asked by' }, kind: 'text' },
  { name: 'provider', title: { zh: '提供单位', en: 'Provider' }, kind: 'text' },
  { name: 'askedAt', title: { zh: '申请时间', en: 'Asked at' }, kind: 'instant' },
];

const useRows = (what: 'calls' | 'rows'): ListedRows => ({
  kind: 'listed',
  permission: 'exchange:read',
  columns: [
    { name: 'agreement', title: { zh: '协议', en: 'Agreement' }, kind: 'text' },
    { name: 'dataset', title: { zh: '数据集', en: 'Dataset' }, kind: 'text' },
    { name: 'consumer', title: { zh: '使用单位', en: 'Consumer' }, kind: 'text' },
    { name: 'day', title: { zh: '日期', en: 'Day' }, kind: 'date' },
    { name: 'calls', title: { zh: '次数', en: 'Calls' }, kind: 'number' },
    { name: 'rows', title: { zh: '行数', en: 'Rows' }, kind: 'number' },
  ],
  read: (db, page) => listUsed(db, what, page),
  count: countUse,
});

/** How sharing goes: what waits, how long an answer takes, how much is read. */
export const indicators: readonly IndicatorDefinition[] = [
  {
    ...common,
    ...requests,
    code: 'sharing-requests-open',
    order: 10,
    title: { zh: '在办共享申请', en: 'Sharing requests that wait' },
    unit: { zh: '件', en: 'requests' },
    definition: {
      zh: '待审查、待决定和有争议的共享申请。',
      en: 'Requests that wait for the formal check, the provider or a settlement.',
    },
    kind: 'count',
    reopens: false,
    rows: {
      kind: 'listed',
      permission: 'exchange:read',
      columns: asked,
      read: listOpen,
      count: countOpen,
    },
    measure: (db) => measureOpen(db),
  },
  {
    ...common,
    ...requests,
    code: 'sharing-days-to-decide',
    order: 20,
    title: { zh: '共享申请办理时间中位数', en: 'Time to decide a sharing request' },
    unit: days,
    definition: {
      zh: '近 90 天决定的申请，自申请次日至决定之日的工作日数（全市工作日历），取中位数；无条件共享直接通过的为 0。',
      en: "Requests decided in the last 90 days: working days of the city's calendar from the day after asking to the day of the decision, their median. Those that passed by themselves are 0.",
    },
    kind: 'median',
    reopens: true,
    rows: {
      kind: 'listed',
      permission: 'exchange:read',
      columns: [...asked, { name: 'days', title: days, kind: 'number' }],
      read: listDecided,
      count: countDecided,
    },
    measure: measureDecided,
  },
  {
    ...common,
    code: 'sharing-calls-month',
    order: 30,
    title: { zh: '近 30 天共享调用', en: 'Calls of the gateway in 30 days' },
    unit: { zh: '次', en: 'calls' },
    definition: {
      zh: '近 30 天按协议读取数据的次数，含未变化（304）的。',
      en: 'Reads by agreement in the last 30 days, those that found nothing new (304) included.',
    },
    source: { zh: '共享网关计量', en: 'Metering of the gateway' },
    listens: [],
    kind: 'count',
    reopens: false,
    rows: useRows('calls'),
    measure: (db, at) => measureUse(db, 'calls', at),
  },
  {
    ...common,
    code: 'sharing-rows-month',
    order: 40,
    title: { zh: '近 30 天共享行数', en: 'Rows shared in 30 days' },
    unit: { zh: '行', en: 'rows' },
    definition: { zh: '近 30 天按协议读出的行数。', en: 'Rows read by agreement in the last 30 days.' },
    source: { zh: '共享网关计量', en: 'Metering of the gateway' },
    listens: [],
    kind: 'count',
    reopens: false,
    rows: useRows('rows'),
    measure: (db, at) => measureUse(db, 'rows', at),
  },
];
