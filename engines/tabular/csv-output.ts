import { ByteWriter } from './byte-writer.ts';
import { csvField } from './csv-field.ts';
import type { Header } from './header.ts';
import type { RowSpan } from './row-scanner.ts';
import type { SinkOptions, TableOutput } from './table-sink.ts';

const LF = 10;

export interface CsvTableOptions extends SinkOptions {
  /** The clean table: UTF-8, rows ended by LF, every row as many fields as the header, header first. */
  to: string;
  /** Adds a first column of this name that holds the physical line (or sheet row) of each row. */
  lineColumn?: string;
}

/** Rows verbatim, as they are in UTF-8. */
export class CsvOutput implements TableOutput {
  readonly #file: ByteWriter;
  readonly #delimiter: string;
  readonly #lineColumn: string | undefined;

  private constructor(file: ByteWriter, delimiter: string, lineColumn: string | undefined) {
    this.#file = file;
    this.#delimiter = delimiter;
    this.#lineColumn = lineColumn;
  }

  static async create({ to, lineColumn }: CsvTableOptions, delimiter: string): Promise<CsvOutput> {
    return new CsvOutput(await ByteWriter.create(to), delimiter, lineColumn);
  }

  get written(): number {
    return this.#file.written;
  }

  header({ columns }: Header): void {
    const names = this.#lineColumn === undefined ? columns : [this.#lineColumn, ...columns];
    this.#file.text(`${names.map((name) => csvField(name, this.#delimiter)).join(this.#delimiter)}\n`);
  }

  row(bytes: Buffer, { start, end, line }: RowSpan): boolean {
    if (this.#lineColumn !== undefined) {
      this.#file.decimal(line);
      this.#file.byte(this.#delimiter.charCodeAt(0));
    }
    this.#file.copy(bytes, start, end);
    this.#file.byte(LF);
    return true;
  }

  flush(waiting: number): Promise<void> {
    return this.#file.flush(waiting);
  }

  finish(): Promise<void> {
    return this.#file.flush();
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
