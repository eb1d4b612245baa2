import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { Column, formats } from '../shapes.ts';

const words = z.string().trim().min(10).max(1000);
const ById = z.object({ id: z.string().max(64) });
const Decided = z.object({ state: z.string() });

/** A resource that is open to whoever is granted it: described to everybody, handed out to nobody else. */
export const OnRequest = z.object({
  code: z.string(),
  title: Text,
  abstract: Text,
  provider: z.object({ code: z.string(), name: Text }),
  cycle: z.string(),
  updatedAt: z.string(),
  rows: z.int(),
  columns: z.array(Column),
  formats: z.array(z.enum(formats)),
  simulated: z.boolean(),
});
export type OnRequest = z.infer<typeof OnRequest>;

export const MyRequest = z.object({
  id: z.string(),
  release: z.string(),
  title: z.string(),
  purpose: z.string(),
  usage: z.string(),
  months: z.int(),
  askedAt: z.string(),
  state: z.enum(['asked', 'granted', 'expired', 'refused', 'withdrawn', 'recalled']),
  decidedAt: z.string().nullable(),
  terms: z.string().nullable(),
  until: z.string().nullable(),
  reason: z.string().nullable(),
  keyMadeAt: z.string().nullable().describe('when its key was made; null: none'),
  uses: z.int(),
  files: z.array(z.string()).describe('paths of its files while it is granted'),
  simulated: z.boolean(),
});
export type MyRequest = z.infer<typeof MyRequest>;

const own = { permission: 'open-data:ask' } as const;
const decides = { permission: 'open-data:grant', method: 'POST', params: ById, result: Decided } as const;

export const requestOperations = {
  onRequest: operation({
    method: 'GET',
    path: '/public/on-request',
    summary: { zh: '按申请开放的数据', en: 'Data that is open on request' },
    permission: 'public',
    result: z.object({ items: z.array(OnRequest) }),
  }),
  oneOnRequest: operation({
    method: 'GET',
    path: '/public/on-request/:code',
    summary: { zh: '一项按申请开放的数据', en: 'One resource that is open on request' },
    permission: 'public',
    params: z.object({ code: z.string().max(80) }),
    result: OnRequest,
  }),
  ask: operation({
    ...own,
    method: 'POST',
    path: '/my/requests',
    summary: { zh: '申请有条件开放的数据', en: 'Ask for a resource that is open on request' },
    body: z.strictObject({
      code: z.string().max(80),
      purpose: words,
      usage: words.describe('what is made of it, who sees it'),
      months: z.int().min(1).max(36),
    }),
    result: z.object({ id: z.string() }),
  }),
  myRequests: operation({
    ...own,
    method: 'GET',
    path: '/my/requests',
    summary: { zh: '我的数据申请', en: 'What I, or whom I act for, asked for' },
    result: z.object({ items: z.array(MyRequest) }),
  }),
  takeBackRequest: operation({
    ...own,
    method: 'POST',
    path: '/my/requests/:id/withdraw',
    summary: { zh: '撤回申请', en: 'Take a request back, or give a grant up' },
    params: ById,
    result: Decided,
  }),
  makeKey: operation({
    ...own,
    method: 'POST',
    path: '/my/requests/:id/key',
    summary: { zh: '生成访问密钥', en: 'Make the key of a grant; the one before ends' },
    params: ById,
    result: z.object({ key: z.string().describe('shown this once; only its digest is kept') }),
  }),
  grantRequest: operation({
    ...decides,
    path: '/requests/:id/grant',
    summary: { zh: '同意申请', en: 'Grant a request' },
    body: z.strictObject({ terms: words, months: z.int().min(1).max(36).describe('no more than was asked') }),
  }),
  refuseRequest: operation({
    ...decides,
    path: '/requests/:id/refuse',
    summary: { zh: '不同意申请', en: 'Refuse a request' },
    body: z.strictObject({ reason: words }),
  }),
  recallGrant: operation({
    ...decides,
    path: '/requests/:id/recall',
    summary: { zh: '收回授权', en: 'Take a grant back at once' },
    body: z.strictObject({ reason: words }),
  }),
} as const;
