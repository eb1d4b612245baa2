import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { Definition, Kind } from './shapes.ts';

export { type Definition, FieldPair, Form, KeyPair, Kind } from './shapes.ts';

const Count = z.int();

export const Summary = z.object({
  rows: z.object({ left: Count, right: Count }),
  compared: Count,
  equal: Count,
  kinds: z.record(Kind, Count),
  counterparts: z.object({ left: Count, right: Count }),
  folded: z
    .object({ left: Count, right: Count })
    .optional()
    .describe('rows beside the one that counts for a key whose rows agree; runs of before do not say'),
  fields: z.record(z.string(), Count),
});

/** A side as a run speaks of it. */
const Side = z.object({ dataset: z.string(), title: Text, owner: z.string(), ownerName: Text });

export const Run = z.object({
  id: z.string(),
  comparison: z.string(),
  title: Text,
  status: z.enum(['running', 'done', 'failed', 'cancelled']),
  problem: Text.nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  summary: Summary.nullable(),
  findings: Count.describe('new ones'),
  closed: Count.describe('findings that this run no longer saw'),
  simulated: z.boolean(),
  left: Side,
  right: Side,
  fields: z.array(z.object({ name: z.string(), left: Text, right: Text })),
  definition: Definition,
});
export type Run = z.output<typeof Run>;

const Value = z.string().nullable();

export const MatterRow = z.object({
  number: Count,
  kind: Kind,
  key: Value,
  differing: z.array(z.string()),
  values: z.array(z.object({ field: z.string(), left: Value, right: Value })),
  left: z.object({ batch: z.string(), row: Count }).nullable(),
  right: z.object({ batch: z.string(), row: Count }).nullable(),
});
export type MatterRow = z.output<typeof MatterRow>;

const Chosen = { kind: Kind.optional(), field: z.string().max(60).optional() };
const OfComparison = z.object({ comparison: z.string() });
const OfRun = z.object({ run: z.string() });

export const operations = {
  start: operation({
    method: 'POST',
    path: '/comparisons/:comparison/runs',
    summary: { zh: '开始比对', en: 'Run a comparison' },
    permission: 'reconciliation:run',
    params: OfComparison,
    result: z.object({ job: z.string() }),
  }),
  runs: operation({
    method: 'GET',
    path: '/comparisons/:comparison/runs',
    summary: { zh: '历次比对', en: 'Runs of a comparison' },
    permission: 'reconciliation:read',
    params: OfComparison,
    query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    result: z.object({ items: z.array(Run) }),
  }),
  run: operation({
    method: 'GET',
    path: '/runs/:run',
    summary: { zh: '一次比对', en: 'One run' },
    permission: 'reconciliation:read',
    params: OfRun,
    result: Run,
  }),
  rows: operation({
    method: 'GET',
    path: '/runs/:run/rows',
    summary: { zh: '有问题的行（按权限遮蔽）', en: 'Rows with something the matter, masked by right' },
    permission: 'reconciliation:read',
    params: OfRun,
    query: z.object({
      ...Chosen,
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      reveal: z.enum(['no', 'yes']).default('no'),
    }),
    result: z.object({
      items: z.array(MatterRow),
      next: Count.nullable(),
      total: Count,
      masked: z.boolean().describe('something on this page is masked'),
    }),
  }),
  export: operation({
    method: 'POST',
    path: '/runs/:run/export',
    summary: { zh: '导出有问题的行', en: 'Export the rows' },
    permission: 'reconciliation:read',
    params: OfRun,
    body: z.object({
      ...Chosen,
      format: z.enum(['xlsx', 'csv']),
      reveal: z.enum(['no', 'yes']).default('no'),
    }),
    result: z.object({ job: z.string() }),
  }),
};
