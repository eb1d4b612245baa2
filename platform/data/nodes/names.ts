/** What stands of a node, and the words for it. */

export const roles = ['department', 'upper'] as const;
export type Role = (typeof roles)[number];
export const roleNames = {
  department: { zh: '部门前置机', en: 'Node of a department' },
  upper: { zh: '上级回流', en: 'Node of a higher level' },
} as const;

export const ways = ['network', 'file'] as const;
export type Way = (typeof ways)[number];
export const wayNames = {
  network: { zh: '网络', en: 'Over the network' },
  file: { zh: '单向文件', en: 'One way by file' },
} as const;

export const states = ['registered', 'active', 'revoked'] as const;
export type State = (typeof states)[number];
export const stateNames = {
  registered: { zh: '已登记，待接入', en: 'Registered, not enrolled yet' },
  active: { zh: '已接入', en: 'Enrolled' },
  revoked: { zh: '已吊销', en: 'Revoked' },
} as const;

export const standings = ['connected', 'silent', 'file', 'none'] as const;
export type Standing = (typeof standings)[number];
export const standingNames = {
  connected: { zh: '在线', en: 'Connected' },
  silent: { zh: '失去联系', en: 'Silent' },
  file: { zh: '以文件往来', en: 'By file' },
  none: { zh: '尚未联系', en: 'Not seen yet' },
} as const;

export const envelopeStates = ['taken', 'done', 'refused'] as const;
export type EnvelopeState = (typeof envelopeStates)[number];
export const envelopeStateNames = {
  taken: { zh: '已收下，处理中', en: 'Taken, in work' },
  done: { zh: '已办妥', en: 'Done' },
  refused: { zh: '不能入库', en: 'Could not be taken in' },
} as const;

export const sides = ['node', 'city'] as const;
export type Side = (typeof sides)[number];
export const sideNames = {
  node: { zh: '前置机一侧', en: 'The node' },
  city: { zh: '城市一侧', en: 'The city' },
} as const;
