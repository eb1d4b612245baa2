import type { Text } from '#kernel/texts';

type Words = Readonly<Record<string, Text>>;

export const sharing: Words = {
  unconditional: { zh: '无条件共享', en: 'Shared freely' },
  conditional: { zh: '有条件共享', en: 'Shared on conditions' },
  none: { zh: '不予共享', en: 'Not shared' },
};

export const opening: Words = {
  unconditional: { zh: '向社会开放', en: 'Open to all' },
  conditional: { zh: '有条件开放', en: 'Open on conditions' },
  none: { zh: '不向社会开放', en: 'Not open' },
};

export const cycles: Words = {
  'real-time': { zh: '实时', en: 'at once' },
  daily: { zh: '每日', en: 'daily' },
  weekly: { zh: '每周', en: 'weekly' },
  monthly: { zh: '每月', en: 'monthly' },
  quarterly: { zh: '每季', en: 'quarterly' },
  'half-yearly': { zh: '每半年', en: 'half-yearly' },
  yearly: { zh: '每年', en: 'yearly' },
  irregular: { zh: '不定期', en: 'irregularly' },
};

export const themes: Words = {
  'public-services': { zh: '公共服务', en: 'Public services' },
  'social-security': { zh: '社会保障', en: 'Social security' },
  health: { zh: '医疗卫生', en: 'Health' },
  platform: { zh: '平台登记册', en: "The platform's own registers" },
};

export const articleCategories = {
  notice: { zh: '通知公告', en: 'Notices' },
  news: { zh: '动态', en: 'News' },
  guide: { zh: '指南', en: 'Guides' },
  policy: { zh: '政策', en: 'Policies' },
} as const;

export const sensitivities: Words = {
  public: { zh: '公开', en: 'Public' },
  internal: { zh: '内部', en: 'Internal' },
  personal: { zh: '个人信息', en: 'Personal' },
  sensitive: { zh: '敏感个人信息', en: 'Sensitive personal' },
};

export const actions: Words = {
  read: { zh: '查看', en: 'Read' },
  change: { zh: '更改', en: 'Changed' },
  decide: { zh: '据以决定', en: 'Decided by' },
  export: { zh: '导出', en: 'Exported' },
  share: { zh: '共享', en: 'Shared' },
  'sign-in': { zh: '登录', en: 'Signed in:' },
  administer: { zh: '管理', en: 'Administered' },
};

export const actorKinds: Words = {
  official: { zh: '工作人员', en: 'official' },
  citizen: { zh: '市民', en: 'citizen' },
  agent: { zh: '企业经办人', en: 'agent of a company' },
  client: { zh: '部门的应用程序', en: 'program of an office' },
  device: { zh: '设备', en: 'device' },
  system: { zh: '平台自动处理', en: 'the platform itself' },
  anonymous: { zh: '未登录者', en: 'somebody not signed in' },
};

/** The words of a code; the code itself where there are none yet. */
export const wordsOf = (words: Words, code: string): Text => words[code] ?? { zh: code, en: code };
