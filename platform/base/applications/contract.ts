import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { healths, signOns } from './names.ts';
import { ForeignMessage, ForeignTodo, Link } from './shapes.ts';

export { ForeignMessage, ForeignTodo } from './shapes.ts';

const ByKey = z.object({ key: z.string().max(120) });
const Done = z.object({ done: z.literal(true) });

export const MenuEntry = z.object({
  code: z.string(),
  name: Text,
  purpose: z.string(),
  owner: z.string(),
  ownerName: Text.nullable(),
  signOn: z.enum(signOns),
  health: z.enum(healths).nullable(),
  open: z.boolean().describe('whoever asks may open it'),
  why: Text.nullable().describe('why not, and who grants it'),
  replacedBy: z.string().nullable(),
  simulated: z.boolean(),
});
export type MenuEntry = z.infer<typeof MenuEntry>;

export const FeedState = z.object({
  code: z.string(),
  title: Text,
  gives: z.enum(['todos', 'messages']),
  enabled: z.boolean(),
  fetchedAt: z.string().nullable(),
  nextAt: z.string().nullable(),
  misses: z.int(),
  fault: Text.nullable(),
  secret: z.boolean().describe('a key is set'),
});
export type FeedState = z.infer<typeof FeedState>;

export const SystemState = z.object({
  health: z.enum(healths).nullable(),
  lookedAt: z.string().nullable(),
  misses: z.int(),
  fault: Text.nullable(),
  feeds: z.array(FeedState),
  waiting: z.int().describe('its to-dos in the inbox'),
  unknown: z.int().describe('to-dos and messages for accounts that nobody is tied to'),
  accounts: z.int(),
  days: z.array(
    z.object({
      day: z.string(),
      looks: z.int(),
      up: z.int(),
      latencyMs: z.int().nullable(),
      signOns: z.int(),
      persons: z.int(),
    }),
  ),
});
export type SystemState = z.infer<typeof SystemState>;

const Result = z.object({
  id: z.string(),
  outcome: z
    .enum(['taken', 'unchanged', 'nobody'])
    .describe('nobody: kept until somebody is tied to the account'),
});
const Pushed = z.object({ items: z.array(Result) });
export type PushResult = z.infer<typeof Result>;

const push = { permission: 'applications:push', method: 'POST', params: ByKey, result: Pushed } as const;
const write = { permission: 'applications:write', params: ByKey } as const;

export const operations = {
  menu: operation({
    method: 'GET',
    path: '/menu',
    summary: { zh: '应用入口：各系统与常用', en: 'Every system, what one may open, and favourites' },
    permission: 'applications:open',
    result: z.object({ items: z.array(MenuEntry), favourites: z.array(z.string()) }),
  }),
  favourite: operation({
    method: 'PUT',
    path: '/menu/favourites',
    summary: { zh: '设为或取消常用', en: 'Keep or drop a favourite' },
    permission: 'applications:open',
    body: z.strictObject({
      entry: z.string().trim().min(1).max(200).describe('code of a system, or path of a page of the console'),
      on: z.boolean(),
    }),
    result: z.object({ favourites: z.array(z.string()) }),
  }),
  open: operation({
    method: 'POST',
    path: '/systems/:key/open',
    summary: { zh: '打开系统', en: 'Open a system: where to send the browser' },
    permission: 'applications:open',
    params: ByKey,
    body: z.strictObject({ to: Link.optional().describe("a place below the system's address") }),
    result: z.object({ to: z.string(), signOn: z.enum(signOns), there: z.string().nullable() }),
  }),
  state: operation({
    method: 'GET',
    path: '/systems/:key/state',
    summary: { zh: '系统运行与使用', en: "A system's health, feeds and use" },
    permission: 'applications:read',
    params: ByKey,
    result: SystemState,
  }),
  look: operation({
    ...write,
    method: 'POST',
    path: '/systems/:key/look',
    summary: { zh: '立即探测', en: 'Look at it now' },
    result: SystemState,
  }),
  inside: operation({
    method: 'PUT',
    path: '/systems/:key/inside',
    summary: { zh: '确认系统在本市内网', en: "Say that a system stands in the city's own network" },
    permission: 'applications:connect',
    secondFactor: true,
    params: ByKey,
    body: z.strictObject({ inside: z.boolean() }),
    result: Done,
  }),
  connect: operation({
    method: 'POST',
    path: '/systems/:key/sign-on',
    summary: {
      zh: '开通单点登录',
      en: 'Open sign-on: the system becomes an application of our OpenID provider',
    },
    permission: 'applications:connect',
    secondFactor: true,
    params: ByKey,
    body: z.strictObject({
      redirectUris: z.array(z.string().trim().min(1).max(500)).min(1).max(20),
      logoutUris: z.array(z.string().trim().min(1).max(500)).max(20).default([]),
      backchannelUri: z.string().trim().max(500).optional(),
    }),
    result: z.object({ id: z.string(), secret: z.string() }),
  }),
  pull: operation({
    ...write,
    method: 'POST',
    path: '/feeds/:key/pull',
    summary: { zh: '立即取数', en: 'Fetch now' },
    result: z.object({ job: z.string() }),
  }),
  credential: operation({
    ...write,
    method: 'PUT',
    path: '/feeds/:key/credential',
    summary: { zh: '设置来源的密钥', en: "Set the feed's key; it is never shown again" },
    body: z.strictObject({ secret: z.string().min(1).max(1000).nullable() }),
    result: Done,
  }),
  pushTodos: operation({
    ...push,
    path: '/systems/:key/todos',
    summary: { zh: '推送待办', en: 'Push to-dos; the same again, or an older one late, changes nothing' },
    body: z.strictObject({ items: z.array(ForeignTodo).min(1).max(200) }),
  }),
  pushMessages: operation({
    ...push,
    path: '/systems/:key/messages',
    summary: { zh: '推送消息', en: 'Push messages; one id is told once' },
    body: z.strictObject({ items: z.array(ForeignMessage).min(1).max(200) }),
  }),
} as const;
