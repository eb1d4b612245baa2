import type { Text } from '#kernel/texts';

/** What the values of the records are called. */
type Names = Readonly<Record<string, Text>>;

export const vendorKinds = ['bought', 'made-for-us', 'own', 'upper-level', 'simulated'] as const;
export const vendorKindNames: Names = {
  bought: { zh: '采购产品', en: 'Bought' },
  'made-for-us': { zh: '委托开发', en: 'Made for the city' },
  own: { zh: '自行开发', en: 'Made by the department' },
  'upper-level': { zh: '上级统建', en: 'Of the province or Ningbo' },
  simulated: { zh: '模拟', en: 'Simulated' },
};

export const signOns = ['openid', 'ticket', 'own'] as const;
export const signOnNames: Names = {
  openid: { zh: 'OpenID 单点登录', en: 'OpenID Connect' },
  ticket: { zh: 'CAS 票据', en: 'CAS ticket' },
  own: { zh: '自有登录', en: 'Its own' },
};

export const protections = ['none', '1', '2', '3', '4', '5'] as const;
export const protectionNames: Names = {
  none: { zh: '未定级', en: 'Not graded' },
  1: { zh: '一级', en: 'Level 1' },
  2: { zh: '二级', en: 'Level 2' },
  3: { zh: '三级', en: 'Level 3' },
  4: { zh: '四级', en: 'Level 4' },
  5: { zh: '五级', en: 'Level 5' },
};

export const audiences = ['accounts', 'owner', 'everyone'] as const;
export const audienceNames: Names = {
  accounts: { zh: '有账户对应的人', en: 'Those with an account there' },
  owner: { zh: '主管单位人员', en: 'People of its owner' },
  everyone: { zh: '所有工作人员', en: 'Every official' },
};

export const states = ['planned', 'in-use', 'being-replaced', 'read-only', 'retired'] as const;
export const stateNames: Names = {
  planned: { zh: '规划', en: 'Planned' },
  'in-use': { zh: '在用', en: 'In use' },
  'being-replaced': { zh: '替换中', en: 'Being replaced' },
  'read-only': { zh: '仅查询', en: 'Read only' },
  retired: { zh: '停用', en: 'Retired' },
};

export const healths = ['up', 'shaky', 'down'] as const;
export const healthNames: Names = {
  up: { zh: '正常', en: 'Up' },
  shaky: { zh: '不稳', en: 'Shaky' },
  down: { zh: '不通', en: 'Down' },
};

export const interfaceKinds = ['http', 'sftp', 'database', 'message', 'file'] as const;
export const interfaceKindNames: Names = {
  http: { zh: 'HTTP 接口', en: 'HTTP' },
  sftp: { zh: 'SFTP 文件', en: 'SFTP' },
  database: { zh: '数据库', en: 'Database' },
  message: { zh: '消息队列', en: 'Message queue' },
  file: { zh: '人工文件', en: 'File by hand' },
};

export const directions = ['out', 'in', 'both'] as const;
export const directionNames: Names = {
  out: { zh: '该系统提供', en: 'It gives' },
  in: { zh: '该系统接收', en: 'It takes' },
  both: { zh: '双向', en: 'Both ways' },
};

export const givens = ['todos', 'messages'] as const;
export const givenNames: Names = {
  todos: { zh: '待办', en: 'To-dos' },
  messages: { zh: '消息', en: 'Messages' },
};
