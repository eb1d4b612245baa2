import { z } from 'zod';
import { operation } from '../operation.ts';
import { Text } from '../texts.ts';
import { columnOf, type Fields, type RecordOf, type Row, type Values } from './define.ts';

export const RowMetaSchema = z.object({
  revision: z.number().int(),
  validFrom: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  source: z.string(),
  simulated: z.boolean(),
  withdrawnAt: z.string().nullable(),
  masked: z.array(z.string()),
});

const JobStarted = z.object({ job: z.string() });
const Keyed = z.object({ key: z.string() });

/** A count that stops counting at its cap: 10,000 reads as "more than". */
export const CappedCount = z.object({ value: z.number().int(), capped: z.boolean() });

export const ImportFault = z.object({
  line: z.number().int().describe('physical line or sheet row of the file'),
  field: z.string().optional(),
  code: z.string(),
  detail: Text,
  value: z.string().optional(),
});
export type ImportFault = z.infer<typeof ImportFault>;

/** What the wizard shows before anything is written. */
export const ImportPreview = z.object({
  import: z.string(),
  filename: z.string(),
  format: z.string(),
  encoding: z.string().optional(),
  headers: z.array(z.string()),
  mapping: z.array(
    z.object({
      field: z.string(),
      header: z.string().nullable(),
      reason: z.enum(['remembered', 'label', 'alias', 'similar', 'chosen', 'none']),
    }),
  ),
  rows: z.array(z.object({ line: z.number().int(), values: z.record(z.string(), z.string()), faults: z.array(ImportFault) })),
  faults: z.array(ImportFault).describe('faults of the file as a whole'),
  alreadyImported: z.string().nullable().describe('id of an earlier import of the very same bytes'),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportState = z.object({
  id: z.string(),
  filename: z.string(),
  status: z.enum(['previewed', 'running', 'done', 'failed', 'cancelled', 'undone']),
  job: z.string().nullable(),
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  startedBy: z.string(),
  startedAt: z.string(),
  errorFile: z.string().nullable(),
});
export type ImportState = z.infer<typeof ImportState>;

export const ChangeSchema = z.object({
  key: z.string(),
  revision: z.number().int(),
  validFrom: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  source: z.string(),
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
});

/** Schema of one row as the API gives it: masked values are text. */
export function rowSchema(record: RecordOf): z.ZodType {
  const shape = Object.fromEntries(
    Object.entries(record.fields).map(([name, each]) => {
      const masked = each.sensitivity === 'personal' || each.sensitivity === 'sensitive';
      const value = masked ? z.union([each.schema, z.string(), z.null()]) : z.union([each.schema, z.null()]);
      return [name, value.optional()];
    }),
  );
  return z.object({ ...shape, meta: RowMetaSchema }).meta({ id: `${record.id}.row` });
}

/** Schema of what a form may write. */
export const valuesSchema = (record: RecordOf) =>
  z.object(
    Object.fromEntries(
      Object.entries(record.fields)
        .filter(([, each]) => !each.computed)
        .map(([name, each]) => [name, each.schema]),
    ),
  );

/** Query of the list: every declared filter by its name (dates and numbers also `.from`, `.to`), and the common ones. */
export function listQuerySchema(record: RecordOf) {
  const filters: Record<string, z.ZodType> = {};
  for (const name of record.list.filters) {
    const { kind, label } = record.fields[name] ?? {};
    filters[name] = z.string().max(2000).optional().describe(`${label?.zh} ${label?.en}; several values by comma`);
    if (kind === 'date' || kind === 'instant' || kind === 'integer' || kind === 'number') {
      filters[`${name}.from`] = z.string().max(40).optional();
      filters[`${name}.to`] = z.string().max(40).optional();
    }
  }
  return z.strictObject({
    ...filters,
    q: z.string().max(100).optional().describe('search from the start of the declared fields'),
    order: z.string().max(64).optional().describe('a declared order, "-" before it for descending'),
    after: z.string().max(1000).optional().describe('cursor of the page before'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    asOf: z.iso.datetime({ offset: true }).optional().describe('the record as it stood at this instant'),
    withdrawn: z.enum(['no', 'yes', 'only']).default('no'),
    reveal: z.enum(['no', 'yes']).default('no').describe('unmasked, for those allowed, with x-purpose'),
    source: z.string().max(200).optional().describe('rows whose present version came from here'),
  });
}
export type ListQuery = z.output<ReturnType<typeof listQuerySchema>>;

/** One page of a record. */
export interface RecordPage<R> {
  items: Row<R>[];
  next: string | null;
  total: { value: number; capped: boolean };
  asOf: string;
}

/**
 * The operations of a record, mounted under `/api/<module>/<plural>`. The same objects serve the server,
 * OpenAPI and the typed call of the browser.
 */
export function recordOperations<F extends Fields>(record: RecordOf<F>) {
  const { title, rights, plural } = record;
  const any = record as unknown as RecordOf;
  const row = rowSchema(any) as z.ZodType<Row<RecordOf<F>>>;
  const values = valuesSchema(any) as unknown as z.ZodType<Values<RecordOf<F>>>;
  const write = rights.write ?? rights.read;
  const base = `/${plural}` as const;
  const named = (zh: string, en: string) => ({ zh: `${title.zh}：${zh}`, en: `${title.en}: ${en}` });
  return {
    list: operation({
      method: 'GET',
      path: base,
      summary: named('列表', 'list'),
      permission: rights.read,
      query: listQuerySchema(any),
      result: z.object({ items: z.array(row), next: z.string().nullable(), total: CappedCount, asOf: z.string() }),
    }),
    get: operation({
      method: 'GET',
      path: `${base}/:key`,
      summary: named('详情', 'detail'),
      permission: rights.read,
      params: Keyed,
      query: z.object({ asOf: z.iso.datetime({ offset: true }).optional(), reveal: z.enum(['no', 'yes']).default('no') }),
      result: row,
    }),
    history: operation({
      method: 'GET',
      path: `${base}/:key/history`,
      summary: named('历史', 'history'),
      permission: rights.read,
      params: Keyed,
      result: z.object({ items: z.array(ChangeSchema) }),
    }),
    create: operation({
      method: 'POST',
      path: base,
      summary: named('新增', 'create'),
      permission: write,
      body: values,
      result: row,
    }),
    change: operation({
      method: 'PATCH',
      path: `${base}/:key`,
      summary: named('修改', 'change'),
      permission: write,
      params: Keyed,
      body: z.object({ revision: z.number().int(), values: z.record(z.string(), z.unknown()) }),
      result: row,
    }),
    withdraw: operation({
      method: 'POST',
      path: `${base}/:key/withdraw`,
      summary: named('撤销', 'withdraw'),
      permission: write,
      params: Keyed,
      body: z.object({ revision: z.number().int(), reason: z.string().min(1).max(500) }),
      result: row,
    }),
    template: operation({
      method: 'GET',
      path: `${base}/import/template`,
      summary: named('导入模板', 'import template'),
      permission: write,
      query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
      result: z.unknown(),
      download: true,
    }),
    upload: operation({
      method: 'POST',
      path: `${base}/import`,
      summary: named('上传并预览', 'upload and preview'),
      permission: write,
      query: z.object({ filename: z.string().min(1).max(255) }),
      upload: { maxBytes: 2 * 1024 ** 3 },
      result: ImportPreview,
    }),
    remap: operation({
      method: 'POST',
      path: `${base}/import/:import/preview`,
      summary: named('按新的对应再预览', 'preview with another mapping'),
      permission: write,
      params: z.object({ import: z.string() }),
      body: z.object({ mapping: z.record(z.string(), z.string().nullable()) }),
      result: ImportPreview,
    }),
    runImport: operation({
      method: 'POST',
      path: `${base}/import/:import/run`,
      summary: named('开始导入', 'run the import'),
      permission: write,
      params: z.object({ import: z.string() }),
      body: z.object({ mapping: z.record(z.string(), z.string().nullable()) }),
      result: JobStarted,
    }),
    imports: operation({
      method: 'GET',
      path: `${base}/import`,
      summary: named('导入记录', 'imports'),
      permission: write,
      result: z.object({ items: z.array(ImportState) }),
    }),
    undoImport: operation({
      method: 'POST',
      path: `${base}/import/:import/undo`,
      summary: named('撤回导入', 'undo an import'),
      permission: write,
      params: z.object({ import: z.string() }),
      result: JobStarted,
    }),
    exportRows: operation({
      method: 'POST',
      path: `${base}/export`,
      summary: named('导出', 'export'),
      permission: rights.read,
      body: z.object({
        format: z.enum(['xlsx', 'csv']),
        columns: z.array(z.string()).optional(),
        query: z.record(z.string(), z.string()).default({}),
      }),
      result: JobStarted,
    }),
    tile: operation({
      method: 'GET',
      path: `${base}/tiles/:z/:x/:y`,
      summary: named('矢量瓦片', 'vector tile'),
      permission: rights.read,
      params: z.object({
        z: z.coerce.number().int().min(0).max(22),
        x: z.coerce.number().int().min(0),
        y: z.coerce.number().int().min(0),
      }),
      result: z.unknown(),
      download: true,
    }),
  };
}

export type RecordOperations = ReturnType<typeof recordOperations>;
export const columnsOf = (record: RecordOf): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(record.fields).map((name) => [name, columnOf(record, name)]));
