import { takeUtf8 } from '#engines/parquet';
import { ColumnOutput, type ColumnTarget } from './column-output.ts';
import { csvField } from './csv-field.ts';
import { CsvOutput, type CsvTableOptions } from './csv-output.ts';
import type { RowFaultCode } from './row-scanner.ts';
import { TableSink, type SinkOptions, type Table, type TableOutput } from './table-sink.ts';

/** A record whose cells stand in the order of the columns, or why it cannot be read. */
export type TableRecord =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly fault: RowFaultCode; readonly text: string };

export interface RecordSource {
  readonly columns: readonly string[];
  readonly records: AsyncIterable<readonly TableRecord[]>;
}

const bytesOf = (cells: readonly string[]): Buffer =>
  Buffer.from(cells.map((cell) => csvField(cell, ',')).join(','));

/** Bytes that are written to disk at once. */
const BATCH = 1 << 19;

async function toTable(
  { columns, records }: RecordSource,
  options: SinkOptions,
  output: TableOutput,
): Promise<Table> {
  const sink = await TableSink.create(options, { output, delimiter: ',' });
  const row = (cells: readonly string[], line: number) => {
    const bytes = bytesOf(cells);
    sink.row(bytes, { start: 0, end: bytes.length, line, fields: cells.length });
  };
  const take = (record: TableRecord) => {
    if ('cells' in record) {
      row(record.cells, record.line);
      return;
    }
    const bytes = Buffer.from(record.text);
    sink.fault(record.fault, bytes, { start: 0, end: bytes.length, line: record.line, fields: 0 });
  };
  try {
    row(columns, 0);
    for await (const piece of records) {
      for (const record of piece) take(record);
      await sink.flush(BATCH);
    }
    return await sink.finish();
  } finally {
    await sink.close();
  }
}

/** Records as the same clean CSV (with commas) that `prepareCsv` writes. */
export async function recordsToCsv(source: RecordSource, options: CsvTableOptions): Promise<Table> {
  return toTable(source, options, await CsvOutput.create(options, ','));
}

/** Records as a Parquet file of chosen columns. Memory: one row group. */
export async function recordsToParquet(
  source: RecordSource,
  options: SinkOptions & ColumnTarget,
): Promise<Table> {
  const output = await ColumnOutput.create(options, { delimiter: ',', decode: takeUtf8 });
  return toTable(source, options, output);
}
