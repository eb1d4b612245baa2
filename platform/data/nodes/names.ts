import { fill, type Text } from '#kernel/texts';

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

/** What a channel carries, and which way. */
const channelNames: Readonly<Record<string, Text>> = {
  'up/delivery': { zh: '上传 {of}', en: 'Deliveries, {of}' },
  'up/changes': { zh: '前置机的改动 {of}', en: 'Changes at the node, {of}' },
  'down/changes': { zh: '城市的改动 {of}', en: 'Changes at the city, {of}' },
  'up/held': { zh: '共享数据存放与读取情况', en: 'Rows of agreements: held, read, deleted' },
  'down/messages': { zh: '城市的消息', en: 'Messages of the city' },
};

export function channelName(channel: string): Text {
  const [way, kind, of = ''] = channel.split('/');
  const name = channelNames[`${way}/${kind}`];
  return name ? fill(name, { of }) : { zh: channel, en: channel };
}

/** What an envelope that is no file says; a file has a name of its own. */
const saidNames: Readonly<Record<string, Text>> = {
  delivered: { zh: '已入库', en: 'Taken in' },
  checked: { zh: '已检查', en: 'Checked' },
  refused: { zh: '不能入库', en: 'Could not be taken in' },
  held: { zh: '已存放', en: 'Held' },
  deleted: { zh: '已删除', en: 'Deleted' },
  read: { zh: '被读取', en: 'Read' },
};

export const saidName = (name: string): Text => saidNames[name] ?? { zh: name, en: name };
