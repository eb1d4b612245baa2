import { z } from 'zod';
import { operation } from '#kernel/operation';

const instant = z.string().nullable();

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
  messages: z.array(z.record(z.string(), z.unknown())).describe('the newest that the city sent'),
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
} as const;
