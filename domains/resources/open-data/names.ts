import type { Text } from '#kernel/texts';
import type { Access, Form, Format, Generalisation, State } from './shapes.ts';

export const stateNames: Readonly<Record<State, Text>> = {
  proposed: { zh: '待审核', en: 'Proposed' },
  returned: { zh: '已退回', en: 'Sent back' },
  open: { zh: '已开放', en: 'Open' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};

export const correctionStates: Readonly<Record<string, Text>> = {
  open: { zh: '待答复', en: 'To be answered' },
  accepted: { zh: '属实，已转改正', en: 'Accepted' },
  declined: { zh: '不属实', en: 'Declined' },
};

export const cycleNames: Readonly<Record<string, Text>> = {
  'real-time': { zh: '实时', en: 'at once' },
  daily: { zh: '每日', en: 'daily' },
  weekly: { zh: '每周', en: 'weekly' },
  monthly: { zh: '每月', en: 'monthly' },
  quarterly: { zh: '每季', en: 'quarterly' },
  'half-yearly': { zh: '每半年', en: 'half-yearly' },
  yearly: { zh: '每年', en: 'yearly' },
  irregular: { zh: '不定期', en: 'irregularly' },
};

export const accessNames: Readonly<Record<Access, Text>> = {
  everyone: { zh: '无条件开放', en: 'open to everybody' },
  request: { zh: '有条件开放（按申请）', en: 'open on request' },
};

export const formNames: Readonly<Record<Form, Text>> = {
  rows: { zh: '逐行数据', en: 'Rows' },
  'suppressed-table': { zh: '统计表（隐去小数）', en: 'Table, small counts hidden' },
  'private-counts': { zh: '统计表（差分隐私）', en: 'Table, with noise' },
};

/** How many days a cycle has. */
export const cycleDays: Readonly<Record<string, number>> = {
  'real-time': 1,
  daily: 1,
  weekly: 7,
  monthly: 28,
  quarterly: 90,
  'half-yearly': 181,
  yearly: 365,
  irregular: 30,
};

export const generalisationNames: Readonly<Record<Generalisation, Text>> = {
  keep: { zh: '原值', en: 'as it is' },
  class: { zh: '分类值', en: 'class' },
  year: { zh: '到年', en: 'year' },
  month: { zh: '到月', en: 'month' },
  'age-band': { zh: '年龄段（十岁）', en: 'age band of ten years' },
  town: { zh: '到镇街', en: 'town' },
};

export const partNames: Readonly<Record<string, Text>> = {
  plain: { zh: '一般', en: 'plain' },
  quasi: { zh: '准标识', en: 'quasi-identifier' },
  sensitive: { zh: '敏感', en: 'sensitive' },
};

export const typeNames: Readonly<Record<string, Text>> = {
  text: { zh: '文字', en: 'text' },
  integer: { zh: '整数', en: 'integer' },
  number: { zh: '数值', en: 'number' },
  boolean: { zh: '是否', en: 'yes or no' },
  date: { zh: '日期', en: 'date' },
};

export const mediaTypes: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
};
