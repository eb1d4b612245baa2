import type { Text } from '#kernel/texts';

type Names = Readonly<Record<string, Text>>;

/** The class of a resource (信息资源分类, 类), the first digit of its code. */
export const categories: Names = {
  base: { zh: '基础信息资源', en: 'Base resource' },
  theme: { zh: '主题信息资源', en: 'Theme resource' },
  department: { zh: '部门信息资源', en: 'Department resource' },
};
export const categoryDigits: Readonly<Record<string, string>> = { base: '1', theme: '2', department: '3' };

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

export const subjects: Names = {
  person: { zh: '自然人', en: 'Person' },
  company: { zh: '法人', en: 'Legal entity' },
  none: { zh: '不入基础库', en: 'Joins no register' },
};

export const masks: Names = {
  name: { zh: '姓名', en: 'Name' },
  'citizen-id': { zh: '公民身份号码', en: 'Citizen identity number' },
  'credit-code': { zh: '统一社会信用代码', en: 'Credit code' },
  mobile: { zh: '手机号码', en: 'Mobile number' },
  address: { zh: '地址', en: 'Address' },
  account: { zh: '账号、编号', en: 'Account or number' },
  date: { zh: '日期', en: 'Date' },
  hidden: { zh: '全部隐藏', en: 'Hidden' },
};

export const states: Names = {
  draft: { zh: '草稿', en: 'Draft' },
  'registration-review': { zh: '待注册审核', en: 'To be reviewed for registration' },
  returned: { zh: '退回修改', en: 'Returned for mending' },
  registered: { zh: '已注册', en: 'Registered' },
  'release-review': { zh: '待发布审核', en: 'To be reviewed for release' },
  published: { zh: '已发布', en: 'Published' },
  refused: { zh: '不予注册', en: 'Refused' },
  withdrawn: { zh: '已取消发布', en: 'Withdrawn' },
};
