import { z } from 'zod';
import { operation } from '../operation.ts';
import { Text } from '../texts.ts';

export const SubscriberView = z.object({
  name: z.string(),
  event: z.string().describe('name@version'),
  title: Text.describe('of the event'),
  position: z.number().int().describe('how far it has been told'),
  behind: z.number().int().describe('events not told yet; counted up to 10,000'),
  movedAt: z.string().nullable(),
  retrying: z.number().int(),
  dead: z.number().int(),
  parked: z.number().int().describe('events that wait behind a failed one of their key'),
});
export type SubscriberView = z.infer<typeof SubscriberView>;

export const LetterStatus = z.enum(['retrying', 'dead', 'parked', 'dropped']);

export const LetterView = z.object({
  id: z.number().int(),
  subscriber: z.string(),
  event: z.object({
    id: z.number().int(),
    name: z.string(),
    version: z.number().int(),
    occurredAt: z.string(),
    recordedAt: z.string(),
  }),
  key: z.string(),
  status: LetterStatus,
  attempts: z.number().int(),
  problem: z.object({ status: z.number().int(), code: z.string(), detail: Text }).nullable(),
  firstAt: z.string(),
  lastAt: z.string(),
  parkedBehind: z.number().int().describe('events of its key that wait behind it'),
  droppedBy: z.string().nullable(),
  reason: z.string().nullable(),
});
export type LetterView = z.infer<typeof LetterView>;

export const LetterListQuery = z.object({
  subscriber: z.string().max(200).optional(),
  status: LetterStatus.default('dead'),
  after: z.coerce.number().int().optional().describe('id of the last letter of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type LetterListQuery = z.output<typeof LetterListQuery>;

const params = z.object({ id: z.coerce.number().int() });
const permission = 'events:manage';

/** Below `/api/events`. */
export const operations = {
  subscribers: operation({
    method: 'GET',
    path: '/subscribers',
    summary: { zh: '订阅方及其进度', en: 'Subscribers and how far they are' },
    permission,
    result: z.object({ items: z.array(SubscriberView) }),
  }),
  letters: operation({
    method: 'GET',
    path: '/dead-letters',
    summary: { zh: '未能送达的事件，旧的在前', en: 'Events that could not be delivered, oldest first' },
    permission,
    query: LetterListQuery,
    result: z.object({ items: z.array(LetterView), next: z.number().int().nullable() }),
  }),
  replay: operation({
    method: 'POST',
    path: '/dead-letters/:id/replay',
    summary: {
      zh: '重新投递一个事件及其后等待的事件',
      en: 'Deliver one event again, and those that wait behind it',
    },
    permission,
    params,
    result: LetterView,
  }),
  replayAll: operation({
    method: 'POST',
    path: '/dead-letters/replay',
    summary: { zh: '重新投递全部未送达事件', en: 'Deliver all dead letters again' },
    permission,
    body: z.object({ subscriber: z.string().max(200).optional().describe('of this subscriber only') }),
    result: z.object({ replayed: z.number().int() }),
  }),
  drop: operation({
    method: 'POST',
    path: '/dead-letters/:id/drop',
    summary: {
      zh: '放弃一个事件并说明理由，其后等待的事件继续投递',
      en: 'Give one event up, with a reason; those behind it go on',
    },
    permission,
    params,
    body: z.object({ reason: z.string().trim().min(1).max(500) }),
    result: LetterView,
  }),
} as const;
