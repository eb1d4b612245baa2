import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { writeCsv } from '#engines/tabular';
import type { SeenColumn } from '../rules.ts';
import type { AnySettings, DatabaseSettings } from '../settings.ts';
import { texts } from '../texts.ts';
import { differing } from './difference.ts';
import { passing } from './faults.ts';
import { heightOf, raised, type Height } from './height.ts';
import type { Delivery, Mark, Reader, Reading, Written } from './reader.ts';

type Row = readonly (string | null)[];
type Piece = (string | null)[][];

/** One moment of a database, that can only be read. */
export interface OpenDatabase {
  /** The columns that are wanted, with the types that the database declares. */
  columns(): Promise<SeenColumn[]>;
  /**
   * The rows that are wanted, piece by piece: every value as text, in an order that is always the same. Behind the columns stand
   * the parts of the key, then the mark, where there are such. Keys are ordered by the bytes of UTF-8.
   */
  pieces(columns: readonly SeenColumn[]): AsyncIterable<Piece>;
  close(): Promise<void>;
}

/** How one make of database is reached and asked. */
export interface Dialect {
  settings(settings: AnySettings): DatabaseSettings;
  /** @throws SourceFault */
  open(reading: Reading, settings: DatabaseSettings, mostMs: number): Promise<OpenDatabase>;
  /** What it or the way to it said, as a sign and never in its own words: those may hold data. */
  fault(error: unknown): unknown;
}

interface Pulling {
  readonly reading: Reading;
  readonly settings: DatabaseSettings;
  readonly database: OpenDatabase;
  readonly path: string;
}

async function* counted(pieces: AsyncIterable<Piece>, { signal, progress }: Reading): AsyncGenerator<Piece> {
  let rows = 0;
  for await (const piece of pieces) {
    signal.throwIfAborted();
    rows += piece.length;
    progress(rows);
    yield piece;
  }
}

const csv = { bom: false, formulaSafe: false } as const;

/** Rows of `columns` cells as they come; the mark behind them is looked at on the way. */
async function* cellsOf(
  pieces: AsyncIterable<Row[]>,
  columns: number,
  look: (row: Row) => void,
): AsyncGenerator<Row> {
  for await (const piece of pieces)
    for (const row of piece) {
      look(row);
      yield row.slice(0, columns);
    }
}

/** All rows, or those from the mark on. When nothing but what bore the mark before has come, nothing is new. */
async function pullRows({ reading, settings, database, path }: Pulling): Promise<Written> {
  const columns = await database.columns();
  const pieces = counted(database.pieces(columns), reading);
  const rising = settings.mode === 'watermark';
  const before = heightOf(reading.mark);
  let height: Height | undefined;
  const look = (row: Row) => {
    if (rising) height = raised(height, row.at(-1) ?? null);
  };
  const header = columns.map(({ name }) => name);
  const { signal } = reading;
  const rows = await writeCsv(cellsOf(pieces, columns.length, look), { ...csv, to: path, header, signal });
  const nothingNew =
    !reading.days &&
    before !== undefined &&
    height?.value === before.value &&
    height.rows === before.rows &&
    rows === before.rows;
  const mark: Mark | undefined = height ? { ...height } : reading.mark;
  return { rows: nothingNew ? 0 : rows, columns, ...(rising ? { mark } : {}) };
}

/** What differs from the snapshot before; the present one is kept, and counts when the delivery does. */
async function pullDifference({ reading, database, path }: Pulling): Promise<Written> {
  const { context, mark, folder, signal } = reading;
  const columns = await database.columns();
  const told = { gone: 0 };
  const now = join(folder, 'snapshot');
  const snapshot = mark?.['snapshot'];
  const rows = await writeCsv(
    differing({
      rows: counted(database.pieces(columns), reading),
      columns: columns.length,
      before: snapshot === undefined ? undefined : await context.files.path(String(snapshot)),
      now,
      told,
    }),
    { ...csv, to: path, header: columns.map(({ name }) => name), signal },
  );
  // A look keeps nothing.
  if (reading.limits.rows !== undefined) return { rows, columns };
  const { id } = await context.files.put(createReadStream(now));
  return { rows, columns, gone: told.gone, mark: { snapshot: id } };
}

/** Within one read-only transaction, so that all rows are of one moment; a run that is cancelled takes its query with it. */
async function pull(
  dialect: Dialect,
  reading: Reading,
  settings: DatabaseSettings,
  path: string,
): Promise<Written> {
  const mostMs = Math.min(settings.mostMinutes * 60_000, reading.limits.ms ?? Infinity);
  const late = AbortSignal.timeout(mostMs);
  const stop = AbortSignal.any([reading.signal, late]);
  const database = await dialect.open(reading, settings, mostMs);
  const cut = () => void database.close();
  stop.addEventListener('abort', cut, { once: true });
  try {
    stop.throwIfAborted();
    const pulling = { reading, settings, database, path };
    return settings.mode === 'difference' ? await pullDifference(pulling) : await pullRows(pulling);
  } catch (error) {
    reading.signal.throwIfAborted();
    throw late.aborted ? passing(texts.faultTimeout) : dialect.fault(error);
  } finally {
    stop.removeEventListener('abort', cut);
    await database.close();
  }
}

/** A table or view of a database, in one of three ways: all rows, those from a mark on, those that differ from the last time. */
export function databaseReader(dialect: Dialect): Reader {
  async function* read(reading: Reading): AsyncGenerator<Delivery> {
    const settings = dialect.settings(reading.source.settings);
    yield {
      filename: `${reading.source.code}.csv`,
      write: (path) => pull(dialect, reading, settings, path),
    };
  }
  return { isWhole: (settings) => (settings['mode'] ?? 'full') === 'full', read };
}
