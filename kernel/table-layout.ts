import type { Readable } from 'node:stream';
import {
  csvToParquet,
  prepareCsv,
  previewCsv,
  previewXlsx,
  sniffFile,
  xlsxToCsv,
  xlsxToParquet,
  type ColumnTarget,
  type Delimiter,
  type Encoding,
  type Preview,
  type RowFault,
  type Sniffed,
  type Table,
} from '#engines/tabular';
import type { Files, StoredFile } from './files/index.ts';
import { asTabularProblem, notATable } from './tabular-problem.ts';

/** How a file of rows is written: found once, when it is looked at, and kept with it. */
export type Layout =
  | {
      readonly format: 'csv';
      readonly encoding: Encoding;
      readonly delimiter: Delimiter;
      readonly headerLine: number;
    }
  | { readonly format: 'xlsx'; readonly sheet: string; readonly headerLine: number };

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
  if (found.format !== 'csv' && found.format !== 'xlsx') throw notATable(found.format);
  return orProblem(() => (found.format === 'csv' ? lookCsv(path, found, rows) : lookXlsx(path, rows)));
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
  return orProblem<Table>(() =>
    layout.format === 'xlsx'
      ? xlsxToParquet({ ...common, sheet: layout.sheet })
      : csvToParquet({ ...common, encoding: layout.encoding, delimiter: layout.delimiter }),
  );
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
