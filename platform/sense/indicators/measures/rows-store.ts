import { sql, type RawBuilder } from 'kysely';
import { isPersonal, type RecordOf } from '#kernel/record';
import type { Context } from '#kernel/context';
import { maskValue, noteKeys, planOf, scopeCondition } from '#kernel/record-server';
import {
  among,
  dimensionOf,
  fromOf,
  keepOf,
  tableOf,
  within,
  type Compiling,
  type FinerPeriods,
} from './compile.ts';
import type { Dimension, Grain } from './shapes.ts';
import { standingIn } from './compile-stock.ts';

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

/**
 * Rows that count in a measure's numerator, in the order of their keys: those in the reader's scope alone, personal fields
 * masked, the look noted in the ledger. One query.
 */
export async function readCounting(
  context: Context,
  compiling: Compiling,
  { from, until, standing, dimensions, only, open, after, limit }: RowsWanted,
): Promise<FoundRow[]> {
  const { record } = tableOf(compiling);
  const plan = planOf(record);
  const scope = scopeCondition(plan, context, record.rights.read) ?? sql`true`;
  const chosen = dimensions.map(
    ({ dimension, value }) => sql` and ${dimensionOf(compiling, dimension, 'numerator')} = ${value}`,
  );
  const conditions = only ? [...open, among(compiling, only)] : open;
  const shown = conditions.map((condition) => sql` and ${condition}`);
  const counts = standing
    ? standingIn(compiling, standing.grain, standing.start)
    : within(compiling, from, until);
  const { rows } = await sql<Record<string, unknown>>`
    select ${plan.select} from ${fromOf(compiling)}
    where t.withdrawn_at is null and ${counts} and ${keepOf(compiling)} and ${scope}
      ${sql.join([...chosen, ...shown], sql``)}
      and (${after ?? null}::text is null or ${plan.key.at} > ${after ?? ''})
    order by ${plan.key.at} limit ${limit}`.execute(context.db);
  const keys = rows.map((row) => String(row[record.key]));
  await noteKeys(plan, context, { keys, operation: 'measure-rows' });
  return rows.map((row) => ({
    key: String(row[record.key]),
    simulated: row['metaSimulated'] === true,
    values: Object.fromEntries(columnsOf(record).map((name) => [name, shownOf(record, name, row[name])])),
  }));
}

function shownOf(record: RecordOf, name: string, value: unknown): unknown {
  const field = record.fields[name];
  return field && isPersonal(field) && value !== null ? maskValue(value, field.mask) : (value ?? null);
}
