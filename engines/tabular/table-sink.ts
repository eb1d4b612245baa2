import { ByteWriter } from './byte-writer.ts';
import { csvField } from './csv-field.ts';
import { Collector } from './first-of.ts';
import type { FirstOf } from './first-of.ts';
import { readHeader } from './header.ts';
import type { Header } from './header.ts';
import type { RowKernel } from './row-kernel.ts';
import type { RowFaultCode, RowListener, RowSpan, RunTaker } from './row-scanner.ts';
import { splitRow } from './split-row.ts';
import { TabularError } from './tabular-error.ts';

const FIRST_FAULTS = 1000;
const MAX_COLUMNS = 1000;

export interface RowFault {
  code: RowFaultCode;
  /** Physical line or sheet row, from one. */
  line: number;
  /** Where it went wrong, or how many fields the row has; from one. */
  field: number;
}

/** Where the rows of a table go. */
export interface TableOutput {
  header(header: Header): void;
  /** Good rows that a kernel has cut, all of them or none; false for none. Without it each comes by itself. */
  run?(bytes: Buffer, kernel: RowKernel, line: number): boolean;
  /** A good row; false when its bytes are no text, and then nothing of it is kept. */
  row(bytes: Buffer, span: RowSpan): boolean;
  /** Writes to disk what waits, or only when it is so many bytes. */
  flush(waiting: number): Promise<void>;
  /** Writes the rest. */
  finish(): Promise<void>;
  close(): Promise<void>;
  readonly written: number;
}

export interface SinkOptions {
  /** Where the refused rows go as CSV of `line,fault,text`; without it they are only counted. */
  rejects?: string;
  /** Physical line (or sheet row) of the header; without it the first row that is not blank. */
  headerLine?: number;
  maxColumns?: number;
}

export interface Table {
  header: Header;
  headerLine: number;
  /** Good rows, the header not counted. */
  rows: number;
  /** Rows of nothing but empty fields; they are left out. */
  blankRows: number;
  /** Rows above the header that hold something. */
  preambleRows: number;
  faults: FirstOf<RowFault>;
  faultCounts: Partial<Record<RowFaultCode, number>>;
  bytesWritten: number;
}

/** Bytes of a row as text. */
export type TextOf = (bytes: Buffer, start: number, end: number) => string;

const textOfUtf8: TextOf = (bytes, start, end) => bytes.toString('utf8', start, end);

export interface SinkTarget {
  output: TableOutput;
  delimiter: string;
  /** How rows are read that are shown to a person; as UTF-8 without it. */
  textOf?: TextOf;
}

/** Takes rows one by one: the header first, then good rows to the output, refused ones to a file of their own. */
export class TableSink implements RowListener, RunTaker {
  /** How many fields every row has; 0 before the header. */
  width = 0;
  rows = 0;
  readonly #options: SinkOptions;
  readonly #delimiter: string;
  readonly #output: TableOutput;
  readonly #rejects: ByteWriter | undefined;
  readonly #textOf: TextOf;
  readonly #faults = new Collector<RowFault>(FIRST_FAULTS);
  readonly #faultCounts: Partial<Record<RowFaultCode, number>> = {};
  #header: Header | undefined;
  #headerLine = 0;
  #blankRows = 0;
  #preambleRows = 0;

  private constructor(options: SinkOptions, to: SinkTarget, rejects: ByteWriter | undefined) {
    this.#options = options;
    this.#delimiter = to.delimiter;
    this.#output = to.output;
    this.#textOf = to.textOf ?? textOfUtf8;
    this.#rejects = rejects;
  }

  static async create(options: SinkOptions, to: SinkTarget): Promise<TableSink> {
    if (options.rejects === undefined) return new TableSink(options, to, undefined);
    const rejects = await ByteWriter.create(options.rejects);
    rejects.text('line,fault,text\n');
    return new TableSink(options, to, rejects);
  }

  row(bytes: Buffer, span: RowSpan): void {
    const { start, end, line, fields } = span;
    if (end - start === fields - 1) this.#blankRows += 1;
    else if (this.width === 0) this.#beforeTable(this.#textOf(bytes, start, end), line);
    else if (fields === this.width) this.#good(bytes, span);
    else this.fault(fields < this.width ? 'too-few-fields' : 'too-many-fields', bytes, span);
  }

  run(bytes: Buffer, kernel: RowKernel, line: number): boolean {
    if (this.#output.run?.(bytes, kernel, line) !== true) return false;
    this.rows += kernel.rows;
    return true;
  }

  fault(code: RowFaultCode, bytes: Buffer, { start, end, line, fields }: RowSpan): void {
    this.#faults.add({ code, line, field: fields });
    this.#faultCounts[code] = (this.#faultCounts[code] ?? 0) + 1;
    this.#rejects?.text(`${line},${code},${csvField(this.#textOf(bytes, start, end), ',')}\n`);
  }

  /** Writes to disk what waits, or only when it is `waiting` bytes. */
  async flush(waiting = 1): Promise<void> {
    await this.#output.flush(waiting);
    await this.#rejects?.flush(waiting);
  }

  /** The table is read: writes the rest; throws when there was no header. */
  async finish(): Promise<Table> {
    if (this.#header === undefined) throw this.#withoutHeader();
    await this.#output.finish();
    await this.#rejects?.flush();
    return this.#result(this.#header);
  }

  /** Must be called also when the reading fails. */
  async close(): Promise<void> {
    await this.#output.close();
    await this.#rejects?.close();
  }

  #result(header: Header): Table {
    return {
      header,
      headerLine: this.#headerLine,
      rows: this.rows,
      blankRows: this.#blankRows,
      preambleRows: this.#preambleRows,
      faults: this.#faults.result(),
      faultCounts: this.#faultCounts,
      bytesWritten: this.#output.written,
    };
  }

  #good(bytes: Buffer, span: RowSpan): void {
    if (this.#output.row(bytes, span)) this.rows += 1;
    else this.fault('undecodable', bytes, span);
  }

  #beforeTable(row: string, line: number): void {
    if (this.#options.headerLine !== undefined && line < this.#options.headerLine) {
      this.#preambleRows += 1;
      return;
    }
    const header = readHeader(splitRow(row, this.#delimiter));
    const limit = this.#options.maxColumns ?? MAX_COLUMNS;
    if (header.columns.length > limit) {
      const message = `${header.columns.length} columns, the limit is ${limit}`;
      throw new TabularError('tabular.too-many-columns', message, { line, column: limit + 1 });
    }
    this.#header = header;
    this.#headerLine = line;
    this.width = header.columns.length;
    this.#output.header(header);
  }

  #withoutHeader(): TabularError {
    const hasText = this.#preambleRows > 0 || this.#faults.count > 0;
    const code = hasText ? 'tabular.no-header' : 'tabular.empty';
    return new TabularError(code, hasText ? 'no row can be the header' : 'there is no row in it');
  }
}
