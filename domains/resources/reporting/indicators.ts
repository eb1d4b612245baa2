import type { IndicatorDefinition, ListedRows } from '#kernel/indicator';
import {
  countFilings,
  countSheets,
  listFilings,
  listSheets,
  measureOnTime,
  measureSheets,
  type SheetFigure,
} from './indicator-store.ts';

const common = {
  panel: 'reporting',
  audience: 'signed-in',
  freshAfterHours: 26,
  listens: [],
  reopens: false,
} as const;
const ofSheets = {
  zh: '企业、个人和户的填报单',
  en: 'Sheets that companies, persons and households handed in',
};

const sheetRows = (figure: SheetFigure): ListedRows => ({
  kind: 'listed',
  permission: 'reporting:read',
  resource: 'reporting.sheet',
  columns: [
    { name: 'receipt', title: { zh: '回执号', en: 'Receipt' }, kind: 'text' },
    { name: 'endsOn', title: { zh: '期末', en: 'Period ends on' }, kind: 'date' },
    { name: 'questions', title: { zh: '各报表题目合计', en: 'Asked by all returns' }, kind: 'number' },
    { name: 'cells', title: { zh: '合并后题目', en: 'On the sheet' }, kind: 'number' },
    { name: 'prefilled', title: { zh: '自动填写', en: 'Filled in by the city' }, kind: 'number' },
    { name: 'handedInAt', title: { zh: '报送时间', en: 'Handed in at' }, kind: 'instant' },
  ],
  read: listSheets(figure),
  count: countSheets,
});

/** What asking once saves. */
export const indicators: readonly IndicatorDefinition[] = [
  {
    ...common,
    code: 'reporting-questions-saved',
    order: 10,
    title: { zh: '少填题目数', en: 'Questions saved' },
    unit: { zh: '题', en: 'questions' },
    definition: {
      zh: '近 365 天提交的填报单：各报表题目之和，减去合并后仍须企业、个人或户自己填写的题目（合并后的题目减去自动填写且未改动的）。',
      en: 'Sheets handed in within 365 days: questions of all returns together, less those that companies, persons and households still answered themselves (distinct questions that the city had not filled in, or that were changed).',
    },
    source: ofSheets,
    kind: 'count',
    rows: sheetRows('saved'),
    measure: measureSheets('saved'),
  },
  {
    ...common,
    code: 'reporting-prefilled',
    order: 20,
    title: { zh: '自动填写率', en: 'Filled in by the city' },
    unit: { zh: '%', en: '%' },
    definition: {
      zh: '近 365 天提交的填报单中，由城市已有数据填写、填报人核对后未改动的题目，占合并后题目的比例。',
      en: 'Of the distinct questions on sheets handed in within 365 days, those that the city filled in and the respondent left as they were.',
    },
    source: ofSheets,
    kind: 'share',
    rows: sheetRows('prefilled'),
    measure: measureSheets('prefilled'),
  },
  {
    ...common,
    code: 'reporting-on-time',
    order: 30,
    title: { zh: '按时报送率', en: 'Reported in time' },
    unit: { zh: '%', en: '%' },
    definition: {
      zh: '近 365 天到期的应报（填报人×报表×报告期），期限当日前报送的占比；未报的计入分母，自愿填报的不计。',
      en: 'Of what was due within 365 days (respondent, return, period), the share handed in by its last day. What was never handed in counts as due; what is answered on own initiative does not count.',
    },
    source: { zh: '应报与已报', en: 'What is due and handed in' },
    kind: 'share',
    rows: {
      kind: 'listed',
      permission: 'reporting:read',
      resource: 'reporting.filing',
      columns: [
        { name: 'return', title: { zh: '报表', en: 'Return' }, kind: 'text' },
        { name: 'respondent', title: { zh: '填报人标识', en: 'Respondent id' }, kind: 'text' },
        { name: 'period', title: { zh: '报告期', en: 'Period' }, kind: 'text' },
        { name: 'dueOn', title: { zh: '期限', en: 'Due on' }, kind: 'date' },
        { name: 'onTime', title: { zh: '按时', en: 'In time' }, kind: 'boolean' },
      ],
      read: listFilings,
      count: countFilings,
    },
    measure: measureOnTime,
  },
];
