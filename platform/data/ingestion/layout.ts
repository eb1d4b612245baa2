import type { ColumnSource } from '#engines/tabular';
import type { Files } from '#kernel/files';
import { bringTable, lookAtTable, takeTable, type Layout, type Looked } from '#kernel/table-layout';

export type FileLayout = Layout;
export type Preview = Looked;

const previewRows = 30;

/**
 * Finds out what a file is and shows its beginning.
 * @throws Problem 422 `tabular.*`
 */
export const previewFile = (path: string, filename: string): Promise<Preview> =>
  lookAtTable(path, filename, previewRows);

/**
 * Takes a file in, unless it is no table.
 * @throws Problem 413 or 507 of `files`, 422 `tabular.*`
 */
export const takeFile = (
  files: Files,
  upload: Parameters<typeof takeTable>[1],
  how: { readonly filename: string; readonly maxBytes: number },
) => takeTable(files, upload, { ...how, rows: previewRows });

interface To {
  /** The Parquet file. */
  readonly path: string;
  readonly columns: readonly ColumnSource[];
  readonly signal: AbortSignal;
  readonly onProgress: (bytes: number, total: number) => void;
}

/** Brings a file into the lake: rows numbered from 1 (`_row`) with their physical line or the row of the sheet (`_line`). */
export const bringRows = (from: string, layout: FileLayout, { path, ...to }: To) =>
  bringTable(from, layout, { ...to, to: path, rowColumn: '_row', lineColumn: '_line' });
