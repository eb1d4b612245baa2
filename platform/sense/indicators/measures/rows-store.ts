import { sql, type RawBuilder } from 'kysely';
import type { PublishedView } from '#kernel/published-view';
import { columnOf, isPersonal, type RecordOf } from '#kernel/record';
import type { Context } from '#kernel/context';
import { maskValue, noteKeys, planOf, scopeCondition } from '#kernel/record-server';
import {
  among,
  fromOf,
  inDimension,
  keepOf,
  ownTable,
  within,
  type Compiling,
  type FinerPeriods,
} from './compile.ts';
import type { Dimension, Grain } from './shapes.ts';
import { standingIn } from './compile-stock.ts';
import { recordOfView } from './source-rights.ts';
import { getSource } from './sources.ts';

type Sql = RawBuilder<unknown>;

export interface RowsWanted {
  /** First day, and the first day after. */
  readonly from: string;
  readonly until: string;
  /** Of a stock: the period at whose end a row stands. */
  readonly standing: { readonly grain: Grain; readonly start: string } | undefined;
  readonly dimensions: readonly { readonly dimension: Dimension; readonly value: string }[];
  /** The finer periods that count, where not all do. */
  readonly only: FinerPeriods | undefined;
  /** Conditions under which the reader may ask this of a row at all. */
  readonly open: readonly RawBuilder<unknown>[];
  readonly after: string | undefined;
  readonly limit: number;
}

export interface FoundRow {
  readonly key: string;
  readonly simulated: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The columns of a record's list. */
export const columnsOf = (record: RecordOf): readonly string[] =>
  record.list.columns ??
  Object.keys(record.fields).filter((name) => record.fields[name]?.detailOnly !== true);

/** What a row of the source must be to count in what is asked. */
function countsIf(compiling: Compiling, { from, until, standing, dimensions, only, open }: RowsWanted): Sql {
  const chosen = dimensions.map(({ dimension, value }) => inDimension(compiling, dimension, value));
  const counts = standing
    ? standingIn(compiling, standing.grain, standing.start)
    : within(compiling, from, until);
  const conditions = [
    ownTable(compiling).alive('t'),
    counts,
    keepOf(compiling),
    ...chosen,
    ...open,
    ...(only ? [among(compiling, only)] : []),
  ];
  return sql.join(conditions, sql` and `);
}

/** Rows of a record that some condition picks: those in the reader's scope, personal fields masked, noted in the ledger. */
async function readRecord(
  context: Context,
  record: RecordOf,
  { from, where, after, limit }: { from: Sql; where: Sql; after: string | undefined; limit: number },
): Promise<FoundRow[]> {
  const plan = planOf(record);
  const scope = scopeCondition(plan, context, record.rights.read) ?? sql`true`;
  const { rows } = await sql<Record<string, unknown>>`
    select ${plan.select} from ${from}
    where ${where} and ${scope} and (${after ?? null}::text is null or ${plan.key.at} > ${after ?? ''})
    order by ${plan.key.at} limit ${limit}`.execute(context.db);
  const keys = rows.map((row) => String(row[record.key]));
  await noteKeys(plan, context, { keys, operation: 'measure-rows' });
  return rows.map((row) => ({
    key: String(row[record.key]),
    simulated: row['metaSimulated'] === true,
    values: Object.fromEntries(columnsOf(record).map((name) => [name, shownOf(record, name, row[name])])),
  }));
}

/** Rows of a view that is nobody's record: nothing in them is personal. */
async function readView(
  context: Context,
  view: PublishedView,
  compiling: Compiling,
  wanted: RowsWanted,
): Promise<FoundRow[]> {
  const column = (name: string): Sql => sql`${sql.id('t', columnOf(view, name))}`;
  const names = Object.keys(view.fields);
  const select = names.map((name) => sql`${column(name)} as ${sql.id(name)}`);
  const { after, limit } = wanted;
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.join(select)}, ${column(view.key)}::text as "_key", ${ownTable(compiling).simulated} as "_simulated"
    from ${fromOf(compiling)} where ${countsIf(compiling, wanted)}
      and (${after ?? null}::text is null or ${column(view.key)}::text > ${after ?? ''})
    order by ${column(view.key)}::text limit ${limit}`.execute(context.db);
  return rows.map((row) => ({
    key: String(row['_key']),
    simulated: row['_simulated'] === true,
    values: Object.fromEntries(names.map((name) => [name, row[name] ?? null])),
  }));
}

/**
 * Rows that count in a measure's numerator, in the order of their keys. One query. Rows of a view are shown as those of the
 * record whose they are.
 */
export async function readCounting(
  context: Context,
  compiling: Compiling,
  wanted: RowsWanted,
): Promise<FoundRow[]> {
  const { after, limit } = wanted;
  const source = getSource(compiling.aggregate.record, compiling.find);
  if (source.kind === 'record')
    return readRecord(context, source.record, {
      from: fromOf(compiling),
      where: countsIf(compiling, wanted),
      after,
      limit,
    });
  if (source.kind === 'dataset') throw new Error(`${source.id} lies in the lake`);
  const record = recordOfView(context, source.view);
  if (!record) return readView(context, source.view, compiling, wanted);
  const { table, key } = planOf(record);
  const which = sql`(select ${sql.id('t', ownTable(compiling).key)}::text from ${fromOf(compiling)} where ${countsIf(compiling, wanted)})`;
  return readRecord(context, record, {
    from: sql`${table} t`,
    where: sql`t.withdrawn_at is null and ${key.at}::text in ${which}`,
    after,
    limit,
  });
}

function shownOf(record: RecordOf, name: string, value: unknown): unknown {
  const field = record.fields[name];
  return field && isPersonal(field) && value !== null ? maskValue(value, field.mask) : (value ?? null);
}
