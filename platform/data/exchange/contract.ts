import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { sendingOperations } from './changes/contract.ts';
import { frequencies, receiptWays, reportStates, standings, states, ways } from './names.ts';
import { ItemDecision, reason, RowFilter } from './shapes.ts';

export type { Item, ItemDecision, RowFilter } from './shapes.ts';

const ByKey = z.object({ key: z.string().max(40) });
const Standing = z.object({ number: z.string(), state: z.enum(states), agreement: z.string().nullable() });
export type Standing = z.infer<typeof Standing>;
const told = z.string().trim().min(4).max(1000);

export const Ask = z.strictObject({
  dataset: z.string().max(64),
  items: z.array(z.string().max(64)).min(1).max(200).describe('fields of the dataset'),
  purpose: z.string().max(64).describe('code of a purpose of the city'),
  legalBasis: told.describe('the law or rule and its article'),
  scenario: told.describe('which work of the department needs it, and how it is used'),
  system: z.string().trim().max(64).optional().describe('id of the API client that will read'),
  periodFrom: z.iso.date(),
  periodUntil: z.iso.date(),
  frequency: z.enum(frequencies),
  way: z.enum(ways).default('api'),
  renews: z
    .string()
    .max(40)
    .optional()
    .describe('agreement that this one takes over: longer, or with other items'),
});
export type Ask = z.infer<typeof Ask>;

export const Check = z.strictObject({ outcome: z.enum(['pass', 'return']), why: reason.optional() });
export const Decide = z.strictObject({
  items: z.array(ItemDecision).max(200),
  filter: RowFilter.default([]),
  why: reason.optional(),
});
export type Decide = z.infer<typeof Decide>;
export const Settle = z.strictObject({
  outcome: z.enum(['uphold', 'overrule']),
  items: z.array(ItemDecision).max(200).default([]),
  filter: RowFilter.optional().describe("the provider's stays when absent"),
  why: reason,
});
export type Settle = z.infer<typeof Settle>;
const Reason = z.strictObject({ why: reason });

const step = { method: 'POST', params: ByKey, result: Standing } as const;

