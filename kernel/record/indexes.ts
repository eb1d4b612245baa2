import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { alone, type Store } from '../db/index.ts';
import { departmentFields, type RecordOf } from './define.ts';
import { townshipDigits } from './division-code.ts';
import { planOf, quote, quoteTable, type PlannedField, type RecordPlan } from './plan.ts';

const longestName = 63;

/** A name that is the same at every start, shortened by a digest where the database would cut it. */
export function indexName(table: string, columns: readonly string[], use: string): string {
  const whole = [table.split('.').at(-1) ?? table, ...columns, use].join('_');
  if (whole.length <= longestName) return whole;
  const digest = createHash('sha256').update(whole).digest('hex').slice(0, 8);
  return `${whole.slice(0, longestName - 9)}_${digest}`;
}

interface Index {
  readonly name: string;
  readonly using: string;
}

const isSpatial = ({ field: { kind } }: PlannedField): boolean => kind === 'point' || kind === 'geometry';

/** Carried along, so that counting the rows in force reads the index alone. */
const counted = 'include (withdrawn_at)';

const btree = (table: string, fields: readonly PlannedField[]): Index => {
  const columns = [...new Set(fields.map(({ column }) => column))];
  return { name: indexName(table, columns, 'order'), using: `(${columns.map(quote).join(', ')}) ${counted}` };
};

/** The fields by which a list stands when nobody asks otherwise. */
const inFirstOrder = ({ record: { list }, key, field }: RecordPlan): PlannedField[] =>
  list.orders[0] ? [field(list.orders[0]), key] : [key];

/** A filter leads to rows already in the first order; a list is looked into by its members. */
function filterIndex(plan: RecordPlan, filter: PlannedField): Index {
  const { table } = plan.record;
  if (filter.field.kind === 'list')
    return {
      name: indexName(table, [filter.column], 'members'),
      using: `using gin (${quote(filter.column)})`,
    };
  return btree(table, [filter, ...inFirstOrder(plan)]);
}

/** By what a code begins with, and by the whole code in the first order: in the order of its bytes one serves both. */
function prefixIndex(plan: RecordPlan, { column }: PlannedField): Index {
  const first = new Set(inFirstOrder(plan).map((each) => each.column));
  const rest = [...first].filter((each) => each !== column);
  return {
    name: indexName(plan.record.table, [column, ...rest], 'prefix'),
    using: `(${[`${quote(column)} text_pattern_ops`, ...rest.map(quote)].join(', ')}) ${counted}`,
  };
}

const searchIndex = (table: string, { column }: PlannedField): Index => ({
  name: indexName(table, [column], 'search'),
  using: `(lower(${quote(column)}) text_pattern_ops)`,
});

/** The rows of a township in the first order: a prefix alone has the store walk the whole order, or sort. */
function townshipIndex(plan: RecordPlan, { column }: PlannedField): Index {
  const columns = [...new Set(inFirstOrder(plan).map((each) => each.column))];
  return {
    name: indexName(plan.record.table, [column, 'township', ...columns], 'order'),
    using: `(left(${quote(column)}, ${townshipDigits}), ${columns.map(quote).join(', ')}) include (withdrawn_at, ${quote(column)})`,
  };
}

function scopeIndexes(plan: RecordPlan): Index[] {
  const { rights } = plan.record;
  const { own, division } = rights.scope ?? {};
  const equal = [...departmentFields(rights.scope ?? {}), ...(own ? [own] : [])].map((name) =>
    filterIndex(plan, plan.field(name)),
  );
  if (!division) return equal;
  const place = plan.field(division);
  return [...equal, prefixIndex(plan, place), townshipIndex(plan, place)];
}

/**
 * What a record's declaration needs to be answered fast, by distinct names.
 * @param unique columns of its table that lead a unique index: they find their row by that
 */
export function indexesOf(record: RecordOf, unique: ReadonlySet<string> = new Set()): readonly Index[] {
  const plan = planOf(record);
  const { table, list, rights } = record;
  const orders = list.orders.map(plan.field).filter((each) => each !== plan.key);
  const filters = list.filters
    .map(plan.field)
    .filter((each) => !unique.has(each.column) && each.name !== rights.scope?.division);
  const all = [
    ...filters.map((each) => filterIndex(plan, each)),
    ...orders.map((each) => btree(table, [each, plan.key])),
    ...(list.search ?? []).map((name) => searchIndex(table, plan.field(name))),
    ...scopeIndexes(plan),
    ...plan.fields.filter(isSpatial).map(({ column }) => ({
      name: indexName(table, [column], 'place'),
      using: `using gist (${quote(column)})`,
    })),
    {
      name: indexName(table, ['source', plan.key.column], 'order'),
      using: `(source, ${quote(plan.key.column)})`,
    },
  ];
  return [...new Map(all.map((index) => [index.name, index])).values()];
}

/** Names of the indexes that were promised before others came to serve the same questions. */
function supersededOf(record: RecordOf, promised: readonly Index[]): string[] {
  const plan = planOf(record);
  const { table, list, rights } = record;
  const { division } = rights.scope ?? {};
  const before = [
    ...list.filters.map((name) => filterIndex(plan, plan.field(name)).name),
    ...(division ? [indexName(table, [plan.field(division).column], 'prefix')] : []),
  ];
  return before.filter((name) => promised.every((index) => index.name !== name));
}

/** Columns that lead a unique index of all rows, or of those in force, by `schema.table`. */
async function uniqueColumns(store: Store): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ table: string; columns: string[] }>`
    select n.nspname || '.' || c.relname as table, json_agg(a.attname) as columns
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indisunique and i.indisvalid and i.indnkeyatts = 1
      and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = '(withdrawn_at IS NULL)')
    group by 1`.execute(store.db);
  return new Map(rows.map(({ table, columns }) => [table, new Set(columns)]));
}

/** Nobody gave the lock within its time. */
const isLockTimeout = (error: unknown): boolean => Reflect.get(Object(error), 'code') === '55P03';

/** What nothing needs may stand until the next start: readers of the table are not held up for it behind one that reads long. */
async function dropIndex(store: Store, name: string): Promise<void> {
  try {
    await alone(store, async (tx) => {
      await sql`set local lock_timeout = '3s'`.execute(tx);
      await sql.raw(`drop index if exists ${quoteTable(name)}`).execute(tx);
    });
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
  }
}

/**
 * Makes the indexes that the records' declarations promise, and takes away those that others have come to stand for; those
 * that stand are left alone.
 */
export async function ensureRecordIndexes(store: Store, records: readonly RecordOf[]): Promise<void> {
  const present = await sql<{ name: string }>`
    select schemaname || '.' || indexname as name from pg_indexes
  `.execute(store.db);
  const standing = new Set(present.rows.map(({ name }) => name));
  const unique = await uniqueColumns(store);
  // Each alone and without a limit of time: on a large register one takes minutes, and two starts may meet here.
  const each = (statement: string) => alone(store, (tx) => sql.raw(statement).execute(tx));
  for (const record of records) {
    const schema = record.table.split('.')[0] ?? '';
    const promised = indexesOf(record, unique.get(record.table));
    for (const { name, using } of promised)
      if (!standing.has(`${schema}.${name}`))
        await each(`create index if not exists ${quote(name)} on ${quoteTable(record.table)} ${using}`);
    for (const name of supersededOf(record, promised))
      if (standing.has(`${schema}.${name}`)) await dropIndex(store, `${schema}.${name}`);
  }
}
