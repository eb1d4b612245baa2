import { z } from 'zod';
import { operation } from '#kernel/operation';
import { envelopeStates, sides, standings } from './names.ts';

const ByKey = z.object({ key: z.string().max(60) });
const instant = z.string().nullable();

export const Standing = z.object({
  standing: z.enum(standings),
  clockIsOff: z.boolean().describe('by more than the city minds; nothing depends on it'),
  channels: z.array(
    z.object({
      channel: z.string(),
      sent: z.int().nullable().describe('by the last word of whoever sends'),
      taken: z.int(),
      acknowledged: z.int(),
      missing: z.int().describe('sent and not here'),
      agrees: z.boolean().nullable().describe('digests of both ends; null while it cannot be said'),
      sentBytes: z.number().nullable(),
      takenBytes: z.number(),
      done: z.int(),
      refused: z.int(),
      saidAt: instant,
      lastAt: instant,
    }),
  ),
  gaps: z.array(
    z.object({ channel: z.string(), from: z.int(), to: z.int(), seenAt: z.string(), closedAt: instant }),
  ),
  holdings: z.array(
    z.object({
      agreement: z.string(),
      state: z.enum(['held', 'deleted']),
      rows: z.int(),
      at: z.string(),
      leasedUntil: instant,
    }),
  ),
  conflicts: z.array(
    z.object({
      dataset: z.string(),
      key: z.string().describe('masked where it is personal'),
      base: z.int(),
      version: z.int(),
      nodeOwner: z.string(),
      cityOwner: z.string(),
      fields: z
        .array(z.object({ field: z.string(), node: z.string().nullable(), city: z.string().nullable() }))
        .describe('those in which they differ; personal values masked'),
      decided: z.enum(sides),
      at: z.string(),
    }),
  ),
  envelopes: z.array(
    z.object({
      channel: z.string(),
      sequence: z.int(),
      name: z.string(),
      at: z.string(),
      state: z.enum(envelopeStates),
      batch: z.string().nullable(),
      why: z.object({ zh: z.string(), en: z.string() }).nullable(),
    }),
  ),
  receipts: z.array(
    z.object({ channel: z.string(), from: z.int(), to: z.int(), at: z.string(), signature: z.string() }),
  ),
});
export type Standing = z.infer<typeof Standing>;

export const Unpacked = z.object({
  number: z.int().describe('of the bundle'),
  taken: z.int().describe('envelopes that were not here before'),
  known: z.int(),
  gaps: z.array(z.object({ channel: z.string(), from: z.int(), to: z.int() })),
  refused: z
    .array(z.object({ channel: z.string(), code: z.string() }))
    .describe('channels that this node may not use, or whose log is another; the rest was taken'),
  missingBundles: z.array(z.int()),
});
export type Unpacked = z.infer<typeof Unpacked>;

export const operations = {
  standing: operation({
    method: 'GET',
    path: '/nodes/:key/standing',
    summary: { zh: '前置机的通道、缺失和回执', en: 'Channels, gaps and receipts of a node' },
    permission: 'nodes:read',
    params: ByKey,
    result: Standing,
  }),
  invite: operation({
    method: 'POST',
    path: '/nodes/:key/code',
    summary: { zh: '生成接入码（只显示一次）', en: 'A code for enrolling, shown once' },
    permission: 'nodes:enrol',
    secondFactor: true,
    params: ByKey,
    result: z.object({ code: z.string(), until: z.string() }),
  }),
  revoke: operation({
    method: 'POST',
    path: '/nodes/:key/revoke',
    summary: { zh: '吊销', en: 'Revoke a node' },
    permission: 'nodes:enrol',
    secondFactor: true,
    params: ByKey,
    body: z.strictObject({ why: z.string().trim().min(2).max(500) }),
    result: z.object({ revokedAt: z.string() }),
  }),
  enrolByFile: operation({
    method: 'POST',
    path: '/enrol-by-file',
    summary: { zh: '凭申请文件接入（隔离网）', en: 'Enrol a node by a file, where no network goes' },
    permission: 'nodes:enrol',
    secondFactor: true,
    body: z.strictObject({
      ticket: z.string().max(64),
      key: z.string().max(200),
      proof: z.string().max(200),
      mac: z.string().max(100),
    }),
    result: z.object({ node: z.string(), certificate: z.string().describe('for the node, as JSON') }),
  }),
  unpack: operation({
    method: 'POST',
    path: '/nodes/:key/bundle',
    summary: { zh: '收下前置机的数据包', en: 'Take a bundle of a node' },
    permission: 'nodes:unpack',
    params: ByKey,
    query: z.object({ filename: z.string().max(255) }),
    upload: { maxBytes: 64 * 1024 ** 3 },
    result: Unpacked,
  }),
  returned: operation({
    method: 'GET',
    path: '/nodes/:key/receipts',
    summary: { zh: '下载给前置机的回执包', en: 'Receipts and messages for a node, as a file' },
    permission: 'nodes:unpack',
    params: ByKey,
    result: z.unknown(),
    download: true,
  }),
} as const;
