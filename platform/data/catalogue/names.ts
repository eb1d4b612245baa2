import type { Text } from '#kernel/texts';

type Names = Readonly<Record<string, Text>>;

export const kinds: Names = {
  dataset: { zh: '部门数据集', en: 'Dataset' },
  record: { zh: '平台登记册', en: 'Register' },
};

/** Sharing among departments (政务数据共享条例). */
export const shares: Names = {
  unconditional: { zh: '无条件共享', en: 'Unconditional' },
  conditional: { zh: '有条件共享', en: 'Conditional' },
  none: { zh: '不予共享', en: 'Not shared' },
};

/** Opening to the public. */
export const openings: Names = {
  unconditional: { zh: '无条件开放', en: 'Unconditional' },
  conditional: { zh: '有条件开放', en: 'Conditional' },
  none: { zh: '不予开放', en: 'Not open' },
};

export const cycles: Names = {
  'real-time': { zh: '实时', en: 'Real time' },
  daily: { zh: '每日', en: 'Daily' },
  weekly: { zh: '每周', en: 'Weekly' },
  monthly: { zh: '每月', en: 'Monthly' },
  quarterly: { zh: '每季度', en: 'Quarterly' },
  'half-yearly': { zh: '每半年', en: 'Half-yearly' },
  yearly: { zh: '每年', en: 'Yearly' },
  irregular: { zh: '不定期', en: 'Irregular' },
};

export const fieldTypes: Names = {
  text: { zh: '文字', en: 'Text' },
  integer: { zh: '整数', en: 'Integer' },
  number: { zh: '数值', en: 'Number' },
  boolean: { zh: '是否', en: 'Yes or no' },
  date: { zh: '日期', en: 'Date' },
  code: { zh: '代码', en: 'Code' },
  'citizen-id': { zh: '公民身份号码', en: 'Citizen identity number' },
  'credit-code': { zh: '统一社会信用代码', en: 'Unified social credit code' },
  mobile: { zh: '手机号码', en: 'Mobile number' },
};

export const sensitivities: Names = {
  public: { zh: '公开', en: 'Public' },
  internal: { zh: '内部', en: 'Internal' },
  personal: { zh: '个人信息', en: 'Personal' },
  sensitive: { zh: '敏感个人信息', en: 'Sensitive personal' },
};

export const themes: Names = {
  'public-services': { zh: '公共服务', en: 'Public services' },
  health: { zh: '健康保障', en: 'Health' },
  'social-security': { zh: '社会保障', en: 'Social security' },
  platform: { zh: '平台登记册', en: "The platform's registers" },
};
