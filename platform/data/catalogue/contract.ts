import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { Dataset, DatasetField } from './dataset.ts';

export { Dataset, DatasetField } from './dataset.ts';
export {
  categories,
  classificationOf,
  cycles,
  fieldTypes,
  formats,
  openings,
  sensitivities,
  shares,
  themeCodes,
  themes,
  ways,
} from './names.ts';

const Sharing = z.enum(['unconditional', 'conditional', 'none']);

/** A resource as anybody may know of it: what it holds, whose it is, who may have it. Descriptions, never data. */
export const PublishedEntry = z.object({
  code: z.string(),
  kind: z.enum(['dataset', 'record']),
  title: Text,
  abstract: Text,
  provider: z.object({ code: z.string(), name: Text }),
  resourceCode: z.string().nullable().describe('class and theme, then a serial under them'),
  category: z.string().nullable(),
  theme: z.string(),
  format: z.string().nullable(),
  share: Sharing,
  condition: Text.nullable().describe(
    'under which other departments have it, where it is shared conditionally',
  ),
  way: z.string().nullable().describe('how other departments have it'),
  open: Sharing,
  openCondition: Text.nullable(),
  cycle: z.string(),
  publishedOn: z.string().nullable(),
  related: z.array(z.string()),
  words: z.array(z.string()).describe('everyday words by which it is looked for'),
  rows: z.number().int().nullable().describe('null: never delivered'),
  good: z.number().nullable().describe('rows that break no blocking rule, %'),
  deliveredAt: z.string().nullable(),
  reconstructed: z.boolean().describe('the plan gives the count of resources, not this one'),
  fields: z.array(
    z.object({ name: z.string(), label: Text, sensitivity: DatasetField.shape.sensitivity.unwrap() }),
  ),
});
export type PublishedEntry = z.infer<typeof PublishedEntry>;

/** Who read how much, as the ledger tells it. */
export const Consumption = z.object({
  since: z.string(),
  asOf: z.string(),
  items: z.array(
    z.object({
      organisation: z
        .object({ code: z.string(), name: Text })
        .nullable()
        .describe('null: of no organisation'),
      client: z
        .object({ id: z.string(), name: z.string() })
        .nullable()
        .describe('the system that read; null: people of the organisation'),
      owner: z.boolean().describe('the unit reads what it handed in itself'),
      reads: z.number().int(),
      rows: z.number().int(),
      lastAt: z.string(),
    }),
  ),
});
export type Consumption = z.infer<typeof Consumption>;

export const operations = {
  consumption: operation({
    method: 'GET',
    path: '/thematic/:key/consumption',
    summary: {
      zh: '专题数据库近 30 天的使用：谁读了多少',
      en: 'Use of a thematic database in the last 30 days: who read how much',
    },
    permission: 'catalogue:read',
    params: z.object({ key: z.string().max(80) }),
    result: Consumption,
  }),
  published: operation({
    method: 'GET',
    path: '/public',
    summary: {
      zh: '公开的目录：共享或开放的资源有哪些',
      en: 'The public catalogue: which resources are shared or open',
    },
    permission: 'public',
    result: z.object({ items: z.array(PublishedEntry) }),
  }),
  datasets: operation({
    method: 'GET',
    path: '/datasets',
    summary: { zh: '可汇集的数据集', en: 'Datasets that departments hand in' },
    permission: 'catalogue:read',
    query: z.object({ provider: z.string().optional() }),
    result: z.object({ items: z.array(Dataset) }),
  }),
  dataset: operation({
    method: 'GET',
    path: '/datasets/:code',
    summary: { zh: '一个数据集的信息项', en: 'One dataset with its fields' },
    permission: 'catalogue:read',
    params: z.object({ code: z.string() }),
    result: Dataset,
  }),
};
