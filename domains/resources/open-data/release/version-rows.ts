import type { Context } from '#kernel/context';
import { literal, quoted } from '#engines/duckdb-text';
import type { ValueType } from './source.ts';
import type { VersionRow } from '../store.ts';

export type PublicRow = Readonly<Record<string, unknown>>;

export interface RowsAsked {
  readonly offset: number;
  readonly limit: number;
  /** Values that a column must have, as text. */
  readonly filters?: Readonly<Record<string, readonly string[]>>;
  /** Words that some column must hold. */
  readonly q?: string | undefined;
  readonly sort?: readonly { readonly column: string; readonly descending: boolean }[];
  /** All columns when absent. */
  readonly columns?: readonly string[] | undefined;
}

/** Names of the columns as they stand in the files of a version. */
export const fileColumns = ({ columns, simulated }: Pick<VersionRow, 'columns' | 'simulated'>): string[] => [
  ...columns.map(({ name }) => name),
  ...(simulated ? ['simulated'] : []),
];

/** As what values are compared: numbers by what they are worth, whatever way they are written. */
const comparedAs: Partial<Record<ValueType, string>> = {
  integer: 'decimal(38, 9)',
  number: 'double',
  boolean: 'boolean',
  date: 'date',
};

function isAmong(name: string, type: ValueType, values: readonly string[]): string {
  const as = comparedAs[type] ?? 'varchar';
  // What cannot be a value of the column equals none of them.
  return `try_cast(${quoted(name)} as ${as}) in (${values.map((value) => `try_cast(${literal(value)} as ${as})`).join(', ')})`;
}

function conditionOf({ columns, simulated }: VersionRow, { filters = {}, q }: RowsAsked): string {
  const names = fileColumns({ columns, simulated });
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const of = Object.entries(filters).map(([name, values]) =>
    isAmong(name, types.get(name) ?? 'boolean', values),
  );
  const words = q
    ? [
        `(${names.map((name) => `contains(lower(coalesce(${quoted(name)}::varchar, '')), lower(${literal(q)}))`).join(' or ')})`,
      ]
    : [];
  const all = [...of, ...words];
  return all.length === 0 ? 'true' : all.join(' and ');
}

/** Rows of a version, read from its own file: the same version gives the same pages for ever. */
export async function readVersion(
  context: Context,
  version: VersionRow,
  asked: RowsAsked,
): Promise<{ readonly total: number; readonly items: PublicRow[] }> {
  const file = version.files.find(({ format }) => format === 'parquet');
  if (!file) return { total: 0, items: [] };
  const names = fileColumns(version);
  const path = literal(await context.files.path(file.file));
  const where = conditionOf(version, asked);
  const order = (asked.sort ?? []).map(
    ({ column, descending }) => `${quoted(column)} ${descending ? 'desc' : 'asc'} nulls last`,
  );
  const list = (asked.columns ?? names).map(quoted).join(', ');
  return context.lake.session(async (session) => {
    const [counted] = await session.rows<{ total: number }>(
      `select count(*) as total from read_parquet(${path}) where ${where}`,
    );
    const by = [...order, 'file_row_number'].join(', ');
    const items = await session.rows(
      `select ${list} from read_parquet(${path}, file_row_number = true) where ${where} order by ${by} limit ${asked.limit} offset ${asked.offset}`,
    );
    return { total: counted?.total ?? 0, items };
  });
}
