import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  csvToParquet,
  jsonRecords,
  jsonShape,
  prepareCsv,
  previewCsv,
  previewJson,
  previewXlsx,
  readHeader,
  recordsToCsv,
  recordsToParquet,
  sniffFile,
  TabularError,
  xlsxToCsv,
  xlsxToParquet,
  type ColumnTarget,
  type Delimiter,
  type Encoding,
  type JsonShape,
  type LongWork,
  type Preview,
  type RecordSource,
  type RowFault,
  type Sniffed,
  type Table,
} from '#engines/tabular';
import type { Files, StoredFile } from './files/index.ts';
import { openParquet } from './lake/parquet-table.ts';
import { asTabularProblem, notATable } from './tabular-problem.ts';

/** How a file of rows is written: found once, when it is looked at, and kept with it. */
export type Layout =
  | {
      readonly format: 'csv';
      readonly encoding: Encoding;
      readonly delimiter: Delimiter;
      readonly headerLine: number;
    }
  | { readonly format: 'xlsx'; readonly sheet: string; readonly headerLine: number }
  | {
      readonly format: 'json';
      readonly encoding: Encoding;
      readonly shape: JsonShape;
      /** Names of the records' members: the columns. */
      readonly names: readonly string[];
      readonly headerLine: number;
    }
  | { readonly format: 'parquet'; readonly headerLine: number };

export interface Looked {
  readonly layout: Layout;
  readonly headers: readonly string[];
  readonly rows: Preview['rows'];
  readonly faults: readonly RowFault[];
}

async function lookCsv(path: string, found: Sniffed, rows: number): Promise<Looked> {
  const { encoding = 'utf-8', delimiter = ',' } = found;
  const seen = await previewCsv({ from: path, encoding, delimiter, rows });
  return {
    layout: { format: 'csv', encoding, delimiter, headerLine: seen.headerLine },
    headers: seen.header.columns,
    rows: seen.rows,
    faults: seen.faults,
  };
}

async function lookXlsx(path: string, rows: number): Promise<Looked> {
  const seen = await previewXlsx({ from: path, rows });
  return {
    layout: { format: 'xlsx', sheet: seen.sheet, headerLine: seen.headerLine },
    headers: seen.header.columns,
    rows: seen.rows,
    faults: seen.faults,
  };
}

const headBytes = 65_536;

async function headOf(path: string, encoding: Encoding): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return new TextDecoder(encoding).decode(buffer.subarray(0, bytesRead), { stream: true });
  } finally {
    await file.close();
  }
}

async function lookJson(path: string, filename: string, found: Sniffed, rows: number): Promise<Looked> {
  const { encoding = 'utf-8' } = found;
  const shape = jsonShape(await headOf(path, encoding), filename);
  if (!shape) throw new TabularError('tabular.json-shape', 'there is no list of records');
  const { names, header, headerLine, ...seen } = await previewJson({ from: path, encoding, shape, rows });
  const layout = { format: 'json' as const, encoding, shape, names, headerLine };
  return { layout, headers: header.columns, rows: seen.rows, faults: seen.faults };
}

async function lookParquet(path: string, limit: number): Promise<Looked> {
  const { columns, records } = await openParquet(path, { limit });
  const rows: Preview['rows'] = [];
  const faults: RowFault[] = [];
  for await (const piece of records)
    for (const record of piece) {
      if ('fault' in record) faults.push({ code: record.fault, line: record.line, field: 0 });
      else rows.push({ line: record.line, cells: [...record.cells] });
    }
  return { layout: { format: 'parquet', headerLine: 0 }, headers: readHeader(columns).columns, rows, faults };
}

async function orProblem<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asTabularProblem(error);
  }
}

/**
 * Looks at the beginning of a file that was handed in: what it is, its headers, its first `rows` rows.
 * @throws Problem 422 `tabular.*`; `tabular.not-a-table` when it is something else than a table
 */
