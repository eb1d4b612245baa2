import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { writeCsv, writeXlsx, type Cell } from '#engines/tabular';
import type { Context } from '../context.ts';

export type TableFormat = 'xlsx' | 'csv';

export const contentTypes: Readonly<Record<TableFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

export interface TableFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

export interface TableContent {
  readonly format: TableFormat;
  /** Without its ending. */
  readonly name: string;
  readonly sheet: string;
  readonly header: readonly string[];
  readonly rows: AsyncIterable<readonly Cell[]>;
  readonly signal: AbortSignal;
  readonly onProgress?: (rows: number) => void;
}

/** Writes a table of any length as a file of the platform; no text in it is taken for a formula. */
export async function keepTable(
  context: Context,
  content: TableContent,
): Promise<TableFile & { rows: number }> {
  const { format, name, sheet, header, rows, signal, onProgress } = content;
  const work = await context.files.workspace();
  try {
    const to = join(work.folder, `table.${format}`);
    const how = { to, header, signal, ...(onProgress ? { onProgress } : {}) };
    const count =
      format === 'csv' ? await writeCsv(rows, how) : (await writeXlsx(rows, { ...how, sheet })).rows;
    const { id } = await context.files.put(createReadStream(to));
    return { id, name: `${name}.${format}`, type: contentTypes[format], rows: count };
  } finally {
    await work.clear();
  }
}
