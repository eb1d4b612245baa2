import { z } from 'zod';
import { operation } from '../operation.ts';
import type { Text } from '../texts.ts';
import { documented } from './documented.ts';
import type { Fields, RecordOf, Row, Values } from './define.ts';
import {
  CappedCount,
  ChangeSchema,
  ImportPreview,
  ImportState,
  listQuerySchema,
  rowSchema,
  valuesSchema,
} from './schemas.ts';

export * from './schemas.ts';

const JobStarted = z.object({ job: z.string() }).meta({ id: 'JobStarted' });
const Keyed = z.object({ key: z.string() });
const ImportNamed = z.object({ import: z.string() });

/** One page of a record. */
export interface RecordPage<R> {
  items: Row<R>[];
  next: string | null;
  total: { value: number; capped: boolean };
  asOf: string;
}

/** What the operations of one record have in common. */
function groundOf<F extends Fields>(record: RecordOf<F>) {
  const { title, rights, plural } = record;
  const any = record as unknown as RecordOf;
  return {
    any,
    base: `/${plural}` as const,
    rights,
    row: documented<Row<RecordOf<F>>>(rowSchema(any)),
    write: rights.write ?? rights.read,
    named: (zh: string, en: string): Text => ({ zh: `${title.zh}：${zh}`, en: `${title.en}: ${en}` }),
  };
}

/** Looking: pages, one row, its history, its map. */
function readOperations<F extends Fields>(record: RecordOf<F>) {
  const { any, base, rights, row, named } = groundOf(record);
  return {
    list: operation({
      method: 'GET',
      path: base,
      summary: named('列表', 'list'),
      permission: rights.read,
      query: listQuerySchema(any),
      result: z.object({
        items: z.array(row),
        next: z.string().nullable(),
        total: CappedCount,
        asOf: z.string(),
      }),
    }),
    get: operation({
      method: 'GET',
      path: `${base}/:key`,
      summary: named('详情', 'detail'),
      permission: rights.read,
      params: Keyed,
      query: z.object({
        asOf: z.iso.datetime({ offset: true }).optional(),
        reveal: z.enum(['no', 'yes']).default('no'),
      }),
      result: row,
    }),
    history: operation({
      method: 'GET',
      path: `${base}/:key/history`,
      summary: named('历史', 'history'),
      permission: rights.read,
      params: Keyed,
      query: z.object({ reveal: z.enum(['no', 'yes']).default('no') }),
      result: z.object({ items: z.array(ChangeSchema) }),
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

/** One row at a time, by a person. */
function formOperations<F extends Fields>(record: RecordOf<F>) {
  const { any, base, row, write, named } = groundOf(record);
  const values = documented<Values<RecordOf<F>>>(valuesSchema(any));
  return {
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
  };
}

/** Many rows at a time, by a file. */
function importOperations<F extends Fields>(record: RecordOf<F>) {
  const { base, write, named } = groundOf(record);
  return {
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
      params: ImportNamed,
      body: z.object({ mapping: z.record(z.string(), z.string().nullable()) }),
      result: ImportPreview,
    }),
    runImport: operation({
      method: 'POST',
      path: `${base}/import/:import/run`,
      summary: named('开始导入', 'run the import'),
      permission: write,
      params: ImportNamed,
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
      params: ImportNamed,
      result: JobStarted,
    }),
  };
}

/** Rows as a file. */
function exportOperations<F extends Fields>(record: RecordOf<F>) {
  const { base, rights, named } = groundOf(record);
  return {
    exportRows: operation({
      method: 'POST',
      path: `${base}/export`,
      summary: named('导出', 'export'),
      // What anybody may read is still made by a job, and a job is somebody's.
      permission: rights.read === 'public' ? 'jobs:own' : rights.read,
      body: z.object({
        format: z.enum(['xlsx', 'csv']),
        columns: z.array(z.string()).optional(),
        query: z.record(z.string(), z.string()).default({}),
      }),
      result: JobStarted,
    }),
  };
}

const makeOperations = <F extends Fields>(record: RecordOf<F>) => ({
  ...readOperations(record),
  ...formOperations(record),
  ...importOperations(record),
  ...exportOperations(record),
});

/** Some fifty schemas each: a page asks for the operations at each drawing, and a figure at each reading of its rows. */
const made = new WeakMap<RecordOf, RecordOperations>();

/**
 * The operations of a record, mounted under `/api/<module>/<plural>`. The same objects serve the server,
 * OpenAPI and the typed call of the browser; those of one record are made once.
 */
export function recordOperations<F extends Fields>(
  record: RecordOf<F>,
): ReturnType<typeof makeOperations<F>> {
  const key = record as unknown as RecordOf;
  const known = made.get(key) ?? makeOperations(key);
  made.set(key, known);
  return known as unknown as ReturnType<typeof makeOperations<F>>;
}

export type RecordOperations = ReturnType<typeof makeOperations>;
