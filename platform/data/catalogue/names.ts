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

/**
 * Themes (主题), each with the two digits under which it stands in the code of a resource. The first twelve are those that
 * 《政务信息资源目录编制指南》 lists; it leaves the list open, and the others are ours.
 */
export const themeNumbers = {
  'public-services': '01',
  health: '02',
  'social-security': '03',
  'food-drug': '04',
  'work-safety': '05',
  prices: '06',
  energy: '07',
  credit: '08',
  construction: '09',
  community: '10',
  environment: '11',
  emergency: '12',
  education: '13',
  transport: '14',
  rural: '15',
  industry: '16',
  finance: '17',
} as const;
export type Theme = keyof typeof themeNumbers;
export const themeCodes = Object.keys(themeNumbers) as [Theme, ...Theme[]];

const ownThemes: Readonly<Record<Theme, Text>> = {
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
};
export const themes: Names = { ...ownThemes, platform: { zh: '平台登记册', en: "The platform's registers" } };

/** The class of a resource (信息资源分类, 类). */
export const categories: Names = {
  base: { zh: '基础信息资源', en: 'Base resource' },
  theme: { zh: '主题信息资源', en: 'Theme resource' },
  department: { zh: '部门信息资源', en: 'Department resource' },
};
/** First digit of the code of a resource of a class. */
const categoryDigits = { base: '1', theme: '2', department: '3' } as const;

/** What a resource's code begins with (分类码): class and theme. */
export const classificationOf = (category: keyof typeof categoryDigits, theme: Theme): string =>
  `${categoryDigits[category]}${themeNumbers[theme]}`;

/** How it lies with its provider (信息资源格式). */
export const formats: Names = {
  file: { zh: '电子文件', en: 'Electronic file' },
  sheet: { zh: '电子表格', en: 'Spreadsheet' },
  database: { zh: '数据库', en: 'Database' },
  image: { zh: '图形图像', en: 'Image' },
  stream: { zh: '流媒体', en: 'Streaming media' },
  described: { zh: '自描述格式', en: 'Self-describing format' },
  service: { zh: '服务接口', en: 'Service interface' },
};

/** How it is had (共享方式). */
export const ways: Names = {
  interface: { zh: '共享平台：接口', en: 'Platform: interface' },
  file: { zh: '共享平台：文件下载', en: 'Platform: file' },
  database: { zh: '共享平台：数据库', en: 'Platform: database' },
  medium: { zh: '介质交换', en: 'Exchange of a medium' },
};
