import { ParquetWriter, TextColumnBuilder, viewOf, type ByteView, type Decode } from '#engines/parquet';
import type { Header } from './header.ts';
import type { RowSpan } from './row-scanner.ts';
import type { RowKernel } from './row-kernel.ts';
import { RowReader } from './row-reader.ts';
import type { TableOutput } from './table-sink.ts';
import { TabularError } from './tabular-error.ts';

const QUOTE = 34;
/** Rows of a row group, few enough for the caches; it ends with the chunk of the file in which they are reached, */
const GROUP_ROWS = 1 << 15;
/** or in which so many bytes are. */
const GROUP_BYTES = 1 << 25;

/** A column of the result and the header of the file that fills it; without one it is empty. */
export interface ColumnSource {
  name: string;
  header: string | null;
}

export interface ColumnTarget {
  /** The Parquet file. */
  to: string;
  columns: readonly ColumnSource[];
  /** Column of the number of a row among the good ones, from one. */
  rowColumn: string;
  /** Column of the physical line (or sheet row). */
  lineColumn: string;
}

/**
 * Rows as columns of a Parquet file: fields are cut apart and decoded straight into their columns, no row ever becomes
 * a text of its own. An empty field is null.
 */
export class ColumnOutput implements TableOutput {
  written = 0;
  readonly #writer: ParquetWriter;
  readonly #target: ColumnTarget;
  readonly #builders: TextColumnBuilder[];
  readonly #reader: RowReader;
  /** Place in the file of each column, below zero when it has none. */
  #places: Int32Array = new Int32Array(0);
  #lines = new Int32Array(1 << 12);
  #numbers = new Int32Array(0);
  #rows = 0;
  #source = viewOf(Buffer.alloc(0));
  #unquoted = viewOf(Buffer.allocUnsafe(1 << 10));

  private constructor(
    writer: ParquetWriter,
    target: ColumnTarget,
    how: { delimiter: string; decode: Decode },
  ) {
    this.#writer = writer;
    this.#target = target;
    this.#reader = new RowReader(how.delimiter);
    this.#builders = target.columns.map(() => new TextColumnBuilder(how.decode));
  }

  static async create(
    target: ColumnTarget,
    how: { delimiter: string; decode: Decode },
  ): Promise<ColumnOutput> {
    const numbers = [target.rowColumn, target.lineColumn].map((name) => ({ name, type: 'int' as const }));
    const texts = target.columns.map(({ name }) => ({ name, type: 'text' as const }));
    const writer = await ParquetWriter.create(target.to, {
      columns: [...numbers, ...texts],
      compression: 'none',
    });
    return new ColumnOutput(writer, target, how);
  }

  header({ columns }: Header): void {
    this.#places = Int32Array.from(this.#target.columns, ({ header }) => {
      const place = header === null ? -1 : columns.indexOf(header);
      if (header !== null && place < 0)
        throw new TabularError('tabular.no-header', `the file has no column ${header}`);
      return place;
    });
  }

  row(bytes: Buffer, span: RowSpan): boolean {
    if (this.#source.bytes !== bytes) this.#source = viewOf(bytes);
    const source = this.#source;
    const ends = span.ends ?? this.#cut(bytes, span);
    for (let column = 0; column < this.#builders.length; column++) {
      const place = this.#places[column] as number;
      const from = place <= 0 ? span.start : (ends[place - 1] as number) + 1;
      const to = place < 0 ? from : (ends[place] as number);
      if (!this.#add(this.#builders[column] as TextColumnBuilder, source, from, to))
        return this.#forget(column);
    }
    if (this.#rows === this.#lines.length) this.#growLines();
    this.#lines[this.#rows++] = span.line;
    return true;
  }

  run(bytes: Buffer, kernel: RowKernel, line: number): boolean {
    if (this.#source.bytes !== bytes) this.#source = viewOf(bytes);
    for (let column = 0; column < this.#builders.length; column++)
      if (!this.#addRun(column, kernel)) return this.#forget(column + 1);
    while (this.#rows + kernel.rows > this.#lines.length) this.#growLines();
    for (let row = 0; row < kernel.rows; row++) this.#lines[this.#rows + row] = line + row;
    this.#rows += kernel.rows;
    return true;
  }

  async flush(): Promise<void> {
    const isFull =
      this.#rows >= GROUP_ROWS || this.#builders.reduce((sum, { size }) => sum + size, 0) >= GROUP_BYTES;
    if (isFull) await this.#writeGroup();
  }

  async finish(): Promise<void> {
    if (this.#rows > 0) await this.#writeGroup();
    await this.#writer.finish();
    this.written = this.#writer.bytes;
  }

  close(): Promise<void> {
    return this.#writer.close();
  }

  /** @returns false when one of the fields is no text */
  #addRun(column: number, kernel: RowKernel): boolean {
    const builder = this.#builders[column] as TextColumnBuilder;
    const place = this.#places[column] as number;
    for (let row = 0; row < kernel.rows; row++) {
      if (!builder.repeats && place >= 0) {
        const first = row;
        row = builder.addMany((texts) => kernel.decode(place, first, texts));
        if (row === kernel.rows) return true;
      }
      if (place < 0) builder.addNull();
      else if (!this.#add(builder, this.#source, kernel.start(row, place), kernel.end(row, place)))
        return false;
    }
    return true;
  }

  #add(column: TextColumnBuilder, source: ByteView, from: number, to: number): boolean {
    if (from === to) {
      column.addNull();
      return true;
    }
    if (source.bytes[from] !== QUOTE) return column.add(source, from, to);
    const length = this.#unquote(source.bytes, from + 1, to - 1);
    if (length > 0) return column.add(this.#unquoted, 0, length);
    column.addNull();
    return true;
  }

  /** Doubled quotes halved. @returns how many bytes are left */
  #unquote(bytes: Buffer, from: number, to: number): number {
    if (this.#unquoted.bytes.length < to - from) this.#unquoted = viewOf(Buffer.allocUnsafe((to - from) * 2));
    const target = this.#unquoted.bytes;
    let length = 0;
    for (let at = from; at < to; at++) {
      target[length++] = bytes[at] as number;
      if (bytes[at] === QUOTE) at += 1;
    }
    return length;
  }

  /** The row was no text from its column `upTo` on: what stands of it goes. */
  #forget(upTo: number): false {
    for (let column = 0; column < upTo; column++) this.#builders[column]?.cut(this.#rows);
    return false;
  }

  #cut(bytes: Buffer, { start, end }: RowSpan): Int32Array {
    this.#reader.read(bytes.subarray(0, end), start, true);
    return this.#reader.ends;
  }

  #growLines(): void {
    const larger = new Int32Array(this.#lines.length * 2);
    larger.set(this.#lines);
    this.#lines = larger;
  }

  async #writeGroup(): Promise<void> {
    const before = this.#writer.rows;
    if (this.#numbers.length < this.#rows) this.#numbers = new Int32Array(this.#lines.length);
    const numbers = this.#numbers.subarray(0, this.#rows);
    for (let row = 0; row < this.#rows; row++) numbers[row] = before + row + 1;
    await this.#writer.writeGroup(this.#rows, [
      { ints: numbers },
      { ints: this.#lines.subarray(0, this.#rows) },
      ...this.#builders.map((builder) => builder.column()),
    ]);
    for (const builder of this.#builders) builder.clear();
    this.#rows = 0;
  }
}
