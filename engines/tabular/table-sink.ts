import { ByteWriter } from './byte-writer.ts';
import { csvField } from './csv-field.ts';
import { Collector } from './first-of.ts';
import type { FirstOf } from './first-of.ts';
import { readHeader } from './header.ts';
import type { Header } from './header.ts';
import type { RowFaultCode, RowListener, RowSpan } from './row-scanner.ts';
import { splitRow } from './split-row.ts';
import { TabularError } from './tabular-error.ts';

const LF = 10;
const FIRST_FAULTS = 1000;
const MAX_COLUMNS = 1000;

export interface RowFault {
  code: RowFaultCode;
  /** Physical line or sheet row, from one. */
  line: number;
  /** Where it went wrong, or how many fields the row has; from one. */
  field: number;
}

export interface TableOptions {
  /** The clean table: UTF-8, rows ended by LF, every row as many fields as the header, header first. */
  to: string;
  /** Where the refused rows go as CSV of `line,fault,text`; without it they are only counted. */
  rejects?: string;
  /** Adds a first column of this name that holds the physical line (or sheet row) of each row. */
  lineColumn?: string;
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

/** Takes rows one by one: the header first, then good rows to one file, refused ones to another. */
export class TableSink implements RowListener {
  /** How many fields every row has; 0 before the header. */
  width = 0;
  rows = 0;
  readonly #options: TableOptions;
  readonly #delimiter: string;
  readonly #output: ByteWriter;
  readonly #rejects: ByteWriter | undefined;
  readonly #faults = new Collector<RowFault>(FIRST_FAULTS);
  readonly #faultCounts: Partial<Record<RowFaultCode, number>> = {};
  #header: Header | undefined;
  #headerLine = 0;
  #blankRows = 0;
  #preambleRows = 0;

  private constructor(
    options: TableOptions,
    delimiter: string,
    files: { output: ByteWriter; rejects?: ByteWriter },
  ) {
    this.#options = options;
    this.#delimiter = delimiter;
    this.#output = files.output;
    this.#rejects = files.rejects;
  }

  static async create(options: TableOptions, delimiter: string): Promise<TableSink> {
    const output = await ByteWriter.create(options.to);
    if (options.rejects === undefined) return new TableSink(options, delimiter, { output });
    const rejects = await ByteWriter.create(options.rejects);
    rejects.text('line,fault,text\n');
    return new TableSink(options, delimiter, { output, rejects });
  }

  row(bytes: Buffer, span: RowSpan): void {
    const { start, end, line, fields } = span;
    if (end - start === fields - 1) this.#blankRows += 1;
    else if (this.width === 0) this.#beforeTable(bytes.toString('utf8', start, end), line);
    else if (fields === this.width) this.#good(bytes, span);
    else this.fault(fields < this.width ? 'too-few-fields' : 'too-many-fields', bytes, span);
  }

  fault(code: RowFaultCode, bytes: Buffer, { start, end, line, fields }: RowSpan): void {
    this.#faults.add({ code, line, field: fields });
    this.#faultCounts[code] = (this.#faultCounts[code] ?? 0) + 1;
    this.#rejects?.text(`${line},${code},${csvField(bytes.toString('utf8', start, end), ',')}\n`);
  }

  /** Writes to disk what waits, or only when it is `waiting` bytes. */
  async flush(waiting = 1): Promise<void> {
    await this.#output.flush(waiting);
    await this.#rejects?.flush(waiting);
  }

  /** Must be called also when the reading fails. */
  async close(): Promise<void> {
    await this.#output.close();
    await this.#rejects?.close();
  }

  /** The table read; throws when there was no header. */
  result(): Table {
    if (this.#header === undefined) throw this.#withoutHeader();
    return {
      header: this.#header,
      headerLine: this.#headerLine,
      rows: this.rows,
      blankRows: this.#blankRows,
      preambleRows: this.#preambleRows,
      faults: this.#faults.result(),
      faultCounts: this.#faultCounts,
      bytesWritten: this.#output.written,
    };
  }

  #good(bytes: Buffer, { start, end, line }: RowSpan): void {
    this.rows += 1;
    if (this.#options.lineColumn !== undefined) {
      this.#output.decimal(line);
      this.#output.byte(this.#delimiter.charCodeAt(0));
    }
    this.#output.copy(bytes, start, end);
    this.#output.byte(LF);
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
    const { lineColumn } = this.#options;
    const names = lineColumn === undefined ? header.columns : [lineColumn, ...header.columns];
    this.#output.text(`${names.map((name) => csvField(name, this.#delimiter)).join(this.#delimiter)}\n`);
  }

  #withoutHeader(): TabularError {
    const hasText = this.#preambleRows > 0 || this.#faults.count > 0;
    const code = hasText ? 'tabular.no-header' : 'tabular.empty';
    return new TabularError(code, hasText ? 'no row can be the header' : 'there is no row in it');
  }
}
