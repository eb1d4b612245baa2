import type { Text } from '#kernel/texts';
import type { Check, relations, statistics } from './checks.ts';

/** What people call the kinds of rule, in the order in which a form offers them. */
export const kindNames: Readonly<Record<Check['kind'], Text>> = {
  required: { zh: '必填', en: 'Filled in' },
  empty: { zh: '应为空', en: 'Left empty' },
  length: { zh: '字符数', en: 'Number of characters' },
  type: { zh: '可按类型读出', en: 'Readable as its type' },
  in: { zh: '取值在列表中', en: 'One of a list' },
  'not-in': { zh: '取值不在列表中', en: 'None of a list' },
  reference: { zh: '在代码表中', en: 'In a code table' },
  code: { zh: '在自己的代码表中', en: 'In its own code table' },
  pattern: { zh: '符合格式（正则）', en: 'Matches a pattern' },
  'not-pattern': { zh: '不符合格式（正则）', en: 'Does not match a pattern' },
  begins: { zh: '以…开头', en: 'Begins with' },
  ends: { zh: '以…结尾', en: 'Ends with' },
  'citizen-id': { zh: '公民身份号码', en: 'Citizen identity number' },
  'credit-code': { zh: '统一社会信用代码', en: 'Unified social credit code' },
  'organisation-code': { zh: '组织机构代码', en: 'Organisation code' },
  mobile: { zh: '手机号码', en: 'Mobile number' },
  plate: { zh: '机动车号牌', en: 'Licence plate' },
  'bank-card': { zh: '银行卡号', en: 'Bank card number' },
  'agrees-with-citizen-id': { zh: '与身份号码一致', en: 'Agrees with the identity number' },
  range: { zh: '日期或数值范围', en: 'Range of dates or numbers' },
  age: { zh: '周岁范围', en: 'Age' },
  order: { zh: '两个日期的先后', en: 'Order of two days' },
  compare: { zh: '两项比较', en: 'Comparison of two fields' },
  sum: { zh: '分项之和', en: 'Sum of parts' },
  unique: { zh: '不重复', en: 'Unique' },
  'shared-by-at-most': { zh: '共用不超过', en: 'Shared by at most' },
  'same-within': { zh: '同组一致', en: 'The same within a group' },
  'exists-in': { zh: '存在于其他数据集或登记册', en: 'Exists in another dataset or register' },
  'absent-from': { zh: '不存在于其他数据集或登记册', en: 'Absent from another dataset or register' },
  'row-count': { zh: '整批：行数', en: 'Batch: rows' },
  'row-change': { zh: '整批：行数与上一批相比', en: 'Batch: rows against the batch before' },
  'row-anomaly': { zh: '整批：行数异常', en: 'Batch: unusual number of rows' },
  'missing-share': { zh: '整批：缺失比例', en: 'Batch: share of missing' },
  'distinct-count': { zh: '整批：不同取值数', en: 'Batch: number of different values' },
  'distinct-share': { zh: '整批：不同取值占比', en: 'Batch: share of different values' },
  statistic: { zh: '整批：统计量', en: 'Batch: a statistic' },
  'values-present': { zh: '整批：取值齐全', en: 'Batch: values present' },
  freshness: { zh: '整批：最新日期', en: 'Batch: freshness' },
  drift: { zh: '整批：分布与上一批相近', en: 'Batch: distribution as before' },
};

export const relationNames: Readonly<Record<(typeof relations)[number], Text>> = {
  '<': { zh: '小于（早于）', en: 'less than' },
  '<=': { zh: '不大于（不晚于）', en: 'at most' },
  '=': { zh: '等于', en: 'equal to' },
  '!=': { zh: '不等于', en: 'different from' },
  '>=': { zh: '不小于（不早于）', en: 'at least' },
  '>': { zh: '大于（晚于）', en: 'more than' },
};

export const statisticNames: Readonly<Record<(typeof statistics)[number], Text>> = {
  mean: { zh: '平均值', en: 'Mean' },
  median: { zh: '中位数', en: 'Median' },
  least: { zh: '最小值', en: 'Least' },
  most: { zh: '最大值', en: 'Greatest' },
  sum: { zh: '合计', en: 'Sum' },
  deviation: { zh: '标准差', en: 'Standard deviation' },
  'lower-quartile': { zh: '下四分位数', en: 'Lower quartile' },
  'upper-quartile': { zh: '上四分位数', en: 'Upper quartile' },
};

export const ruleStates: Readonly<Record<'draft' | 'in-force' | 'withdrawn', Text>> = {
  draft: { zh: '草稿', en: 'Draft' },
  'in-force': { zh: '生效', en: 'In force' },
  withdrawn: { zh: '已撤销', en: 'Withdrawn' },
};
