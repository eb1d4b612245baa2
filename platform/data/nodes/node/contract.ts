import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { sides } from '../names.ts';

const ByKey = z.object({ key: z.string().max(40) });
const Values = z.record(z.string().max(64), z.string().max(10_000).nullable());
const instant = z.string().nullable();

/** What the city says of a file that came, and what else it may say. */
const Message = z.looseObject({
  what: z.string(),
  at: z.string(),
  name: z.string().optional(),
  rows: z.int().optional(),
  good: z.int().optional(),
  bad: z.int().optional(),
  why: Text.optional(),
});
export type Message = z.output<typeof Message>;

export const NodeStatus = z.object({
  node: z.string().nullable().describe('null before it was enrolled'),
  city: z.string().nullable(),
  heardAt: instant.describe('when the city last answered, by this clock'),
  calledAt: instant,
  trouble: z.string().nullable().describe('code of why the last call failed'),
  clockOffset: z.number().nullable().describe("milliseconds by which this clock is ahead of the city's"),
  keyUntil: instant,
  datasets: z.array(z.string()),
  channels: z.array(
    z.object({ channel: z.string(), sequence: z.int(), acknowledged: z.int(), waiting: z.int() }),
  ),
  waiting: z.int(),
  agreements: z.array(
    z.object({
      agreement: z.string(),
      state: z.enum(['waiting', 'held', 'deleted']),
      reason: z.string().nullable(),
      rows: z.int(),
      takenAt: instant,
      leaseSeconds: z.int(),
      proved: z.boolean().describe("the gateway's receipt with its proof lies here"),
    }),
  ),
  messages: z.array(Message).describe('the newest that the city sent'),
});
export type NodeStatus = z.infer<typeof NodeStatus>;

export const nodeOperations = {
  status: operation({
    method: 'GET',
    path: '/status',
    summary: { zh: '前置机的状态', en: 'How the node stands' },
    permission: 'nodes:local',
    result: NodeStatus,
  }),
  put: operation({
    method: 'POST',
    path: '/files',
    summary: { zh: '交一个文件', en: 'Hand in a file' },
    permission: 'nodes:local',
    query: z.object({ dataset: z.string().max(64), filename: z.string().min(1).max(255) }),
    upload: { maxBytes: 4 * 1024 ** 3 },
    result: z.object({ sequence: z.int(), digest: z.string() }),
  }),
  pack: operation({
    method: 'POST',
    path: '/pack',
    summary: { zh: '打包待送的数据', en: 'What is to go over by a medium, as one signed file' },
    permission: 'nodes:local',
    query: z.object({ again: z.enum(['yes', 'no']).default('no') }),
    result: z.unknown(),
    download: true,
  }),
  packed: operation({
    method: 'POST',
    path: '/packed',
    summary: { zh: '数据包已妥善保存', en: 'The bundle is safe: what it holds is not packed again' },
    permission: 'nodes:local',
    body: z.strictObject({ number: z.int().min(1) }),
    result: z.object({ number: z.int() }),
  }),
  takeReturned: operation({
    method: 'POST',
    path: '/returned',
    summary: { zh: '收下城市的回执包', en: 'Take receipts and messages of the city' },
    permission: 'nodes:local',
    query: z.object({ filename: z.string().max(255) }),
    upload: { maxBytes: 1024 ** 3 },
    result: z.object({ receipted: z.int(), messages: z.int() }),
  }),
  follow: operation({
    method: 'PUT',
    path: '/agreements/:key',
    summary: { zh: '在前置机保存一份协议的数据', en: 'Hold the rows of an agreement here' },
    permission: 'nodes:local',
    params: ByKey,
    body: z.strictObject({ purpose: z.string().trim().min(1).max(64) }),
    result: z.object({ agreement: z.string() }),
  }),
  rows: operation({
    method: 'GET',
    path: '/agreements/:key/rows',
    summary: {
      zh: '读取保存在前置机的数据（租约之内）',
      en: 'Rows that are held here, while the lease runs',
    },
    permission: 'nodes:local',
    purpose: true,
    params: ByKey,
    query: z.object({
      after: z
        .string()
        .regex(/^\d{1,9}\.\d{1,9}$/)
        .optional(),
      limit: z.coerce.number().int().min(1).max(5000).default(200),
    }),
    result: z.object({
      agreement: z.string(),
      dataset: z.string().nullable(),
      simulated: z.boolean(),
      takenAt: instant,
      leaseSeconds: z.int().describe('how long they may still be served'),
      fields: z.array(z.string()),
      items: z.array(z.record(z.string(), z.string().nullable())),
      next: z.string().nullable(),
    }),
  }),
  sharedRows: operation({
    method: 'GET',
    path: '/shared/:dataset/rows',
    summary: {
      zh: '两端维护的数据集在本机的行',
      en: 'Rows of a dataset that is kept at both ends, as they lie here',
    },
    permission: 'nodes:local',
    purpose: true,
    params: z.object({ dataset: z.string().max(64) }),
    query: z.object({
      after: z.string().max(200).default(''),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }),
    result: z.object({
      items: z.array(
        z.object({
          key: z.string(),
          version: z.int(),
          base: z.int(),
          values: Values,
          side: z.enum(sides),
          state: z.enum(['same', 'changed', 'sent']),
        }),
      ),
      next: z.string().nullable(),
    }),
  }),
  changeRow: operation({
    method: 'PUT',
    path: '/shared/:dataset/rows/:key',
    summary: { zh: '在本机改一行', en: 'Change a row here' },
    permission: 'nodes:local',
    params: z.object({ dataset: z.string().max(64), key: z.string().min(1).max(200) }),
    body: z.strictObject({ values: Values }),
    result: z.object({ version: z.int().describe('from which the change was made') }),
  }),
} as const;
