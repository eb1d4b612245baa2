import { z } from 'zod';
import { defineEvent } from '#kernel/event';
import { operation } from '#kernel/operation';
import { ImportPreview } from '#kernel/record';
import { Text } from '#kernel/texts';

export { statusNames } from './names.ts';

/** How a file stands to what was handed in before. */
export const BatchMode = z.enum(['update', 'correction']);
export type BatchMode = z.infer<typeof BatchMode>;

export const BatchStatus = z.enum([
  'previewed',
  'collecting',
  'collected',
  'checking',
  'checked',
  'joining',
  'joined',
  'failed',
  'cancelled',
]);
export type BatchStatus = z.infer<typeof BatchStatus>;

/** One delivery of one dataset: immutable, named by its content. The same content twice in a row is one batch. */
export const Batch = z.object({
  id: z.string(),
  dataset: z.string(),
  datasetTitle: Text,
  provider: z.string(),
  mode: BatchMode,
  status: BatchStatus,
  filename: z.string(),
  format: z.string(),
  encoding: z.string().nullable(),
  bytes: z.number().int(),
  rows: z.number().int().nullable(),
  unreadable: z.number().int().describe('lines that could not be read as rows; kept and listed'),
  good: z.number().int().nullable(),
  bad: z.number().int().nullable(),
  simulated: z.boolean(),
  job: z.string().nullable(),
  problem: z.unknown().nullable(),
  handedInBy: z.string(),
  handedInAt: z.string(),
  collectedAt: z.string().nullable(),
});
export type Batch = z.infer<typeof Batch>;

const Keyed = z.object({ batch: z.string() });
const Mapping = z
  .record(z.string(), z.string().nullable())
  .describe('field of the dataset → header of the file');

export const operations = {
  own: operation({
    method: 'GET',
    path: '/own-datasets',
    summary: { zh: '本单位可以提交的数据集', en: 'Datasets that one may hand in' },
    permission: 'ingestion:collect',
    result: z.object({
      items: z.array(z.object({ code: z.string(), title: Text, abstract: Text, fields: z.int() })),
    }),
  }),
  upload: operation({
    method: 'POST',
    path: '/datasets/:dataset/batches',
    summary: { zh: '上传一批数据并预览', en: 'Hand in a file and preview it' },
    permission: 'ingestion:collect',
    params: z.object({ dataset: z.string() }),
    query: z.object({ filename: z.string().min(1).max(255), mode: BatchMode.default('update') }),
    upload: { maxBytes: 4 * 1024 ** 3 },
    result: ImportPreview,
  }),
  remap: operation({
    method: 'POST',
    path: '/batches/:batch/preview',
    summary: { zh: '按新的列对应再预览', en: 'Preview with another mapping' },
    permission: 'ingestion:collect',
    params: Keyed,
    body: z.object({ mapping: Mapping }),
    result: ImportPreview,
  }),
  run: operation({
    method: 'POST',
    path: '/batches/:batch/run',
    summary: { zh: '开始汇集', en: 'Collect the batch' },
    permission: 'ingestion:collect',
    params: Keyed,
    body: z.object({ mapping: Mapping }),
    result: z.object({ job: z.string() }),
  }),
  list: operation({
    method: 'GET',
    path: '/batches',
    summary: { zh: '批次列表', en: 'Batches' },
    permission: 'ingestion:read',
    query: z.object({
      dataset: z.string().optional(),
      status: BatchStatus.optional(),
      after: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    result: z.object({ items: z.array(Batch), next: z.string().nullable() }),
  }),
  get: operation({
    method: 'GET',
    path: '/batches/:batch',
    summary: { zh: '一个批次', en: 'One batch' },
    permission: 'ingestion:read',
    params: Keyed,
    result: Batch,
  }),
  rows: operation({
    method: 'GET',
    path: '/batches/:batch/rows',
    summary: { zh: '批次中的行（按权限遮蔽）', en: 'Rows of a batch, masked by right' },
    permission: 'ingestion:read',
    params: Keyed,
    query: z.object({
      from: z.coerce.number().int().min(1).default(1),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      reveal: z.enum(['no', 'yes']).default('no'),
    }),
    result: z.object({
      items: z.array(
        z.object({
          row: z.number().int(),
          line: z.number().int(),
          values: z.record(z.string(), z.string().nullable()),
        }),
      ),
      masked: z.array(z.string()),
    }),
  }),
  unreadable: operation({
    method: 'GET',
    path: '/batches/:batch/unreadable',
    summary: { zh: '读不出的行', en: 'Lines that could not be read' },
    permission: 'ingestion:read',
    params: Keyed,
    result: z.object({
      items: z.array(z.object({ line: z.number().int(), code: z.string(), detail: Text })),
    }),
  }),
  template: operation({
    method: 'GET',
    path: '/datasets/:dataset/template',
    summary: { zh: '数据集的填报模板', en: 'Template of a dataset' },
    permission: 'ingestion:collect',
    params: z.object({ dataset: z.string() }),
    result: z.unknown(),
    download: true,
  }),
};

/** A batch lies in the lake: `rows` rows at `batches/<dataset>/<batch>.parquet`, numbered from 1 in `_row`. */
export const batchCollected = defineEvent({
  name: 'ingestion.batch-collected',
  version: 1,
  title: { zh: '批次已汇集', en: 'A batch was collected' },
  payload: z.object({
    dataset: z.string(),
    batch: z.string(),
    mode: BatchMode,
    rows: z.number().int(),
    simulated: z.boolean(),
  }),
});
