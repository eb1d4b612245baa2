import { z } from 'zod';
import { operation } from '../operation.ts';
import { Text } from '../texts.ts';
import { fieldKinds, sensitivities } from './field.ts';
import { CappedCount } from './schemas.ts';

const FieldSummary = z.object({
  name: z.string(),
  label: Text,
  kind: z.enum(fieldKinds),
  sensitivity: z.enum(sensitivities),
  required: z.boolean(),
  computed: z.boolean(),
  codes: z.string().nullable(),
  record: z.string().nullable(),
});

export const RecordSummary = z.object({
  id: z.string(),
  module: z.string(),
  name: z.string(),
  path: z.string().describe('address of its list'),
  title: Text,
  description: Text.nullable(),
  key: z.string(),
  label: z.string(),
  versions: z.enum(['valid-time', 'none']),
  fields: z.array(FieldSummary),
  filters: z.array(z.string()),
  orders: z.array(z.string()),
  search: z.array(z.string()),
  mayWrite: z.boolean(),
  mayReveal: z.boolean(),
  map: z.boolean(),
  rows: CappedCount.describe('rows in the scope of whoever asks'),
});
export type RecordSummary = z.infer<typeof RecordSummary>;

/** What the platform says about all records at once. */
export const recordsOperations = {
  registry: operation({
    method: 'GET',
    path: '/registry',
    summary: { zh: '我可查看的登记册', en: 'Records that I may read' },
    permission: 'public',
    result: z.object({ items: z.array(RecordSummary) }),
  }),
  search: operation({
    method: 'GET',
    path: '/search',
    summary: { zh: '在所有登记册中查找', en: 'Search all records' },
    permission: 'public',
    query: z.object({
      q: z.string().min(1).max(100),
      limit: z.coerce.number().int().min(1).max(20).default(5).describe('most hits of one record'),
    }),
    result: z.object({
      items: z.array(z.object({ record: z.string(), key: z.string(), label: z.string() })),
    }),
  }),
};
