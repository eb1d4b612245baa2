import type { Text } from '#kernel/texts';
import type { Check } from '../contract.ts';

/** How a form asks for one part of a rule. */
export interface KindInput {
  readonly name: string;
  readonly label: Text;
  readonly as:
    | 'field'
    | 'fields'
    | 'list'
    | 'number'
    | 'text'
    | 'relation'
    | 'statistic'
    | 'part'
    | 'codes'
    | 'source'
    | 'their';
  readonly optional?: true;
  readonly hint?: Text;
}

const column: KindInput = { name: 'field', label: { zh: '信息项', en: 'Field' }, as: 'field' };
const number = (name: string, zh: string, en: string, optional?: true): KindInput => ({
  name,
  label: { zh, en },
  as: 'number',
  ...(optional && { optional }),
});
const least = number('least', '不少于', 'At least', true);
const most = number('most', '不超过', 'At most', true);
const lines = { zh: '每行一个', en: 'One a line' };
const values: KindInput = { name: 'values', label: { zh: '取值', en: 'Values' }, as: 'list', hint: lines };
const parts: KindInput = { name: 'with', label: { zh: '文字', en: 'Texts' }, as: 'list', hint: lines };
const pattern: KindInput = {
  name: 'pattern',
  label: { zh: '格式', en: 'Pattern' },
  as: 'text',
  hint: {
    zh: '正则表达式，比对整个值；不可嵌套重复，如 [A-Z]{2}\\d{6}',
    en: 'A regular expression for the whole value; no repetition inside another: [A-Z]{2}\\d{6}',
  },
};
const bound = (name: string, zh: string, en: string): KindInput => ({
  name,
  label: { zh, en },
  as: 'text',
  optional: true,
  hint: { zh: '日期（2026-01-31）、数，或 today（当天）', en: 'A day (2026-01-31), a number, or today' },
});
const codes: KindInput = { name: 'codes', label: { zh: '代码表', en: 'Code table' }, as: 'codes' };
const elsewhere: readonly KindInput[] = [
  column,
  { name: 'source', label: { zh: '数据集或登记册', en: 'Dataset or register' }, as: 'source' },
  { name: 'their', label: { zh: '对方的信息项', en: 'Field there' }, as: 'their' },
];
const fieldNamed = (name: string, zh: string, en: string): KindInput => ({
  name,
  label: { zh, en },
  as: 'field',
});
const fieldsNamed = (name: string, zh: string, en: string): KindInput => ({
  name,
  label: { zh, en },
  as: 'fields',
});

/** What each kind of rule asks for. */
export const kindInputs: Readonly<Record<Check['kind'], readonly KindInput[]>> = {
  required: [column],
  empty: [column],
  length: [column, least, most],
  type: [column],
  in: [column, values],
  'not-in': [column, values],
  reference: [column, codes],
  code: [column, codes],
  pattern: [column, pattern],
  'not-pattern': [column, pattern],
  begins: [column, parts],
  ends: [column, parts],
  'citizen-id': [column],
  'credit-code': [column],
  'organisation-code': [column],
  mobile: [column],
  plate: [column],
  'bank-card': [column],
  'agrees-with-citizen-id': [
    column,
    fieldNamed('citizenId', '身份号码在', 'Identity number in'),
    { name: 'part', label: { zh: '比对', en: 'Compared' }, as: 'part' },
  ],
  range: [column, bound('from', '从', 'From'), bound('to', '到', 'To')],
  age: [column, number('from', '周岁从', 'Years from', true), number('to', '到', 'To', true)],
  order: [fieldNamed('earlier', '较早的日期', 'Earlier day'), fieldNamed('later', '较晚的日期', 'Later day')],
  compare: [
    column,
    { name: 'relation', label: { zh: '应当', en: 'Should be' }, as: 'relation' },
    fieldNamed('other', '与之比较的信息项', 'Compared with'),
  ],
  sum: [
    fieldNamed('field', '合计', 'Whole'),
    fieldsNamed('parts', '分项', 'Parts'),
    number('tolerance', '允许相差', 'Tolerance', true),
  ],
  unique: [fieldsNamed('fields', '信息项（合起来不重复）', 'Fields that together appear once')],
  'shared-by-at-most': [
    column,
    number('most', '至多由几个不同的', 'By at most so many different'),
    fieldNamed('distinct', '共用者以此区分', 'Told apart by'),
  ],
  'same-within': [column, fieldsNamed('within', '同组：这些信息项相同', 'Within rows that agree in')],
  'exists-in': elsewhere,
  'absent-from': elsewhere,
  'row-count': [least, most],
  'row-change': [
    number('down', '减少不超过 %', 'At most so many % fewer', true),
    number('up', '增加不超过 %', 'At most so many % more', true),
  ],
  'row-anomaly': [
    number('deviations', '几倍离差以外算异常（如 3）', 'Unusual beyond so many deviations (3, say)'),
  ],
  'missing-share': [column, number('most', '缺失不超过 %', 'Missing in at most %')],
  'distinct-count': [column, least, most],
  'distinct-share': [
    column,
    number('least', '不少于 %', 'At least %', true),
    number('most', '不超过 %', 'At most %', true),
  ],
  statistic: [column, { name: 'of', label: { zh: '统计量', en: 'Statistic' }, as: 'statistic' }, least, most],
  'values-present': [column, values],
  freshness: [column, number('days', '最新日期距今不超过（天）', 'Newest day at most so many days old')],
  drift: [column, number('most', 'PSI 不超过（0.1 小，0.25 大）', 'PSI at most (0.1 is little, 0.25 much)')],
};

const text = (form: FormData, name: string): string => String(form.get(`check.${name}`) ?? '').trim();

function valueIn(form: FormData, { name, as, optional }: KindInput): unknown {
  if (as === 'fields') return form.getAll(`check.${name}`).map(String);
  const given = text(form, name);
  if (optional && given === '') return undefined;
  if (as === 'number') return Number(given);
  return as === 'list'
    ? given
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
    : given;
}

/** The check that a filled-in form states. */
export const checkIn = (form: FormData, kind: Check['kind']): Check =>
  Object.fromEntries(
    [
      ['kind', kind] as const,
      ...kindInputs[kind].map((input) => [input.name, valueIn(form, input)] as const),
    ].filter(([, value]) => value !== undefined),
  ) as Check;
