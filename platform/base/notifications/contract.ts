import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { attemptStates, channels, urgencies } from './rules.ts';

const id = z.string().max(64);
const ById = z.object({ id });
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const page = {
  after: z.string().max(200).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

export const Notice = z.object({
  id: z.string(),
  kind: z.string(),
  urgency: z.enum(urgencies),
  title: Text,
  body: Text,
  link: z.string().nullable(),
  at: z.string(),
  readAt: z.string().nullable(),
  asksConfirmation: z.boolean(),
  confirmedAt: z.string().nullable(),
  simulated: z.boolean(),
});
export type Notice = z.infer<typeof Notice>;

export const Preferences = z.strictObject({
  mobile: z
    .string()
    .regex(/^\d{11}$/)
    .nullable(),
  email: z.email().max(200).nullable(),
  quiet: z.strictObject({ from: Clock, to: Clock }).nullable().describe("null: the city's quiet hours"),
  off: z
    .array(z.strictObject({ kind: z.string().max(100), off: z.array(z.enum(channels)) }))
    .max(50)
    .describe('channels that are not used for a kind; `*` is every kind'),
});
export type Preferences = z.infer<typeof Preferences>;

export const Sent = z.object({
  id: z.string(),
  kind: z.string(),
  urgency: z.enum(urgencies),
  title: Text,
  at: z.string(),
  people: z.int(),
  read: z.int(),
  unreached: z.int(),
  simulated: z.boolean(),
});
export type Sent = z.infer<typeof Sent>;

export const Receipts = Sent.extend({
  named: z
    .boolean()
    .describe('a person of the organisation sent it; of all other notices only the counts are told'),
  receipts: z.array(
    z.object({
      name: z.string(),
      readAt: z.string().nullable(),
      confirmedAt: z.string().nullable(),
      unreachedAt: z.string().nullable(),
      attempts: z.array(
        z.object({
          channel: z.enum(channels),
          state: z.enum(attemptStates),
          at: z.string(),
          problem: z.string().nullable(),
        }),
      ),
    }),
  ),
});
export type Receipts = z.infer<typeof Receipts>;

export const TreeSteps = z
  .array(
    z.strictObject({
      people: z.array(id).min(1).max(50).describe('ids of accounts'),
      minutes: z.int().min(1).max(1440),
    }),
  )
  .min(1)
  .max(9);

export const Tree = z.object({
  code: z.string(),
  organisation: z.string(),
  title: Text,
  steps: z.array(
    z.object({ people: z.array(z.object({ id: z.string(), name: z.string() })), minutes: z.int() }),
  ),
});
export type Tree = z.infer<typeof Tree>;

export const Call = z.object({
  id: z.string(),
  tree: z.string(),
  title: Text,
  words: z.string(),
  step: z.int().describe('the step last told, from 0'),
  steps: z.int(),
  state: z.enum(['calling', 'confirmed', 'exhausted']),
  begunAt: z.string(),
  confirmedByName: z.string().nullable(),
  confirmedAt: z.string().nullable(),
});
export type Call = z.infer<typeof Call>;

export const SimulatedMessage = z.object({
  reference: z.string(),
  channel: z.enum(channels),
  address: z.string(),
  words: z.string(),
  at: z.string(),
  state: z.enum(attemptStates),
});
export type SimulatedMessage = z.infer<typeof SimulatedMessage>;

const own = { permission: 'notifications:own' } as const;
const code = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);

