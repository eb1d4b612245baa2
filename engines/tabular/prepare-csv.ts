import type { Delimiter } from './delimiter.ts';
import type { Encoding } from './encoding.ts';
import type { LongWork } from './progress.ts';
import { readChunks } from './read-chunks.ts';
import { RowScanner } from './row-scanner.ts';
import type { RowListener, RowScannerOptions } from './row-scanner.ts';
import { CsvOutput, type CsvTableOptions } from './csv-output.ts';
import { TableSink } from './table-sink.ts';
import type { Table } from './table-sink.ts';
import { REPLACEMENT, Utf8Decoder } from './utf8-decoder.ts';

export const MAX_ROW_BYTES = 1 << 20;

export interface CsvSource extends LongWork {
  from: string;
  encoding: Encoding;
  delimiter: Delimiter;
  /** Default one mebibyte. */
  maxRowBytes?: number;
}

export interface PrepareCsvOptions extends CsvTableOptions, CsvSource {}

export interface PreparedCsv extends Table {
  bytesRead: number;
  /** Physical lines of the file. */
  lines: number;
}

/**
 * One pass over what was handed in: to UTF-8, cut into rows, the good ones verbatim to `to`, the others to `rejects`
 * with their line and what is wrong. DuckDB reads the result with `readCsvSql` and finds nothing to stumble over.
 * Memory: a few mebibytes whatever the size of the file.
 */
export async function prepareCsv(options: PrepareCsvOptions): Promise<PreparedCsv> {
  const output = await CsvOutput.create(options, options.delimiter);
  const sink = await TableSink.create(options, { output, delimiter: options.delimiter });
  const decoder = new Utf8Decoder(options.encoding);
  return readCsv(options, { sink, decoder, listener: withoutDamage(sink, decoder) });
}

export interface CsvReading {
  sink: TableSink;
  /** What the scanner is given of each chunk, and at the end. */
  decoder: Pick<Utf8Decoder, 'push' | 'end'>;
  /** What hears of the rows, on their way to the sink. */
  listener: RowListener;
  /** What takes them many at once. */
  runs?: RowScannerOptions['runs'];
}

/** Reads a file to its end into a sink, which is closed then. */
export async function readCsv(
  source: CsvSource,
  { sink, decoder, listener, runs }: CsvReading,
): Promise<PreparedCsv> {
  const { delimiter, maxRowBytes = MAX_ROW_BYTES } = source;
  const scanner = new RowScanner({ delimiter, maxRowBytes, ...(runs && { runs }) }, listener);
  let bytesRead = 0;
  try {
    for await (const { bytes, total } of readChunks(source.from, source.signal)) {
      scanner.push(decoder.push(bytes));
      await sink.flush();
      bytesRead += bytes.length;
      source.onProgress?.({ bytes: bytesRead, totalBytes: total, rows: sink.rows });
    }
    scanner.push(decoder.end());
    scanner.end();
    return { ...(await sink.finish()), bytesRead, lines: scanner.lines };
  } finally {
    await sink.close();
  }
}

/** Refuses rows that hold a replacement character; looks for it only from the first chunk on that has one. */
export function withoutDamage(sink: TableSink, decoder: Utf8Decoder): RowListener {
  return {
    row: (bytes, span) => {
      const isDamaged = decoder.everDamaged && bytes.subarray(span.start, span.end).includes(REPLACEMENT);
      if (isDamaged) sink.fault('undecodable', bytes, span);
      else sink.row(bytes, span);
    },
    fault: (code, bytes, span) => sink.fault(code, bytes, span),
  };
}
