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
  health: { zh: '健康保障', en: 'Health' },
  'social-security': { zh: '社会保障', en: 'Social security' },
  'food-drug': { zh: '食品药品安全', en: 'Food and drug safety' },
  'work-safety': { zh: '安全生产', en: 'Safety at work' },
  prices: { zh: '价格监管', en: 'Prices' },
  energy: { zh: '能源安全', en: 'Energy' },
  credit: { zh: '信用体系', en: 'Credit' },
  construction: { zh: '城乡建设', en: 'Building and land' },
  community: { zh: '社区治理', en: 'Community' },
  environment: { zh: '生态环保', en: 'Environment' },
  emergency: { zh: '应急维稳', en: 'Emergencies' },
  education: { zh: '教育文化', en: 'Education and culture' },
  transport: { zh: '交通出行', en: 'Transport' },
  rural: { zh: '农业农村', en: 'Agriculture' },
  industry: { zh: '产业经济', en: 'Industry and trade' },
  finance: { zh: '财政统计', en: 'Finance and statistics' },
  platform: { zh: '平台登记册', en: "The platform's own registers" },
};

export const categories: Words = {
  base: { zh: '基础信息资源', en: 'Base resource' },
  theme: { zh: '主题信息资源', en: 'Theme resource' },
  department: { zh: '部门信息资源', en: 'Department resource' },
};

export const formats: Words = {
  file: { zh: '电子文件', en: 'Electronic file' },
  sheet: { zh: '电子表格', en: 'Spreadsheet' },
  database: { zh: '数据库', en: 'Database' },
  image: { zh: '图形图像', en: 'Image' },
  stream: { zh: '流媒体', en: 'Streaming media' },
  described: { zh: '自描述格式', en: 'Self-describing format' },
  service: { zh: '服务接口', en: 'Service interface' },
};

export const ways: Words = {
  interface: { zh: '接口', en: 'Interface' },
  file: { zh: '文件下载', en: 'File' },
  database: { zh: '数据库', en: 'Database' },
  medium: { zh: '介质交换', en: 'On a medium' },
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
