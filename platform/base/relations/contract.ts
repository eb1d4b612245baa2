import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';

export const bases = ['law', 'contract', 'consent', 'court'] as const;
export type Basis = (typeof bases)[number];

export const states = ['asked', 'standing', 'refused', 'ended'] as const;
export type State = (typeof states)[number];

const Instant = z.iso.datetime({ offset: true });
const Key = z.string().trim().min(1).max(100);

export const KindShown = z.object({
  id: z.string(),
  title: Text,
  meaning: Text,
  subject: z.string(),
  holder: z.enum(['actor', 'organisation']),
  consent: z.boolean(),
  offered: z.boolean(),
  longestDays: z.number().int().nullable(),
  records: z.array(Text).describe('registers that it opens'),
  permissions: z.array(z.string()).describe("what the holder may do in the subject's place"),
});
export type KindShown = z.infer<typeof KindShown>;

/** A relation as the one it is about sees it. */
export const MyRelation = z.object({
  id: z.string(),
  kind: z.string(),
  title: Text,
  meaning: Text,
  state: z.enum(states),
  over: z.boolean().describe('it stood, and its period has passed'),
  holder: z.object({ kind: z.enum(['actor', 'organisation']), name: Text.nullable() }),
  forWhom: z.string().nullable().describe('key of the subject, when it is not the reader themselves'),
  basis: z.enum(bases),
  article: z.string().nullable(),
  purpose: z.string().nullable(),
  beginsAt: z.string(),
  endsAt: z.string().nullable(),
  madeAt: z.string(),
  mayAnswer: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type MyRelation = z.infer<typeof MyRelation>;

export const Made = z.object({ id: z.string(), state: z.enum(states) });

export const PurposeShown = z.object({ code: z.string(), title: Text, opens: z.array(z.string()) });

const One = z.object({ id: z.string().max(64) });

export const operations = {
  kinds: operation({
    method: 'GET',
    path: '/kinds',
    summary: { zh: '关系和授权的种类', en: 'Kinds of relations and consents' },
    permission: 'public',
    result: z.object({ items: z.array(KindShown) }),
  }),
  purposes: operation({
    method: 'GET',
    path: '/purposes-in-use',
    summary: { zh: '查看个人信息的用途', en: 'Purposes for which personal data is read' },
    permission: 'public',
    result: z.object({ freeText: z.boolean(), items: z.array(PurposeShown) }),
  }),
  holders: operation({
    method: 'GET',
    path: '/holders',
    summary: { zh: '可以给予授权的单位', en: 'Organisations to which a consent can be given' },
    permission: 'relations:self',
    result: z.object({ items: z.array(z.object({ code: z.string(), name: Text })) }),
  }),
  mine: operation({
    method: 'GET',
    path: '/mine',
    summary: { zh: '我的授权', en: 'My consents' },
    permission: 'relations:self',
    result: z.object({ items: z.array(MyRelation) }),
  }),
  give: operation({
    method: 'POST',
    path: '/mine',
    summary: { zh: '给予授权', en: 'Give a consent' },
    permission: 'relations:self',
    body: z.strictObject({
      kind: Key,
      organisation: Key,
      endsAt: Instant,
      purpose: z.string().trim().max(200).optional(),
    }),
    result: Made,
  }),
  answer: operation({
    method: 'POST',
    path: '/mine/:id/answer',
    summary: { zh: '答复授权请求', en: 'Answer a request for consent' },
    permission: 'relations:self',
    params: One,
    body: z.strictObject({ agree: z.boolean() }),
    result: Made,
  }),
  withdraw: operation({
    method: 'POST',
    path: '/mine/:id/withdraw',
    summary: { zh: '撤回授权', en: 'Withdraw a consent' },
    permission: 'relations:self',
    params: One,
    result: Made,
  }),
  make: operation({
    method: 'POST',
    path: '/made',
    summary: { zh: '登记关系或请求授权', en: 'Register a relation or ask for a consent' },
    permission: 'relations:make',
    body: z.strictObject({
      kind: Key,
      subject: Key,
      holder: Key.optional().describe("actor id or organisation code; the maker's own when absent"),
      basis: z.enum(bases),
      article: z.string().trim().min(1).max(200).optional(),
      purpose: z.string().trim().min(1).max(200).optional(),
      beginsAt: Instant.optional(),
      endsAt: Instant.optional(),
    }),
    result: Made.extend({ reachable: z.boolean().describe('the subject has an account to answer with') }),
  }),
  end: operation({
    method: 'POST',
    path: '/made/:id/end',
    summary: { zh: '结束关系', en: 'End a relation' },
    permission: 'relations:make',
    params: One,
    body: z.strictObject({ reason: z.string().trim().min(1).max(200) }),
    result: Made,
  }),
} as const;
