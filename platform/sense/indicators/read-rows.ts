import { may, scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { IndicatorDefinition, ListedRow, ListedRows, RecordRows } from '#kernel/indicator';
import { notFound, Problem } from '#kernel/problem';
import { listQuerySchema } from '#kernel/record';
import { recordHandlers } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import type { RowsPage } from './contract.ts';
import { getDefinition, mountOf, rowsPath, rowsPermission } from './definitions.ts';
import * as store from './store.ts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';

export interface RowsAsked {
  readonly part?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

interface Reading {
  readonly definition: IndicatorDefinition;
  readonly kept: store.ValueRow | undefined;
  readonly asked: RowsAsked;
}

function requireRows(context: Context, definition: IndicatorDefinition): void {
  const permission = rowsPermission(context, definition);
  if (may(context.actor, permission)) return;
  throw new Problem(
    403,
    'indicators.may-not-open',
    fill({ zh: zh.mayNotOpen, en: en.mayNotOpen }, { permission }),
    { permission },
  );
}

function partQuery({ kept, asked }: Reading): Readonly<Record<string, string>> {
  if (asked.part === undefined) return {};
  const part = kept?.parts.find(({ key }) => key === asked.part);
  if (!part?.query) throw notFound({ zh: '分项', en: 'part' }, asked.part);
  return part.query;
}

type RecordItem = Readonly<Record<string, unknown>> & { readonly meta: { readonly simulated: boolean } };

/** The record's own list answers, so that scope, masks and the ledger are those of the record. */
async function recordRows(context: Context, reading: Reading, rows: RecordRows): Promise<RowsPage> {
  const { definition, kept, asked } = reading;
  const { record, overrides } = mountOf(context, definition.code, rows.record);
  const part = partQuery(reading);
  const { after, limit } = asked;
  const query = listQuerySchema(record).parse({
    ...rows.query,
    ...part,
    limit,
    ...(after ? { after } : {}),
  });
  const page = await recordHandlers(record, overrides).list({ query } as never, context);
  const items = page.items as unknown as readonly RecordItem[];
  const shown = record.list.columns ?? Object.keys(record.fields);
  return {
    kind: 'record',
    record: record.id,
    path: rowsPath(context, definition, part),
    measuredFor: kept?.measured_for ?? null,
    columns: shown.map((name) => ({
      name,
      title: record.fields[name]?.label ?? { zh: name, en: name },
      kind: 'text',
    })),
    items: items.map((item) => {
      const key = String(item[record.key]);
      return {
        key,
        path: `/${record.module}/${record.plural}/${encodeURIComponent(key)}`,
        weight: 1,
        of: null,
        simulated: item.meta.simulated,
        values: Object.fromEntries(shown.map((name) => [name, item[name] ?? null])),
      };
    }),
    total: page.total,
    next: page.next,
  };
}

/** The department whose rows alone the reader sees; undefined for the whole city. */
function ownerFor(context: Context, permission: string): string | undefined {
  return scopeOf(context.actor, permission) === 'city' ? undefined : (context.actor.organisation ?? '');
}

/** Rows that tell of persons were read: one entry about all of them. */
async function noteRead(
  context: Context,
  { definition: { code }, rows }: { readonly definition: IndicatorDefinition; readonly rows: ListedRows },
  found: readonly ListedRow[],
): Promise<void> {
  const subjects = [...new Set(found.flatMap(({ subject }) => subject ?? []))];
  if (subjects.length === 0) return;
  await context.ledger(context.db, {
    action: 'read',
    resource: rows.resource ?? `indicators.${code}`,
    subjects,
    basis: rows.permission,
    detail: { operation: 'rows', indicator: code, count: found.length },
  });
}

/** Rows that the contributing module lists, as they stood when the figure was measured. */
async function listedRows(context: Context, reading: Reading, rows: ListedRows): Promise<RowsPage> {
  const { definition, kept, asked } = reading;
  const at = kept ? new Date(kept.measured_for) : context.clock.now();
  const owner = ownerFor(context, rows.permission);
  const { after, limit } = asked;
  const found = await rows.read(context.db, { at, owner, after, limit });
  await noteRead(context, { definition, rows }, found);
  return {
    kind: 'listed',
    record: null,
    path: rowsPath(context, definition),
    measuredFor: kept?.measured_for ?? null,
    columns: [...rows.columns],
    items: found.map((row) => ({ ...row, of: row.of ?? null, values: { ...row.values } })),
    total: { value: await rows.count(context.db, { at, owner }), capped: false },
    next: found.length === limit ? (found.at(-1)?.key ?? null) : null,
  };
}

/**
 * The rows that make a figure, or one part of it, for a reader who may see them.
 * @throws Problem 404 `request.not-found`, 403 `indicators.may-not-open`
 */
export async function readRowsBehind(context: Context, code: string, asked: RowsAsked): Promise<RowsPage> {
  const definition = getDefinition(context, code);
  requireRows(context, definition);
  const kept = await store.findNewest(context.db, code);
  const reading = { definition, kept, asked };
  return definition.rows.kind === 'record'
    ? recordRows(context, reading, definition.rows)
    : listedRows(context, reading, definition.rows);
}
