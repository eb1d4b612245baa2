import { kinds } from '#engines/reconcile';
import type { Context } from '#kernel/context';
import type { Dataset } from '#platform/data/catalogue';
import type { Definition, Kind } from './shapes.ts';

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

type Side = 'left' | 'right';

/** The file of the rows with something the matter; written whole or not at all. */
export const matterPath = (context: Context, comparison: string, run: string): Promise<string> =>
  context.lake.path('reconciliation', comparison, `${run}.parquet`);

/** SELECT of the rows as they are kept: numbered, what differs first, in an order that does not change. */
export function matterSelect(table: string): string {
  const rank = kinds.map((kind, at) => `when ${literal(kind)} then ${at}`).join(' ');
  return `select row_number() over (
      order by case kind ${rank} end, key, "left:_batch", "left:_row", "right:_batch", "right:_row") as number, *
    from ${table}`;
}

/** A row of that file. */
export interface Matter {
  readonly number: number;
  readonly kind: Kind;
  readonly key: string | null;
  /** Bits of the fields that differ. */
  readonly fields: number | bigint | null;
  readonly value: (side: Side, field: string) => string | null;
  readonly where: (
    side: Side,
  ) => { readonly batch: string; readonly row: number; readonly key: string } | null;
}

const text = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

const matterOf = (row: Readonly<Record<string, unknown>>, of: Readonly<Record<Side, Dataset>>): Matter => ({
  number: Number(row['number']),
  kind: row['kind'] as Kind,
  key: text(row['key']),
  fields: row['fields'] as number | bigint | null,
  value: (side, field) => text(row[`${side}.${field}`]),
  where: (side) => {
    const batch = text(row[`${side}:_batch`]);
    if (batch === null) return null;
    const at = Number(row[`${side}:_row`]);
    return { batch, row: at, key: text(row[`${side}:${of[side].key}`]) ?? `${batch}#${at}` };
  },
});

/** What is chosen of the rows. */
export interface Choice {
  readonly kind?: Kind | undefined;
  /** Left name of a field that differs. */
  readonly field?: string | undefined;
}

function condition({ kind, field }: Choice, { fields }: Definition): string {
  const parts = ['true'];
  if (kind) parts.push(`kind = ${literal(kind)}`);
  const at = fields.findIndex(({ left }) => left === field);
  if (field !== undefined) parts.push(at < 0 ? 'false' : `fields & ${1n << BigInt(at)} <> 0`);
  return parts.join(' and ');
}

export interface Kept {
  readonly path: string;
  readonly definition: Definition;
  readonly of: Readonly<Record<Side, Dataset>>;
}

/** Rows after a number, at most so many, with how many there are in all. */
export async function readMatter(
  context: Context,
  { path, definition, of }: Kept,
  asked: Choice & { readonly after: number; readonly limit: number },
): Promise<{ rows: Matter[]; total: number }> {
  const chosen = `from read_parquet(${literal(path)}) where ${condition(asked, definition)}`;
  return context.lake.session(async (session) => {
    const rows = await session.rows(
      `select * ${chosen} and number > ${asked.after} order by number limit ${asked.limit}`,
    );
    const [count] = await session.rows<{ total: number }>(`select count(*) as total ${chosen}`);
    return { rows: rows.map((row) => matterOf(row, of)), total: count?.total ?? 0 };
  });
}

const atOnce = 2000;

/** All of them, in pieces. */
export async function* allMatter(context: Context, kept: Kept, choice: Choice): AsyncIterable<Matter[]> {
  for (let after = 0; ;) {
    const { rows } = await readMatter(context, kept, { ...choice, after, limit: atOnce });
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)?.number ?? after;
  }
}
