import { CsvOutput, type CsvTableOptions } from './csv-output.ts';
import type { FirstOf } from './first-of.ts';
import type { LongWork } from './progress.ts';
import { readSheet } from './sheet-reader.ts';
import type { SheetOptions } from './sheet-reader.ts';
import { TableSink } from './table-sink.ts';
import type { SinkOptions, Table, TableOutput } from './table-sink.ts';
import type { Sheet } from './workbook-parts.ts';

export interface XlsxToCsvOptions extends SheetOptions, CsvTableOptions, LongWork {}

export interface ConvertedSheet extends Table {
  sheet: string;
  sheets: Sheet[];
  /** Cells by reference (B7), the first hundred of each kind: formulas, of which the stored value is taken; */
  formulas: FirstOf<string>;
  /** formulas without a stored value, which read as empty; */
  uncalculated: FirstOf<string>;
  /** errors such as #N/A, which read as this text; */
  errors: FirstOf<string>;
  /** numbers whose last digits the workbook has lost (an identity number that was not typed as text); */
  lostDigits: FirstOf<string>;
  /** and merged ranges, whose value stands in the first cell only. */
  merged: FirstOf<string>;
  headerMerged: boolean;
  /** Rows hidden by hand or by a filter; they are read. */
  hiddenRows: number;
}

/** Bytes that are written to disk at once. */
const BATCH = 1 << 19;

/**
 * One sheet of an .xlsx as the same clean CSV (with commas) that `prepareCsv` writes; `line` means the sheet's row.
 * Dates by the cell's style in ISO form, numbers to fifteen digits, TRUE and FALSE. Memory: shared strings up to
 * their limit and a few mebibytes.
 */
export async function xlsxToCsv(options: XlsxToCsvOptions): Promise<ConvertedSheet> {
  const output = await CsvOutput.create(options, ',');
  return convertSheet(options, { output, spillPath: `${options.to}.strings` });
}

/** Reads one sheet to its end into an output, which is closed then. */
export async function convertSheet(
  options: SheetOptions & SinkOptions & LongWork,
  to: { output: TableOutput; spillPath: string },
): Promise<ConvertedSheet> {
  const sink = await TableSink.create(options, { output: to.output, delimiter: ',' });
  try {
    const { sheet, sheets, scanner } = await readSheet({
      ...options,
      rows: sink,
      spillPath: to.spillPath,
      flush: () => sink.flush(BATCH),
    });
    const table = await sink.finish();
    return {
      ...table,
      sheet,
      sheets,
      formulas: scanner.formulas.result(),
      uncalculated: scanner.uncalculated.result(),
      errors: scanner.errors.result(),
      lostDigits: scanner.lostDigits.result(),
      merged: scanner.merged.result(),
      headerMerged: scanner.merged.first.some((range) => coversRow(range, table.headerLine)),
      hiddenRows: scanner.hiddenRows,
    };
  } finally {
    await sink.close();
  }
}

function coversRow(range: string, row: number): boolean {
  const [first = 0, last = first] = range.split(':').map((cell) => Number(cell.replace(/^\D+/, '')));
  return first <= row && row <= last;
}