export const operations = {
  askable: operation({
    method: 'GET',
    path: '/datasets/:key',
    summary: { zh: '可申请的信息项', en: 'What of a dataset can be asked for' },
    permission: 'exchange:ask',
    params: z.object({ key: z.string().max(64) }),
    result: z.object({
      code: z.string(),
      title: Text,
      provider: z.string(),
      own: z.boolean().describe("it is the reader's own: there is nothing to ask"),
      condition: Text.nullable(),
      basis: z.string().nullable().describe('legal basis of what is not shared'),
      items: z.array(z.object({ field: z.string(), label: Text, standing: z.enum([...standings, 'none']) })),
      purposes: z.array(z.object({ code: z.string(), title: Text })),
      longestDays: z.int(),
      today: z.iso.date(),
      systems: z
        .array(z.object({ id: z.string(), name: z.string() }))
        .describe("the reader's department's own"),
    }),
  }),
  mine: operation({
    method: 'GET',
    path: '/datasets/:key/mine',
    summary: {
      zh: '本单位对数据集已有的协议和在办的申请',
      en: 'What of a dataset one’s organisation has, or has asked for and waits for',
    },
    permission: 'exchange:ask',
    params: z.object({ key: z.string().max(64) }),
    result: z.object({
      items: z.array(
        z.object({
          kind: z.enum(['request', 'agreement']),
          key: z.string(),
          state: z.string().describe('of the request or the agreement'),
          purpose: z.string(),
          legalBasis: z.string(),
          scenario: z.string(),
          system: z.string().nullable(),
          way: z.enum(ways),
          frequency: z.enum(frequencies),
          periodFrom: z.iso.date(),
          periodUntil: z.iso.date(),
          items: z.array(z.string()),
        }),
      ),
    }),
  }),
  ask: operation({
    method: 'POST',
    path: '/ask',
    summary: { zh: '提出共享申请', en: 'Ask for a dataset' },
    permission: 'exchange:ask',
    body: Ask,
    result: Standing,
  }),
  check: operation({
    ...step,
    path: '/requests/:key/check',
    summary: { zh: '形式审查', en: 'Formal check of a request' },
    permission: 'exchange:check',
    body: Check,
  }),
  decide: operation({
    ...step,
    path: '/requests/:key/decide',
    summary: { zh: '逐项决定', en: 'Decide a request item by item' },
    permission: 'exchange:decide',
    body: Decide,
  }),
  dispute: operation({
    ...step,
    path: '/requests/:key/dispute',
    summary: { zh: '提出争议', en: 'Dispute what was refused' },
    permission: 'exchange:ask',
    body: Reason,
  }),
  settle: operation({
    ...step,
    path: '/requests/:key/settle',
    summary: { zh: '裁定争议', en: 'Settle a dispute' },
    permission: 'exchange:check',
    body: Settle,
  }),
  takeBack: operation({
    ...step,
    path: '/requests/:key/take-back',
    summary: { zh: '撤回申请', en: 'Withdraw a request' },
    permission: 'exchange:ask',
    body: Reason,
  }),
  document: operation({
    method: 'GET',
    path: '/agreements/:key/document',
    summary: { zh: '下载协议（ODRL JSON-LD）', en: 'The agreement as ODRL JSON-LD' },
    permission: 'exchange:read',
    params: ByKey,
    query: z.object({ version: z.coerce.number().int().min(1).max(1_000_000).optional() }),
    result: z.unknown(),
    download: true,
  }),
  recall: operation({
    method: 'POST',
    path: '/agreements/:key/recall',
    summary: { zh: '收回', en: 'Recall an agreement, at once' },
    permission: 'exchange:recall',
    params: ByKey,
    body: Reason,
    result: z.object({ id: z.string(), recalledAt: z.string() }),
  }),
  use: operation({
    method: 'GET',
    path: '/agreements/:key/use',
    summary: { zh: '使用情况', en: 'What was used of an agreement, by day' },
    permission: 'exchange:read',
    params: ByKey,
    result: z.object({
      today: z.string(),
      left: z.int().describe('rows that may still be read today'),
      days: z.array(
        z.object({ day: z.string(), calls: z.int(), rows: z.int(), lastAt: z.string().nullable() }),
      ),
      withheld: z
        .array(z.string())
        .describe('items that are granted and do not leave, since the catalogue has become stricter'),
    }),
  }),
  exchanges: operation({
    method: 'GET',
    path: '/agreements/:key/exchanges',
    summary: { zh: '交换记录（收据）', en: 'Exchanges by an agreement, with their receipts' },
    permission: 'exchange:read',
    params: ByKey,
    query: z.object({
      before: z
        .string()
        .regex(/^\d{1,15}\.\d{1,6}$/)
        .optional()
        .describe('`next` of the page before'),
      limit: z.coerce.number().int().min(1).max(200).default(20),
    }),
    result: z.object({
      items: z.array(
        z.object({
          receipt: z.string(),
          at: z.string(),
          way: z.enum(receiptWays),
          client: z.string(),
          rows: z.int(),
          bytes: z.int(),
          whole: z.boolean().describe('everything that was to leave has left'),
          batch: z.int(),
          acknowledged: z.boolean().describe('the consumer has signed for it'),
        }),
      ),
      next: z.string().nullable(),
    }),
  }),
  file: operation({
    method: 'GET',
    path: '/agreements/:key/file',
    summary: { zh: '下载约定的数据文件', en: 'What an agreement gives, as a file' },
    permission: 'exchange:fetch',
    params: ByKey,
    query: z.object({
      format: z.enum(['csv', 'parquet']).default('csv'),
      purpose: z.string().max(500).describe('as x-purpose: a link of a page bears no header'),
    }),
    result: z.unknown(),
    download: true,
  }),
  ...sendingOperations,
  proof: operation({
    method: 'GET',
    path: '/receipts/:key/proof',
    summary: { zh: '下载交换证明', en: 'What proves an exchange, for a file' },
    permission: 'exchange:read',
    params: ByKey,
    result: z.unknown(),
    download: true,
  }),
  report: operation({
    method: 'POST',
    path: '/agreements/:key/reports',
    summary: { zh: '提出校核意见', en: 'Report an error in a row' },
    permission: 'exchange:report',
    params: ByKey,
    body: z.strictObject({
      rowKey: z.string().min(1).max(200).describe('key of the row as it was given'),
      item: z.string().max(64),
      wrong: told,
    }),
    result: z.object({ number: z.string() }),
  }),
  reportedRow: operation({
    method: 'GET',
    path: '/reports/:key/row',
    summary: { zh: '校核意见所指的数据行', en: 'Which of the provider’s rows an error report means' },
    permission: 'exchange:decide',
    params: ByKey,
    result: z.object({
      key: z.string().describe('as the provider knows the row, whatever the consumer was given'),
      batch: z.string(),
      row: z.int().describe('its place in the delivery, from 1'),
    }),
  }),
  answer: operation({
    method: 'POST',
    path: '/reports/:key/answer',
    summary: { zh: '答复校核意见', en: 'Answer an error report' },
    permission: 'exchange:decide',
    params: ByKey,
    body: z.strictObject({ outcome: z.enum(['accept', 'reject']), answer: reason }),
    result: z.object({ number: z.string(), state: z.enum(reportStates) }),
  }),
} as const;