export const operations = {
  inbox: operation({
    ...own,
    method: 'GET',
    path: '/mine',
    summary: { zh: '我的消息', en: 'My notices, the latest first' },
    query: z.strictObject({ ...page, unread: z.enum(['yes', 'no']).optional() }),
    result: pageOf(Notice).extend({ unread: z.int() }),
  }),
  unread: operation({
    ...own,
    method: 'GET',
    path: '/mine/unread',
    summary: { zh: '未读条数', en: 'How many are unread' },
    result: z.object({ unread: z.int() }),
  }),
  one: operation({
    ...own,
    method: 'GET',
    path: '/mine/:id',
    summary: { zh: '一条消息', en: 'One notice of mine' },
    params: ById,
    result: Notice,
  }),
  read: operation({
    ...own,
    method: 'POST',
    path: '/mine/:id/read',
    summary: { zh: '标为已读；`all` 为全部', en: 'Mark as read; `all` marks every one' },
    params: ById,
    result: z.object({ unread: z.int() }),
  }),
  confirm: operation({
    ...own,
    method: 'POST',
    path: '/mine/:id/confirm',
    summary: { zh: '确认收到呼叫', en: 'Confirm a call of a contact tree' },
    params: ById,
    result: z.object({ unread: z.int() }),
  }),
  preferences: operation({
    ...own,
    method: 'GET',
    path: '/mine/preferences',
    summary: { zh: '我的接收设置', en: 'How I wish to be told' },
    result: Preferences.extend({
      kinds: z.array(z.object({ kind: z.string(), title: Text, mandatory: z.boolean() })),
    }),
  }),
  setPreferences: operation({
    ...own,
    method: 'PUT',
    path: '/mine/preferences',
    summary: { zh: '更改接收设置', en: 'Say how I wish to be told' },
    body: Preferences,
    result: Preferences,
  }),
  send: operation({
    method: 'POST',
    path: '/sent',
    summary: { zh: '向人员或单位发消息', en: 'Send a notice to colleagues or an organisation' },
    permission: 'notifications:send',
    body: z.strictObject({
      key: z.string().min(8).max(64).describe('made by the sender: sent twice it is one notice'),
      people: z.array(id).max(200).default([]),
      organisation: id.optional(),
      title: z.string().trim().min(1).max(60),
      words: z.string().trim().min(1).max(1000),
      urgency: z.enum(urgencies).default('normal'),
    }),
    result: z.object({ id: z.string().nullable().describe('null: it was sent before') }),
  }),
  colleagues: operation({
    method: 'GET',
    path: '/colleagues',
    summary: { zh: '本单位可通知的人员', en: 'People of the own organisation' },
    permission: 'notifications:send',
    result: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
  }),
  sent: operation({
    method: 'GET',
    path: '/sent',
    summary: { zh: '本单位发出的消息', en: "The organisation's notices, the latest first" },
    permission: 'notifications:send',
    query: z.strictObject(page),
    result: pageOf(Sent),
  }),
  receipts: operation({
    method: 'GET',
    path: '/sent/:id',
    summary: { zh: '一条消息的送达回执', en: 'A notice with its receipts' },
    permission: 'notifications:send',
    params: ById,
    result: Receipts,
  }),
  trees: operation({
    method: 'GET',
    path: '/trees',
    summary: { zh: '联络树与呼叫', en: 'Contact trees and their calls' },
    permission: 'notifications:trees',
    result: z.object({ trees: z.array(Tree), calls: z.array(Call) }),
  }),
  saveTree: operation({
    method: 'PUT',
    path: '/trees/:code',
    summary: { zh: '保存联络树', en: 'Keep a contact tree' },
    permission: 'notifications:trees',
    params: z.object({ code }),
    body: z.strictObject({ title: Text, steps: TreeSteps }),
    result: z.object({ code }),
  }),
  call: operation({
    method: 'POST',
    path: '/trees/:code/calls',
    summary: { zh: '启动联络树', en: 'Set a contact tree in motion' },
    permission: 'notifications:trees',
    params: z.object({ code }),
    body: z.strictObject({ words: z.string().trim().min(2).max(300) }),
    result: z.object({ call: z.string() }),
  }),
  simulated: operation({
    method: 'GET',
    path: '/simulated',
    summary: { zh: '模拟通道：本应发出的消息', en: 'What the stand-in would have sent' },
    permission: 'notifications:manage',
    query: z.strictObject(page),
    result: pageOf(SimulatedMessage),
  }),
  simulateReceipt: operation({
    method: 'POST',
    path: '/simulated/:reference/receipts',
    summary: { zh: '模拟一个回执', en: 'Let the stand-in tell of a message' },
    permission: 'notifications:manage',
    params: z.object({ reference: z.string().max(64) }),
    body: z.strictObject({
      id: z.string().min(1).max(64),
      channel: z.enum(channels),
      state: z.enum(['failed', 'delivered', 'read']),
      at: z.iso.datetime().optional(),
    }),
    result: z.object({ heard: z.boolean() }),
  }),
} as const;
