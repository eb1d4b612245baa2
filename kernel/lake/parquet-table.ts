import { open } from 'node:fs/promises';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { TabularError, type RecordSource, type TableRecord } from '#engines/tabular';

/** What a file may claim to unpack to, and what may come out of it. */
const MOST_BYTES = 8 * 1024 ** 3;
const MOST_ROWS = 200_000_000;
const MOST_COLUMNS = 1000;
/** Rows come 2048 at a time: this holds memory to half a gigabyte for a file made to burst it, a megabyte for others. */
const MOST_ROW_BYTES = 1 << 18;

const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`;
const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** An engine of its own that can reach this file alone, with little memory. */
async function openAlone(path: string): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    memory_limit: '512MB',
    threads: '1',
  });
  const connection = await instance.connect();
  try {
    await connection.run(`set global TimeZone = 'Asia/Shanghai'`);
    await connection.run(`set allowed_paths = [${quoteText(path)}]`);
    await connection.run('set enable_external_access = false');
    await connection.run('set lock_configuration = true');
  } finally {
    connection.closeSync();
  }
  return instance;
}

/** A whole file begins and ends with the same four letters. */
async function requireWhole(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, Math.max(0, size - 4));
    const end = buffer.toString('latin1');
    if (end === 'PARE') throw new TabularError('tabular.encrypted', 'its footer is encrypted');
    if (end !== 'PAR1' || size < 12) throw new TabularError('tabular.truncated', 'it has no footer');
  } finally {
    await file.close();
  }
}

const notMine = /^(INTERRUPT|IO Error: Cannot open)/;

/** What the engine says of a file that it cannot read. */
function asTabularError(error: unknown): unknown {
  if (error instanceof TabularError || !(error instanceof Error) || notMine.test(error.message)) return error;
  if (/out of memory/i.test(error.message))
    return new TabularError('tabular.too-large-unzipped', 'it unpacks to more than memory holds', {
      cause: error,
    });
  if (/encrypt/i.test(error.message))
    return new TabularError('tabular.encrypted', 'it is encrypted', { cause: error });
  return new TabularError('tabular.damaged', 'it cannot be read', { cause: error });
}

interface Column {
  readonly name: string;
  readonly type: string;
}

async function columnsOf(connection: DuckDBConnection, path: string): Promise<Column[]> {
  const found = await connection.runAndReadAll(`describe select * from read_parquet(${quoteText(path)})`);
  const columns = found.getRowObjectsJS().map((row) => ({
    name: String(row['column_name']),
    type: String(row['column_type']),
  }));
  if (columns.length > MOST_COLUMNS)
    throw new TabularError('tabular.too-many-columns', `${columns.length} columns`, {
      column: MOST_COLUMNS + 1,
    });
  return columns;
}

/** Looks at what the footer claims before anything is unpacked. */
async function requireModest(connection: DuckDBConnection, path: string, most: number): Promise<void> {
  const asked = await connection.runAndReadAll(
    `select coalesce(sum(total_uncompressed_size), 0)::double as bytes from parquet_metadata(${quoteText(path)})`,
  );
  const counted = await connection.runAndReadAll(
    `select coalesce(sum(num_rows), 0)::double as rows from parquet_file_metadata(${quoteText(path)})`,
  );
  const [bytes, rows] = [asked, counted].map((each) => Number(each.getRowsJS()[0]?.[0]));
  if ((bytes ?? 0) > most) throw new TabularError('tabular.too-large-unzipped', `${bytes} bytes unpacked`);
  if ((rows ?? 0) > MOST_ROWS) throw new TabularError('tabular.too-many-rows', `${rows} rows`);
}

/** A value as text: lists and structures as JSON, bytes as hexadecimal. */
function textOf({ name, type }: Column): string {
  const column = quote(name);
  if (/^(STRUCT|MAP|UNION)|\]$/.test(type)) return `${column}::json::varchar`;
  return type === 'BLOB' ? `lower(hex(${column}))` : `${column}::varchar`;
}

function queryOf(path: string, columns: readonly Column[], limit: number | undefined): string {
  const texts = columns.map((column, at) => `${textOf(column)} as c${at}`).join(', ');
  const length = columns.map((_, at) => `coalesce(strlen(c${at}), 0)`).join(' + ');
  const shown = columns.map((_, at) => `case when fits then c${at} end`).join(', ');
  const from = `select ${texts} from read_parquet(${quoteText(path)})${limit === undefined ? '' : ` limit ${limit}`}`;
  return `select fits, ${shown} from (select *, (${length}) <= ${MOST_ROW_BYTES} as fits from (${from}))`;
}

async function* piecesOf(
  connection: DuckDBConnection,
  query: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<TableRecord[]> {
  const result = await connection.stream(query);
  let line = 0;
  let bytes = 0;
  for await (const rows of result.yieldRowsJs()) {
    signal?.throwIfAborted();
    yield rows.map(([fits, ...cells]): TableRecord => {
      line += 1;
      if (fits !== true) return { line, fault: 'row-too-long', text: '' };
      const texts = cells.map((cell) => (cell === null ? '' : String(cell)));
      bytes += texts.reduce((sum, text) => sum + text.length, 0);
      return texts.some((text) => text.includes('\0'))
        ? { line, fault: 'nul-byte', text: '' }
        : { line, cells: texts };
    });
    if (bytes > MOST_BYTES) throw new TabularError('tabular.too-large-unzipped', 'more came out than may');
  }
}

export interface ParquetReading {
  /** For the first rows alone. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
  /** What it may claim to unpack to; 8 gibibytes. */
  readonly mostBytes?: number;
}

async function* recordsOf(
  path: string,
  { limit, signal, mostBytes = MOST_BYTES }: ParquetReading,
): AsyncGenerator<TableRecord[]> {
  await requireWhole(path);
  const instance = await openAlone(path);
  const connection = await instance.connect();
  try {
    await requireModest(connection, path, mostBytes);
    const columns = await columnsOf(connection, path);
    yield [{ line: 0, cells: columns.map(({ name }) => name) }];
    yield* piecesOf(connection, queryOf(path, columns, limit), signal);
  } catch (error) {
    throw asTabularError(error);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/**
 * A Parquet file as rows of text, each numbered from one. Memory: 2048 rows.
 * @throws TabularError `tabular.truncated`, `.encrypted`, `.damaged`, `.too-large-unzipped`, `.too-many-rows`, `.too-many-columns`
 */
export async function openParquet(path: string, how: ParquetReading = {}): Promise<RecordSource> {
  const records = recordsOf(path, how);
  const first = await records.next();
  const [header] = first.done ? [] : first.value;
  return { columns: header && 'cells' in header ? header.cells : [], records };
}
