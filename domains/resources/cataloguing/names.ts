import type { Text } from '#kernel/texts';

type Names = Readonly<Record<string, Text>>;

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
