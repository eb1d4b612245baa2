import type { Text } from '#kernel/texts';

type Names = Readonly<Record<string, Text>>;

export const states = ['draft', 'published', 'retired'] as const;
export const stateNames: Names = {
  draft: { zh: '草稿', en: 'Draft' },
  published: { zh: '执行中', en: 'In force' },
  retired: { zh: '已停止', en: 'Retired' },
};

export const periods = ['monthly', 'quarterly', 'yearly'] as const;
export type Period = (typeof periods)[number];
export const periodNames: Names = {
  monthly: { zh: '月报', en: 'Monthly' },
  quarterly: { zh: '季报', en: 'Quarterly' },
  yearly: { zh: '年报', en: 'Yearly' },
};

export const types = ['text', 'integer', 'number', 'date', 'credit-code'] as const;
export const typeNames: Names = {
  text: { zh: '文字', en: 'Text' },
  integer: { zh: '整数', en: 'Whole number' },
  number: { zh: '数值', en: 'Number' },
  date: { zh: '日期', en: 'Date' },
  'credit-code': { zh: '统一社会信用代码', en: 'Unified social credit code' },
};

/** How an answer relates to time: what lasts is carried on, what stands is of the last day, what flows is of the period. */
export const natures = ['lasting', 'stock', 'flow'] as const;
export type Nature = (typeof natures)[number];
export const natureNames: Names = {
  lasting: { zh: '长期不变', en: 'Lasting' },
  stock: { zh: '期末数', en: 'At the end of the period' },
  flow: { zh: '期间数', en: 'Over the period' },
};

/** How much harm an answer can do in the wrong hands: nothing that companies report is public. */
export const questionSensitivities = ['internal', 'personal', 'sensitive'] as const;
export type QuestionSensitivity = (typeof questionSensitivities)[number];
export const sensitivityNames: Names = {
  internal: { zh: '内部', en: 'Internal' },
  personal: { zh: '个人信息', en: 'Personal' },
  sensitive: { zh: '敏感个人信息', en: 'Sensitive' },
};

/** What came of "who asked this already" when the return was published. */
export const standings = ['unchecked', 'new', 'bound', 'repeated'] as const;
export const standingNames: Names = {
  unchecked: { zh: '未查重', en: 'Not compared yet' },
  new: { zh: '首次提出', en: 'Asked by nobody yet' },
  bound: { zh: '复用已有信息项', en: 'Takes an item that is there' },
  repeated: { zh: '重复提出，附理由', en: 'Asked again, with a reason' },
};

export const filingStates = ['due', 'handed-in', 'dropped'] as const;
export const filingStateNames: Names = {
  due: { zh: '待报', en: 'Due' },
  'handed-in': { zh: '已报', en: 'Handed in' },
  dropped: { zh: '不再要求', en: 'No longer asked' },
};
