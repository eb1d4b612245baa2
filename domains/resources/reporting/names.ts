import type { Text } from '#kernel/texts';

type Names = Readonly<Record<string, Text>>;

export const states = ['draft', 'published', 'retired'] as const;
export const stateNames: Names = {
  draft: { zh: '草稿', en: 'Draft' },
  published: { zh: '执行中', en: 'In force' },
  retired: { zh: '已停止', en: 'Retired' },
};

/** Whom a return asks: what answers it is of this kind, and what registers and other returns know of the same kind. */
export const asked = ['company', 'person', 'household'] as const;
export type Asks = (typeof asked)[number];
export const askedNames: Readonly<Record<Asks, Text>> = {
  company: { zh: '企业', en: 'Companies' },
  person: { zh: '个人', en: 'Persons' },
  household: { zh: '家庭户', en: 'Households' },
};

/** Which of them: those on its list, all residents (or households) of a place, of persons also of an age, or whoever wishes to. */
export const circles = ['list', 'residents', 'volunteers'] as const;
export type Circle = (typeof circles)[number];
export const circleNames: Names = {
  list: { zh: '名录', en: 'On a list' },
  residents: { zh: '符合条件的居民（户）', en: 'Residents, or households, of a place' },
  volunteers: { zh: '自愿填报', en: 'On own initiative' },
};

/** `once`: on occasion, as things stand on one day. */
export const periods = ['monthly', 'quarterly', 'yearly', 'once'] as const;
export type Period = (typeof periods)[number];
export const periodNames: Names = {
  monthly: { zh: '月报', en: 'Monthly' },
  quarterly: { zh: '季报', en: 'Quarterly' },
  yearly: { zh: '年报', en: 'Yearly' },
  once: { zh: '一次性', en: 'Once' },
};

export const types = [
  'text',
  'integer',
  'number',
  'date',
  'boolean',
  'credit-code',
  'citizen-id',
  'mobile',
] as const;
export type QuestionType = (typeof types)[number];
export const typeNames: Names = {
  text: { zh: '文字', en: 'Text' },
  integer: { zh: '整数', en: 'Whole number' },
  number: { zh: '数值', en: 'Number' },
  date: { zh: '日期', en: 'Date' },
  boolean: { zh: '是否', en: 'Yes or no' },
  'credit-code': { zh: '统一社会信用代码', en: 'Unified social credit code' },
  'citizen-id': { zh: '公民身份号码', en: 'Citizen identity number' },
  mobile: { zh: '手机号码', en: 'Mobile number' },
};

/** How an answer relates to time: what lasts is carried on, what stands is of the last day, what flows is of the period. */
export const natures = ['lasting', 'stock', 'flow'] as const;
export type Nature = (typeof natures)[number];
export const natureNames: Names = {
  lasting: { zh: '长期不变', en: 'Lasting' },
  stock: { zh: '期末数', en: 'At the end of the period' },
  flow: { zh: '期间数', en: 'Over the period' },
};

/** How much harm an answer can do in the wrong hands: nothing that is reported is public. */
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

export const consentStates = ['standing', 'withdrawn', 'lapsed'] as const;
export const consentStateNames: Names = {
  standing: { zh: '有效', en: 'In force' },
  withdrawn: { zh: '已撤回', en: 'Taken back' },
  lapsed: { zh: '不再需要', en: 'Needed no longer' },
};
