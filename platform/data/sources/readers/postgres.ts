import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { writeCsv } from '#engines/tabular';
import type { OutsidePostgres } from '#kernel/outside-postgres';
import { PostgresSettings } from '../settings.ts';
import { texts } from '../texts.ts';
import { differing } from './difference.ts';
import { passing } from './faults.ts';
import { connect, databaseFault } from './postgres-link.ts';
import { columnsOf, heightOf, queryOf, raised, streamed, type Height } from './postgres-query.ts';
import type { Delivery, Mark, Reader, Reading, Written } from './reader.ts';

type Row = readonly (string | null)[];

interface Pulling {
  readonly reading: Reading;
  readonly settings: PostgresSettings;
  readonly client: OutsidePostgres;
  readonly path: string;
}

async function* counted(
  pieces: AsyncIterable<(string | null)[][]>,
  reading: Reading,
): AsyncGenerator<(string | null)[][]> {
  let rows = 0;
  for await (const piece of pieces) {
    rows += piece.length;
    reading.progress(rows);
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
async function pullRows({ reading, settings, client, path }: Pulling): Promise<Written> {
  const columns = await columnsOf(client, settings);
  const pieces = counted(streamed(client, queryOf(settings, columns, reading), reading.signal), reading);
  const rising = settings.mode === 'watermark';
  const before = heightOf(reading.mark);
  let height: Height | undefined;
  const look = (row: Row) => {
    if (rising) height = raised(height, row.at(-1) ?? null);
  };
  const header = columns.map(({ name }) => name);
  const rows = await writeCsv(cellsOf(pieces, columns.length, look), {
    ...csv,
    to: path,
    header,
    signal: reading.signal,
  });
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
async function pullDifference({ reading, settings, client, path }: Pulling): Promise<Written> {
  const { context, mark, folder, signal } = reading;
  const columns = await columnsOf(client, settings);
  const told = { gone: 0 };
  const now = join(folder, 'snapshot');
  const rows = await writeCsv(
    differing({
      rows: counted(streamed(client, queryOf(settings, columns, reading), signal), reading),
      columns: columns.length,
      before:
        mark?.['snapshot'] === undefined ? undefined : await context.files.path(String(mark['snapshot'])),
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
async function pull(reading: Reading, settings: PostgresSettings, path: string): Promise<Written> {
  const client = await connect(reading, settings);
  const cut = () => void client.close();
  const mostMs = Math.min(settings.mostMinutes * 60_000, reading.limits.ms ?? Infinity);
  const late = AbortSignal.timeout(mostMs);
  const stop = AbortSignal.any([reading.signal, late]);
  stop.addEventListener('abort', cut, { once: true });
  try {
    await client.rows(`set statement_timeout = ${Math.ceil(mostMs)}`);
    await client.rows('select set_config($1, $2, false)', ['timezone', reading.context.config.TIME_ZONE]);
    await client.rows('begin transaction isolation level repeatable read, read only');
    const pulling = { reading, settings, client, path };
    return settings.mode === 'difference' ? await pullDifference(pulling) : await pullRows(pulling);
  } catch (error) {
    reading.signal.throwIfAborted();
    throw late.aborted ? passing(texts.faultTimeout) : databaseFault(error);
  } finally {
    stop.removeEventListener('abort', cut);
    await client.close();
  }
}

async function* read(reading: Reading): AsyncGenerator<Delivery> {
  const settings = PostgresSettings.parse(reading.source.settings);
  yield { filename: `${reading.source.code}.csv`, write: (path) => pull(reading, settings, path) };
}

/** A table or view of a PostgreSQL database. */
export const postgresReader: Reader = {
  isWhole: (settings) => (settings['mode'] ?? 'full') === 'full',
  read,
};
