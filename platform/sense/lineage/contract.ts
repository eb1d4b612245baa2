import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { OpenLineageEvent } from './openlineage.ts';

export const Stage = z.enum(['source', 'lake', 'record', 'indicator', 'outside', 'job']);
export type Stage = z.infer<typeof Stage>;

export const LineageNode = z
  .object({
    id: z.string().describe('`dataset:<namespace>:<name>` or `job:<namespace>:<name>`'),
    kind: z.enum(['dataset', 'job']),
    namespace: z.string(),
    name: z.string(),
    title: Text,
    stage: Stage,
    owner: z.object({ code: z.string(), name: Text }).nullable(),
    path: z.string().nullable().describe('where it opens, below the console'),
    simulated: z.boolean(),
    version: z.string().nullable().describe('the batch or instant that it was last seen in'),
    rows: z.number().int().nullable(),
    state: z.string().nullable().describe('how the last run of a job ended'),
    at: z.string().describe('when it was last told of'),
  })
  .meta({ id: 'LineageNode' });
export type LineageNode = z.infer<typeof LineageNode>;

export const LineageEdge = z.object({
  from: z.string(),
  to: z.string(),
  at: z.string(),
});

const FieldLine = z.object({
  name: z.string(),
  label: Text.nullable(),
  type: z.string().nullable(),
  from: z.array(z.object({ dataset: z.string(), field: z.string() })),
});

const Run = z.object({
  run: z.uuid(),
  state: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  rows: z.number().int().nullable(),
  problem: z.string().nullable(),
});

/** Below `/api/lineage`. */
export const operations = {
  receive: operation({
    method: 'POST',
    path: '/events',
    summary: {
      zh: '接收其他系统的血缘事件（OpenLineage 2-0-2）',
      en: 'Take an event of another system (OpenLineage 2-0-2)',
    },
    permission: 'lineage:write',
    body: OpenLineageEvent,
    result: z.object({
      sequence: z.number().int(),
      known: z.boolean().describe('told before; nothing changed'),
    }),
  }),
  events: operation({
    method: 'GET',
    path: '/events',
    summary: {
      zh: '血缘事件，旧的在前（OpenLineage 2-0-2）',
      en: 'Events, oldest first (OpenLineage 2-0-2)',
    },
    permission: 'lineage:read',
    query: z.object({
      job: z.string().max(1000).optional().describe('`<namespace>:<name>`'),
      run: z.uuid().optional(),
      after: z.coerce
        .number()
        .int()
        .min(0)
        .default(0)
        .describe('sequence of the last event of the page before'),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    result: z.object({
      items: z.array(z.object({ sequence: z.number().int(), receivedAt: z.string(), event: z.unknown() })),
      next: z.number().int().nullable(),
    }),
  }),
  nodes: operation({
    method: 'GET',
    path: '/nodes',
    summary: { zh: '数据集与加工环节', en: 'Datasets and jobs' },
    permission: 'lineage:read',
    query: z.object({
      q: z.string().max(100).optional().describe('part of the title or name'),
      stage: Stage.optional(),
      after: z.string().max(2100).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    result: z.object({
      items: z.array(LineageNode),
      next: z.string().nullable(),
      total: z.object({ value: z.number().int(), capped: z.boolean() }),
      asOf: z.string(),
    }),
  }),
  graph: operation({
    method: 'GET',
    path: '/graph',
    summary: { zh: '从来源到去向', en: 'Where it comes from and where it goes' },
    permission: 'lineage:read',
    query: z.object({
      node: z
        .string()
        .max(2100)
        .describe('an id, or the name of a dataset of this city: `indicator/persons-registered`'),
      direction: z.enum(['both', 'up', 'down']).default('both'),
      depth: z.coerce
        .number()
        .int()
        .min(1)
        .max(20)
        .default(20)
        .describe('steps: a job and a dataset are two'),
    }),
    result: z.object({
      node: LineageNode,
      nodes: z.array(LineageNode),
      edges: z.array(LineageEdge),
      cut: z.boolean().describe('there is more than could be shown'),
      fields: z.array(FieldLine),
      runs: z.array(Run).describe('of the job, or of the job that writes the dataset; newest first'),
    }),
  }),
};
