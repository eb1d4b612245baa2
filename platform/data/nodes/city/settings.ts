import { z } from 'zod';
import { defineCityFile } from '#kernel/city';

/** How nodes are dealt with. */
export const NodeRules = z.strictObject({
  office: z.string().describe('organisation that looks after the nodes'),
  lease_seconds: z
    .int()
    .min(10)
    .max(86_400)
    .describe('how long a node may serve rows of an agreement after the city has said that it stands'),
  key_days: z
    .int()
    .min(1)
    .max(3660)
    .describe("how long a node's key holds; it renews it by itself in the last third"),
  code_minutes: z.int().min(5).max(10_080).describe('how long a code for enrolling a node holds'),
  silent_minutes: z
    .int()
    .min(1)
    .max(10_080)
    .describe('after which a node that does not call counts as silent'),
  payload_days: z
    .int()
    .min(1)
    .max(3660)
    .describe(
      'how long contents that nodes sent are kept after the city worked on them, and pieces of broken files',
    ),
  skew_seconds: z.int().min(1).max(3600).describe("how far a node's clock may be off before it is said"),
});
export type NodeRules = z.infer<typeof NodeRules>;

export const nodesFile = defineCityFile({
  path: 'nodes.yaml',
  format: 'yaml',
  title: { zh: '前置机规则', en: 'Rules of exchange nodes' },
  schema: NodeRules,
});
