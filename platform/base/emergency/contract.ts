import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { states } from './rules.ts';

export const verdicts = ['justified', 'unjustified'] as const;

/** Glass that was broken: who opened which row, why, until when, and what the review found. */
export const Glass = z.object({
  id: z.string(),
  record: z.string(),
  key: z.string(),
  reason: z.string(),
  brokenBy: z.string(),
  brokenByName: z.string().nullable(),
  organisation: z.string(),
  organisationName: Text.nullable(),
  informedName: z.string().nullable(),
  brokenAt: z.string(),
  endsAt: z.string(),
  looks: z.number().int().describe('how often the row was shown'),
  state: z.enum(states),
  verdict: z.enum(verdicts).nullable(),
  review: z.string().nullable(),
  reviewedAt: z.string().nullable(),
});
export type Glass = z.infer<typeof Glass>;

const ById = z.object({ id: z.string().max(64) });
const words = (least: number) => z.string().trim().min(least).max(1000);
const page = {
  after: z.string().max(200).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
const Page = z.object({ items: z.array(Glass), next: z.string().nullable() });

export const operations = {
  break: operation({
    method: 'POST',
    path: '/glasses',
    summary: {
      zh: '应急查阅：打开一条无权查看的记录',
      en: 'Break the glass: open one row that one has no right to',
    },
    permission: 'emergency:break',
    body: z.strictObject({
      record: z.string().max(100).describe('`registers.person`'),
      key: z.string().min(1).max(200),
      reason: words(10).describe('what the emergency is'),
      informed: z.string().max(64).describe('id of the colleague who is told at once'),
    }),
    result: Glass,
  }),
  row: operation({
    method: 'GET',
    path: '/glasses/:id/row',
    summary: { zh: '查看已打开的记录', en: 'The row behind the broken glass, unmasked, while it is open' },
    permission: 'emergency:break',
    params: ById,
    result: z.object({
      glass: Glass,
      title: Text,
      fields: z.array(z.object({ name: z.string(), label: Text, value: z.string().nullable() })),
    }),
  }),
  end: operation({
    method: 'POST',
    path: '/glasses/:id/end',
    summary: { zh: '结束应急查阅', en: 'Close it before its time is over' },
    permission: 'emergency:break',
    params: ById,
    result: Glass,
  }),
  colleagues: operation({
    method: 'GET',
    path: '/colleagues',
    summary: { zh: '可告知的同事和可打开的登记册', en: 'Who can be told, and what can be opened' },
    permission: 'emergency:break',
    result: z.object({
      items: z.array(z.object({ id: z.string(), name: z.string() })),
      records: z.array(z.object({ id: z.string(), title: Text })),
      minutes: z.number().int(),
    }),
  }),
  mine: operation({
    method: 'GET',
    path: '/mine',
    summary: { zh: '我的应急查阅', en: 'What I opened' },
    permission: 'emergency:break',
    query: z.strictObject(page),
    result: Page,
  }),
  list: operation({
    method: 'GET',
    path: '/glasses',
    summary: { zh: '全部应急查阅', en: 'All broken glass, the latest first' },
    permission: 'emergency:review',
    query: z.strictObject({ ...page, state: z.enum(states).optional() }),
    result: Page,
  }),
  review: operation({
    method: 'POST',
    path: '/glasses/:id/review',
    summary: { zh: '事后复核', en: 'Review afterwards, with a verdict' },
    permission: 'emergency:review',
    params: ById,
    body: z.strictObject({ verdict: z.enum(verdicts), words: words(2) }),
    result: Glass,
  }),
} as const;
