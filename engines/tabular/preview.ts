import { guessHeaderRow, readHeader } from './header.ts';
import type { Header } from './header.ts';
import type { RowFault } from './table-sink.ts';
import { TabularError } from './tabular-error.ts';

export interface PreviewOptions {
  /** How many rows to show; default 20. */
  rows?: number;
  /** Physical line (or sheet row) of the header; without it the likeliest of the first ten rows. */
  headerLine?: number;
  /** Default 1,000. */
  maxColumns?: number;
}

export interface PreviewRow {
  /** Physical line (or sheet row) where the row begins, from one. */
  line: number;
  cells: string[];
}

export interface Preview {
  header: Header;
  headerLine: number;
  rows: PreviewRow[];
  /** Of the part that was looked at, not of the whole file. */
  faults: RowFault[];
}

const HEADER_CANDIDATES = 10;

/** A preview from the first rows that are not blank and the faults between them. */
export function previewOf(
  found: readonly PreviewRow[],
  faults: readonly RowFault[],
  options: PreviewOptions,
): Preview {
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
