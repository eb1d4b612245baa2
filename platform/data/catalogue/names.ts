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
