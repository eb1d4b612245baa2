import type { Delimiter } from './delimiter.ts';
import type { Encoding } from './encoding.ts';
import type { LongWork } from './progress.ts';
import { readChunks } from './read-chunks.ts';
import { RowScanner } from './row-scanner.ts';
import type { RowListener } from './row-scanner.ts';
import { TableSink } from './table-sink.ts';
import type { Table, TableOptions } from './table-sink.ts';
import { REPLACEMENT, Utf8Decoder } from './utf8-decoder.ts';

export const MAX_ROW_BYTES = 1 << 20;

export interface PrepareCsvOptions extends TableOptions, LongWork {
  from: string;
  encoding: Encoding;
  delimiter: Delimiter;
  /** Default one mebibyte. */
  maxRowBytes?: number;
}

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
  const decoder = new Utf8Decoder(options.encoding);
  const sink = await TableSink.create(options, options.delimiter);
  const scanner = new RowScanner(
    { delimiter: options.delimiter, maxRowBytes: options.maxRowBytes ?? MAX_ROW_BYTES },
    withoutDamage(sink, decoder),
  );
  let bytesRead = 0;
  try {
    for await (const { bytes, total } of readChunks(options.from, options.signal)) {
      scanner.push(decoder.push(bytes));
      await sink.flush();
      bytesRead += bytes.length;
      options.onProgress?.({ bytes: bytesRead, totalBytes: total, rows: sink.rows });
    }
    scanner.push(decoder.end());
    scanner.end();
    await sink.flush();
    return { ...sink.result(), bytesRead, lines: scanner.lines };
  } finally {
    await sink.close();
  }
}

/** Refuses rows that hold a replacement character; looks for it only from the first chunk on that has one. */
function withoutDamage(sink: TableSink, decoder: Utf8Decoder): RowListener {
  return {
    row: (bytes, span) => {
      const isDamaged = decoder.everDamaged && bytes.subarray(span.start, span.end).includes(REPLACEMENT);
      if (isDamaged) sink.fault('undecodable', bytes, span);
      else sink.row(bytes, span);
    },
    fault: (code, bytes, span) => sink.fault(code, bytes, span),
  };
}
