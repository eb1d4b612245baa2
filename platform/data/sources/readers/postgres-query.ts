import type { OutsidePostgres } from '#kernel/outside-postgres';
import type { SeenColumn } from '../rules.ts';
import type { PostgresSettings } from '../settings.ts';
import { texts } from '../texts.ts';
import { refused } from './faults.ts';
import type { Mark, Reading } from './reader.ts';

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const quotedRelation = (relation: string): string => relation.split('.').map(quote).join('.');

/** The columns of a table or view with the types that the database declares. @throws SourceFault when it is not there */
export async function columnsOf(client: OutsidePostgres, settings: PostgresSettings): Promise<SeenColumn[]> {
  const { relation, columns, key = [], markColumn } = settings;
  const rows = await client.rows<{ name: string; type: string }>(
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
     where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    [quotedRelation(relation)],
  );
  if (rows.length === 0) throw refused(texts.faultNoRelation, { name: relation });
  const here = new Map(rows.map((row) => [row.name, row.type]));
  for (const column of [...key, ...(markColumn ? [markColumn] : [])])
    if (!here.has(column)) throw refused(texts.faultNoColumn, { name: relation, column });
  // A column that was wanted and is gone is missing: the gate says so, and whoever keeps the source decides.
  const wanted = columns?.length ? columns.filter((name) => here.has(name)) : [...here.keys()];
  return wanted.map((name) => ({ name, type: here.get(name) ?? '', declared: true as const }));
}

export interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
}

interface Wanted {
  readonly where: readonly string[];
  readonly values: readonly unknown[];
}

/** With the mark itself: rows of the same instant may have been written after it was read. */
function wantedOf(rises: string | undefined, { mark, days }: Pick<Reading, 'mark' | 'days'>): Wanted {
  if (rises === undefined) return { where: [], values: [] };
  if (days) return { where: [`${rises} >= $1`, `${rises} < $2::date + 1`], values: [days.from, days.to] };
  return mark ? { where: [`${rises} >= $1`], values: [mark['value']] } : { where: [], values: [] };
}

const asText = (name: string): string => `${quote(name)}::text`;
const clause = (word: string, parts: readonly string[], between: string): string =>
  parts.length > 0 ? ` ${word} ${parts.join(between)}` : '';

/**
 * The query of a source: every value as text, in an order that is always the same, only what is wanted. Behind the columns stand
 * the parts of the key, then the mark, where there are such.
 */
export function queryOf(
  settings: PostgresSettings,
  columns: readonly SeenColumn[],
  reading: Pick<Reading, 'mark' | 'days' | 'limits'>,
): Query {
  const { relation, mode, markColumn, key = [] } = settings;
  const rising = mode === 'watermark' && markColumn !== undefined ? [markColumn] : [];
  const { where, values } = wantedOf(rising.map(quote)[0], reading);
  const order = [...rising.map(quote), ...key.map((name) => `${asText(name)} collate "C"`)];
  const selected = [...columns.map(({ name }) => name), ...key, ...rising].map(asText);
  const { rows } = reading.limits;
  const text = [
    `select ${selected.join(', ')} from ${quotedRelation(relation)}`,
    clause('where', where, ' and '),
    clause('order by', order, ', '),
    rows === undefined ? '' : ` limit ${Math.trunc(rows)}`,
  ].join('');
  return { text, values };
}

const rowsAtOnce = 5000;

/** Rows piece by piece, by a cursor of the server: memory is one piece, however many there are. */
export async function* streamed(
  client: OutsidePostgres,
  query: Query,
  signal: AbortSignal,
): AsyncGenerator<(string | null)[][]> {
  await client.rows(`declare pulled no scroll cursor for ${query.text}`, query.values);
  for (;;) {
    signal.throwIfAborted();
    const rows = await client.cells(`fetch ${rowsAtOnce} from pulled`);
    if (rows.length === 0) return;
    yield rows;
  }
}

/** How far one has come: the highest mark, and how many rows bear it. */
export interface Height {
  readonly value: string;
  readonly rows: number;
}

export const heightOf = (mark: Mark | undefined): Height | undefined =>
  mark === undefined ? undefined : { value: String(mark['value']), rows: Number(mark['rows']) };

export const raised = (height: Height | undefined, value: string | null): Height | undefined => {
  if (value === null) return height;
  return height?.value === value ? { value, rows: height.rows + 1 } : { value, rows: 1 };
};
