import { z } from 'zod';
import { Text } from '../texts.ts';
import { isPersonal, type RecordOf } from './define.ts';
import type { FieldKind } from './field.ts';

export const RowMetaSchema = z
  .object({
    revision: z.number().int(),
    validFrom: z.string(),
    recordedAt: z.string(),
    recordedBy: z.string(),
    source: z.string(),
    simulated: z.boolean(),
    withdrawnAt: z.string().nullable(),
    masked: z.array(z.string()),
  })
  .meta({ id: 'RowMeta' });

/** A count that stops counting at its cap: 10,000 reads as "more than". */
export const CappedCount = z.object({ value: z.number().int(), capped: z.boolean() });

export const ImportFault = z
  .object({
    line: z.number().int().describe('physical line or sheet row of the file'),
    field: z.string().optional(),
    code: z.string(),
    detail: Text,
    value: z.string().optional(),
  })
  .meta({ id: 'ImportFault' });
export type ImportFault = z.infer<typeof ImportFault>;

/** What the wizard shows before anything is written. */
export const ImportPreview = z
  .object({
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
    rows: z.array(
      z.object({
        line: z.number().int(),
        values: z.record(z.string(), z.string()),
        faults: z.array(ImportFault),
      }),
    ),
    faults: z.array(ImportFault).describe('faults of the file as a whole'),
    alreadyImported: z.string().nullable().describe('id of an earlier import of the very same bytes'),
    takenBefore: z
      .string()
      .optional()
      .describe('an earlier import of the same bytes, after which others came: its values would come back'),
  })
  .meta({ id: 'ImportPreview' });
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportState = z
  .object({
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
  })
  .meta({ id: 'ImportState' });
export type ImportState = z.infer<typeof ImportState>;

export const ChangeSchema = z
  .object({
    key: z.string(),
    revision: z.number().int(),
    validFrom: z.string(),
    recordedAt: z.string(),
    recordedBy: z.string(),
    recordedByName: Text.nullable().describe(
      'what the writer is called; null for the platform itself and where nobody knows the id',
    ),
    source: z.string(),
    reason: z.string().nullable(),
    withdrawn: z.boolean(),
    changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  })
  .meta({ id: 'Change' });

/** Schema of one row as the API gives it: masked values are text. */
export function rowSchema(record: RecordOf): z.ZodObject {
  const shape = Object.fromEntries(
    Object.entries(record.fields).map(([name, each]) => {
      const value = isPersonal(each)
        ? z.union([each.schema, z.string(), z.null()])
        : z.union([each.schema, z.null()]);
      return [name, value.optional()];
    }),
  );
  return z.object({ ...shape, meta: RowMetaSchema });
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

const ranged: ReadonlySet<FieldKind> = new Set(['date', 'instant', 'integer', 'number', 'money']);

/** Query of the list: every declared filter by its name (dates and numbers also `.from`, `.to`), and the common ones. */
export function listQuerySchema(record: RecordOf) {
  const filters: Record<string, z.ZodType> = {};
  for (const name of record.list.filters) {
    const { kind, label } = record.fields[name] ?? {};
    filters[name] = z
      .string()
      .max(2000)
      .optional()
      .describe(`${label?.zh} ${label?.en}; several values by comma`);
    if (kind && ranged.has(kind)) {
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
