import { open } from 'node:fs/promises';
import type { Delimiter } from './delimiter.ts';
import type { Encoding } from './encoding.ts';
import { guessHeaderRow, readHeader } from './header.ts';
import type { Header } from './header.ts';
import { MAX_ROW_BYTES } from './prepare-csv.ts';
import { RowScanner } from './row-scanner.ts';
import { splitRow } from './split-row.ts';
import type { RowFault } from './table-sink.ts';
import { TabularError } from './tabular-error.ts';
import { Utf8Decoder } from './utf8-decoder.ts';

export interface PreviewCsvOptions {
  from: string;
  encoding: Encoding;
  delimiter: Delimiter;
  /** How many rows to show; default 20. */
  rows?: number;
  /** Physical line of the header; without it the likeliest of the first ten rows. */
  headerLine?: number;
  /** Default 1,000. */
  maxColumns?: number;
}

export interface PreviewRow {
  /** Physical line where the row begins, from one. */
  line: number;
  cells: string[];
}

export interface CsvPreview {
  header: Header;
  headerLine: number;
  rows: PreviewRow[];
  /** Of the part that was looked at, not of the whole file. */
  faults: RowFault[];
  isWhole: boolean;
}

const LOOK = 1 << 20;
const HEADER_CANDIDATES = 10;

/** Header and first rows of a file, read from its first mebibyte, with what is wrong there. */
export async function previewCsv(options: PreviewCsvOptions): Promise<CsvPreview> {
  const { bytes, isWhole } = await beginning(options.from);
  const decoder = new Utf8Decoder(options.encoding);
  const found: PreviewRow[] = [];
  const faults: RowFault[] = [];
  const scanner = new RowScanner(
    { delimiter: options.delimiter, maxRowBytes: MAX_ROW_BYTES },
    {
      row: (text, { start, end, line }) => {
        const cells = splitRow(text.toString('utf8', start, end), options.delimiter);
        if (cells.some((cell) => cell.trim() !== '')) found.push({ line, cells });
      },
      fault: (code, _bytes, { line, fields }) => faults.push({ code, line, field: fields }),
    },
  );
  scanner.push(decoder.push(bytes));
  if (isWhole) {
    scanner.push(decoder.end());
    scanner.end();
  }
  return { ...tableOf(found, faults, options), isWhole };
}

function tableOf(
  found: PreviewRow[],
  faults: RowFault[],
  options: PreviewCsvOptions,
): Omit<CsvPreview, 'isWhole'> {
  const place = headerPlace(found, options.headerLine);
  const top = found[place];
  if (top === undefined) throw new TabularError('tabular.empty', 'there is no row in it');
  const header = readHeader(top.cells);
  const limit = options.maxColumns ?? 1000;
  if (header.columns.length > limit) {
    const message = `${header.columns.length} columns, the limit is ${limit}`;
    throw new TabularError('tabular.too-many-columns', message, { line: top.line, column: limit + 1 });
  }
  const body = found.slice(place + 1);
  const ragged = body.flatMap((row) => raggedFault(row, header.columns.length));
  const good = body.filter((row) => row.cells.length === header.columns.length).slice(0, options.rows ?? 20);
  const all = [...faults, ...ragged].toSorted((left, right) => left.line - right.line);
  return { header, headerLine: top.line, rows: good, faults: all };
}

function headerPlace(found: readonly PreviewRow[], line: number | undefined): number {
  if (line !== undefined) return found.findIndex((row) => row.line >= line);
  return guessHeaderRow(found.slice(0, HEADER_CANDIDATES).map((row) => row.cells));
}

function raggedFault(row: PreviewRow, width: number): RowFault[] {
  if (row.cells.length === width) return [];
  const code = row.cells.length < width ? 'too-few-fields' : 'too-many-fields';
  return [{ code, line: row.line, field: row.cells.length }];
}

async function beginning(path: string): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(Math.min(size, LOOK)),
      0,
      Math.min(size, LOOK),
      0,
    );
    return { bytes: buffer.subarray(0, bytesRead), isWhole: bytesRead === size };
  } finally {
    await file.close();
  }
}
