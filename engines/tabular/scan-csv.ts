import type { Delimiter } from './delimiter.ts';
import { Collector } from './first-of.ts';
import type { FirstOf } from './first-of.ts';
import { MAX_ROW_BYTES } from './prepare-csv.ts';
import type { LongWork } from './progress.ts';
import { readChunks } from './read-chunks.ts';
import { RowScanner } from './row-scanner.ts';
import type { RowFault } from './table-sink.ts';

export interface ScanCsvOptions extends LongWork {
  /** A UTF-8 file. */
  from: string;
  delimiter: Delimiter;
  maxRowBytes?: number;
}

export interface ScannedCsv {
  /** Rows that are well formed and not blank, the header with them. */
  rows: number;
  /** Fields of the first row; the measure of the others. */
  fields: number;
  lines: number;
  /** The first thousand and how many. */
  faults: FirstOf<RowFault>;
}

const FIRST_FAULTS = 1000;

/** Looks through a UTF-8 CSV for broken quotes and ragged rows, and writes nothing; see `prepareCsv` for the work. */
export async function scanCsv(options: ScanCsvOptions): Promise<ScannedCsv> {
  const faults = new Collector<RowFault>(FIRST_FAULTS);
  let expected = 0;
  let rows = 0;
  const scanner = new RowScanner(
    { delimiter: options.delimiter, maxRowBytes: options.maxRowBytes ?? MAX_ROW_BYTES },
    {
      row: (_bytes, { start, end, line, fields }) => {
        if (end === start && fields === 1) return;
        if (expected === 0) expected = fields;
        if (fields === expected) rows += 1;
        else
          faults.add({ code: fields < expected ? 'too-few-fields' : 'too-many-fields', line, field: fields });
      },
      fault: (code, _bytes, { line, fields }) => faults.add({ code, line, field: fields }),
    },
  );
  let read = 0;
  for await (const { bytes, total } of readChunks(options.from, options.signal)) {
    scanner.push(bytes);
    read += bytes.length;
    options.onProgress?.({ bytes: read, totalBytes: total, rows });
  }
  scanner.end();
  return { rows, fields: expected, lines: scanner.lines, faults: faults.result() };
}
