import type { Files } from '#kernel/files';
import { lookAtTable, prepareTable, takeTable, type Layout, type Looked } from '#kernel/table-layout';

export type FileLayout = Layout;
export type Preview = Looked;

const previewRows = 30;

/** Column of a prepared file that holds the physical line, or the row of the sheet. */
export const lineColumn = '_line';

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
  readonly path: string;
  readonly signal: AbortSignal;
  readonly onProgress: (bytes: number, total: number) => void;
}

/** Turns a file into clean CSV that the lake reads without stumbling; rows that cannot be read are left out and told. */
export const prepareFile = (from: string, layout: FileLayout, { path, ...to }: To) =>
  prepareTable(from, layout, { ...to, to: path, lineColumn });
