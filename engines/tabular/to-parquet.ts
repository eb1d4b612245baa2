import { TextDecoder } from 'node:util';
import { takeUtf8 } from '#engines/parquet';
import { ColumnOutput, type ColumnTarget } from './column-output.ts';
import { decodeGb18030, gbkPairs } from './decode-gbk.ts';
import { BYTE_ORDER_MARKS } from './encoding.ts';

import { readCsv, withoutDamage, type CsvReading, type CsvSource, type PreparedCsv } from './prepare-csv.ts';
import type { LongWork } from './progress.ts';
import { RowKernel } from './row-kernel.ts';
import type { RowListener, RunTaker } from './row-scanner.ts';
import type { SheetOptions } from './sheet-reader.ts';
import { TableSink, type SinkOptions } from './table-sink.ts';
import { Utf8Decoder } from './utf8-decoder.ts';
import { convertSheet, type ConvertedSheet } from './xlsx-to-csv.ts';

export interface CsvToParquetOptions extends CsvSource, SinkOptions, ColumnTarget {
  /** Every row by itself, which is slower and says the same: what the tests hold the kernel against. */
  oneByOne?: boolean;
}

export interface XlsxToParquetOptions extends SheetOptions, SinkOptions, LongWork, ColumnTarget {}

/**
 * What `prepareCsv` does, with a Parquet file as its end: one pass from the bytes of the file to its columns, refused
 * rows to `rejects`. Memory: one row group.
 */
export async function csvToParquet(options: CsvToParquetOptions): Promise<PreparedCsv> {
  return options.encoding === 'gb18030' && options.delimiter !== '|' ? fromGbk(options) : fromUtf8(options);
}

async function fromUtf8(options: CsvToParquetOptions): Promise<PreparedCsv> {
  const { delimiter } = options;
  const output = await ColumnOutput.create(options, { delimiter, decode: takeUtf8 });
  const sink = await TableSink.create(options, { output, delimiter });
  const decoder = new Utf8Decoder(options.encoding);
  const taker: RunTaker = {
    get width() {
      return decoder.everDamaged ? 0 : sink.width;
    },
    run: (bytes, kernel, line) => sink.run(bytes, kernel, line),
  };
  return readCsv(options, {
    sink,
    decoder,
    listener: withoutDamage(sink, decoder),
    ...(!options.oneByOne && { runs: { kernel: new RowKernel(delimiter), taker } }),
  });
}

const LINE_END = Buffer.from('\n');

/**
 * No delimiter but the bar, no quote and no line end is part of another character of GB 18030, so rows are cut as they
 * are and only fields are decoded: the other way round costs twice as much.
 */
async function fromGbk(options: CsvToParquetOptions): Promise<PreparedCsv> {
  const { delimiter } = options;
  const decoder = new TextDecoder('gb18030', { ignoreBOM: true });
  // With the line end that followed: half a character in front of it reads as it does in the whole file.
  const textOf = (bytes: Buffer, start: number, end: number): string =>
    decoder.decode(Buffer.concat([bytes.subarray(start, end), LINE_END])).slice(0, -1);
  const output = await ColumnOutput.create(options, { delimiter, decode: decodeGb18030() });
  const sink = await TableSink.create(options, { output, delimiter, textOf });
  return readCsv(options, {
    sink,
    decoder: withoutMark(),
    listener: withDamageTold(sink, textOf),
    ...(!options.oneByOne && { runs: { kernel: new RowKernel(delimiter, gbkPairs), taker: sink } }),
  });
}

/** Bytes as they are, but for a byte order mark at their beginning. */
function withoutMark(): CsvReading['decoder'] {
  const [, mark = []] = BYTE_ORDER_MARKS.find(([encoding]) => encoding === 'gb18030') ?? [];
  let isFirst = true;
  return {
    push: (chunk) => {
      const isMarked = isFirst && mark.every((byte, at) => chunk[at] === byte);
      isFirst = false;
      return isMarked ? chunk.subarray(mark.length) : chunk;
    },
    end: () => Buffer.alloc(0),
  };
}

/** Rows of the table are judged as they are decoded; the header, and rows that are none for another reason too, here. */
function withDamageTold(
  sink: TableSink,
  textOf: (bytes: Buffer, start: number, end: number) => string,
): RowListener {
  return {
    row: (bytes, span) => {
      const isOfTable = sink.width > 0 && span.fields === sink.width;
      if (!isOfTable && textOf(bytes, span.start, span.end).includes('\ufffd'))
        sink.fault('undecodable', bytes, span);
      else sink.row(bytes, span);
    },
    fault: (code, bytes, span) => sink.fault(code, bytes, span),
  };
}

/** What `xlsxToCsv` does, with a Parquet file as its end. */
export async function xlsxToParquet(options: XlsxToParquetOptions): Promise<ConvertedSheet> {
  const output = await ColumnOutput.create(options, { delimiter: ',', decode: takeUtf8 });
  return convertSheet(options, { output, spillPath: `${options.to}.strings` });
}