export async function lookAtTable(path: string, filename: string, rows: number): Promise<Looked> {
  const found = await sniffFile(path, filename);
  return orProblem(async () => {
    if (found.format === 'csv') return lookCsv(path, found, rows);
    if (found.format === 'xlsx') return lookXlsx(path, rows);
    if (found.format === 'json') return lookJson(path, filename, found, rows);
    if (found.format === 'parquet') return lookParquet(path, rows);
    throw notATable(found.format);
  });
}

/**
 * Takes a file in and looks at it. One that is refused is not kept: two gigabytes of something else would lie there for
 * nobody.
 * @throws Problem 413 or 507 of `files`, 422 `tabular.*`
 */
export async function takeTable(
  files: Files,
  upload: { readonly stream: Readable },
  how: { readonly filename: string; readonly rows: number; readonly maxBytes: number },
): Promise<{ readonly file: StoredFile; readonly looked: Looked }> {
  const file = await files.put(upload.stream, { maxBytes: how.maxBytes });
  try {
    return { file, looked: await lookAtTable(await files.path(file.id), how.filename, how.rows) };
  } catch (error) {
    await files.removeUnshared(file.id);
    throw error;
  }
}

/** Rows of a file that is made of records. */
const recordsOf = async (
  layout: Extract<Layout, { format: 'json' | 'parquet' }>,
  source: LongWork & { readonly from: string },
): Promise<RecordSource> =>
  layout.format === 'json'
    ? jsonRecords({ ...source, encoding: layout.encoding, shape: layout.shape }, layout.names)
    : openParquet(source.from, source.signal ? { signal: source.signal } : {});

export interface Preparing {
  readonly to: string;
  /** Where rows that cannot be read are written. */
  readonly rejects?: string;
  /** Name of the first column of what is written, which holds the physical line or the row of the sheet. */
  readonly lineColumn: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (bytes: number, total: number) => void;
}

/**
 * Turns a whole file into clean CSV in UTF-8 that is safe to read row by row; rows that cannot be read are left out and
 * told. Memory: a few mebibytes whatever its size.
 * @throws Problem 422 `tabular.*`
 */
export function prepareTable(
  from: string,
  layout: Layout,
  { onProgress, rejects, ...to }: Preparing,
): Promise<Table & { readonly delimiter: Delimiter }> {
  const common = { ...to, ...told({ onProgress, rejects }), from, headerLine: layout.headerLine };
  return orProblem(async () => {
    if (layout.format === 'xlsx')
      return { ...(await xlsxToCsv({ ...common, sheet: layout.sheet })), delimiter: ',' as const };
    if (layout.format !== 'csv')
      return { ...(await recordsToCsv(await recordsOf(layout, common), common)), delimiter: ',' as const };
    const { encoding, delimiter } = layout;
    return { ...(await prepareCsv({ ...common, encoding, delimiter })), delimiter };
  });
}

export type Bringing = ColumnTarget & Omit<Preparing, 'to' | 'lineColumn'>;

/**
 * Brings a whole file into the columns of a Parquet file; rows that cannot be read are left out and told.
 * Memory: one group of rows.
 * @throws Problem 422 `tabular.*`
 */
export function bringTable(
  from: string,
  layout: Layout,
  { onProgress, rejects, ...to }: Bringing,
): Promise<Table> {
  const common = { ...to, ...told({ onProgress, rejects }), from, headerLine: layout.headerLine };
  return orProblem<Table>(async () => {
    if (layout.format === 'xlsx') return xlsxToParquet({ ...common, sheet: layout.sheet });
    if (layout.format !== 'csv') return recordsToParquet(await recordsOf(layout, common), common);
    return csvToParquet({ ...common, encoding: layout.encoding, delimiter: layout.delimiter });
  });
}

/** What is told on the way, as the engine takes it. */
function told({
  onProgress,
  rejects,
}: {
  readonly onProgress: Preparing['onProgress'] | undefined;
  readonly rejects: string | undefined;
}) {
  return {
    ...(rejects === undefined ? {} : { rejects }),
    ...(onProgress === undefined
      ? {}
      : {
          onProgress: ({ bytes, totalBytes }: { bytes: number; totalBytes: number }) =>
            onProgress(bytes, totalBytes),
        }),
  };
}
