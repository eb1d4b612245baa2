import { sql } from 'kysely';
import type { Store } from '../db/index.ts';
import { systemColumns, type RecordOf } from './define.ts';
import type { FieldKind } from './field.ts';
import { SRID } from './geojson.ts';
import { planOf, type PlannedField } from './plan.ts';

interface Column {
  readonly name: string;
  /** As `format_type` writes it: `character varying(20)`, `geometry(Point,4490)`. */
  readonly type: string;
  readonly isEnum: boolean;
  readonly isNotNull: boolean;
  readonly hasDefault: boolean;
}

type Columns = ReadonlyMap<string, Column>;

export class RecordTableError extends Error {}

const textual = /^(text|character varying|character|citext|name|uuid)\b/;
const srid = new RegExp(String.raw`^(public\.)?geometry\(\w+,${SRID}\)$`);

/** The column types in which each kind of field can be kept. */
const fitting: Readonly<Record<FieldKind, RegExp>> = {
  text: textual,
  code: textual,
  reference: textual,
  integer: /^(smallint|integer|bigint)$/,
  money: /^bigint$/,
  number: /^(numeric|real|double precision|smallint|integer|bigint)\b/,
  boolean: /^boolean$/,
  date: /^date$/,
  instant: /^timestamp(\(\d\))? with time zone$/,
  point: srid,
  geometry: srid,
  list: /(\[\]|^jsonb)$/,
  object: /^jsonb$/,
};

const wanted: Readonly<Record<FieldKind, string>> = {
  text: 'text',
  code: 'text',
  reference: 'text',
  integer: 'integer or bigint',
  money: 'bigint, for whole fen',
  number: 'numeric or double precision',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz(3)',
  point: `geometry(Point,${SRID})`,
  geometry: `geometry(<kind>,${SRID})`,
  list: 'an array or jsonb',
  object: 'jsonb',
};

/** All columns of the records' tables and histories, by table. */
async function readColumns(store: Store, tables: readonly string[]): Promise<ReadonlyMap<string, Columns>> {
  const { rows } = await sql<Column & { table: string }>`
    select n.nspname || '.' || c.relname as "table", a.attname as "name", format_type(a.atttypid, a.atttypmod) as "type",
      t.typtype = 'e' as "isEnum", a.attnotnull as "isNotNull", a.atthasdef or a.attidentity <> '' as "hasDefault"
    from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
    where n.nspname || '.' || c.relname = any(${tables}::text[])
  `.execute(store.db);
  const byTable = new Map<string, Map<string, Column>>();
  for (const row of rows) {
    const columns = byTable.get(row.table) ?? new Map<string, Column>();
    columns.set(row.name, row);
    byTable.set(row.table, columns);
  }
  return byTable;
}

/** Why a value of the field cannot be kept in the column. */
function misfit(
  { field }: PlannedField,
  { type, isEnum, isNotNull, hasDefault }: Column,
): string | undefined {
  const fits = fitting[field.kind].test(type) || (isEnum && fitting[field.kind] === textual);
  if (!fits) return `is ${type}, but a ${field.kind} needs ${wanted[field.kind]}`;
  if (field.optional && isNotNull && !hasDefault) return 'is not null, but the field may be without a value';
  return undefined;
}

/** Why the column does not serve what the record uses the field for. */
function unusable(
  { key, list }: RecordOf,
  { name, field }: PlannedField,
  { type }: Column,
): string | undefined {
  if (name === key && !textual.test(type)) return `is the key and must be text, not ${type}`;
  const members = field.kind === 'list' && list.filters.includes(name);
  return members && type !== 'text[]' ? `is ${type}, but a list that is a filter needs text[]` : undefined;
}

function faultOfField(record: RecordOf, each: PlannedField, columns: Columns): string | undefined {
  const found = columns.get(each.column);
  const fault = found ? (misfit(each, found) ?? unusable(record, each, found)) : 'is missing';
  return fault && `record ${record.id}, field ${each.name}: ${record.table}.${each.column} ${fault}`;
}

/** Filters, orders and searches that no index can serve. */
function faultsOfList(record: RecordOf): string[] {
  const { fields, list } = record;
  const unfit = (names: readonly string[], kinds: readonly FieldKind[], use: string) =>
    names
      .filter((name) => kinds.includes(fields[name]?.kind ?? 'object'))
      .map((name) => `record ${record.id}, field ${name}: a ${fields[name]?.kind} cannot be ${use}`);
  const searchable: readonly FieldKind[] = ['text', 'code', 'reference'];
  return [
    ...unfit(list.filters, ['point', 'geometry', 'object'], 'a filter'),
    ...unfit(list.orders, ['point', 'geometry', 'object', 'list', 'boolean'], 'an order'),
    ...(list.search ?? [])
      .filter((name) => !searchable.includes(fields[name]?.kind ?? 'object'))
      .map((name) => `record ${record.id}, field ${name}: a ${fields[name]?.kind} cannot be searched`),
  ];
}

function faultsOfHistory(record: RecordOf, columns: Columns, history: Columns | undefined): string[] {
  if (record.versions === 'none') return [];
  const call = `select kernel.record_table('${record.table}', '${planOf(record).key.column}')`;
  if (!history)
    return [`record ${record.id}: ${record.table}_history is missing; the migration must call ${call}`];
  return [...columns.keys()]
    .filter((name) => !history.has(name))
    .map((name) => `record ${record.id}: ${record.table}_history lacks ${name}; call ${call} again`);
}

function faultsOfRecord(record: RecordOf, tables: ReadonlyMap<string, Columns>): string[] {
  const columns = tables.get(record.table);
  if (!columns) return [`record ${record.id}: there is no table ${record.table}`];
  const plan = planOf(record);
  return [
    ...plan.fields.flatMap((each) => faultOfField(record, each, columns) ?? []),
    ...systemColumns
      .filter((name) => !columns.has(name))
      .map(
        (name) =>
          `record ${record.id}: ${record.table}.${name} is missing; the migration must call kernel.record_table('${record.table}', '${plan.key.column}')`,
      ),
    ...faultsOfList(record),
    ...faultsOfHistory(record, columns, tables.get(`${record.table}_history`)),
  ];
}

/**
 * Holds every record against its table before the platform starts.
 * @throws RecordTableError with one line a fault, naming record, field and column
 */
export async function checkRecordTables(store: Store, records: readonly RecordOf[]): Promise<void> {
  const tables = records.flatMap(({ table }) => [table, `${table}_history`]);
  const columns = await readColumns(store, tables);
  const faults = records.flatMap((record) => faultsOfRecord(record, columns));
  if (faults.length > 0) throw new RecordTableError(faults.join('\n'));
}
