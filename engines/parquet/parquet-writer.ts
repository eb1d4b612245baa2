import { open, type FileHandle } from 'node:fs/promises';
import { constants, zstdCompressSync } from 'node:zlib';
import { encodeColumn, type ColumnData, type Encoded } from './encode-column.ts';
import { writeStruct, type Fields } from './compact-writer.ts';
import { CODEC, dataPage, dictionaryPage, fileOf, MAGIC, type Chunk, type ColumnSchema } from './format.ts';

export interface ParquetWriterOptions {
  readonly columns: readonly ColumnSchema[];
  /** Default `zstd` at its quickest. */
  readonly compression?: 'none' | 'zstd';
}

/** Writes a Parquet file row group by row group; each column is one page of data and, when its values repeat, one dictionary. */
export class ParquetWriter {
  rows = 0;
  readonly #file: FileHandle;
  readonly #options: ParquetWriterOptions;
  readonly #groups: { readonly rows: number; readonly chunks: Chunk[] }[] = [];
  #waiting: Buffer[] = [];
  #offset = 0;

  private constructor(file: FileHandle, options: ParquetWriterOptions) {
    this.#file = file;
    this.#options = options;
  }

  static async create(path: string, options: ParquetWriterOptions): Promise<ParquetWriter> {
    const writer = new ParquetWriter(await open(path, 'w'), options);
    writer.#put([MAGIC]);
    return writer;
  }

  /**
   * Rows of the columns, in the order of the schema; those that are not given come by `writeLater`. The data may change
   * once the promise is fulfilled.
   */
  async writeGroup(rows: number, columns: readonly ColumnData[]): Promise<void> {
    const chunks: Chunk[] = [];
    this.#groups.push({ rows, chunks });
    this.rows += rows;
    for (const data of columns) this.#addChunk(chunks, rows, data);
    await this.#flush();
  }

  /** The next column of a group that was written before: what is known only when all rows were seen. */
  async writeLater(group: number, data: ColumnData): Promise<void> {
    const { rows, chunks } = this.#groups[group] ?? { rows: 0, chunks: [] };
    this.#addChunk(chunks, rows, data);
    await this.#flush();
  }

  #addChunk(chunks: Chunk[], rows: number, data: ColumnData): void {
    const column = this.#options.columns[chunks.length];
    if (!column) throw new RangeError('more columns than the schema has');
    chunks.push(this.#putChunk(column, rows, encodeColumn(data, rows)));
  }

  /** Writes the footer; without it the file is none. */
  async finish(): Promise<void> {
    if (this.#groups.some(({ chunks }) => chunks.length < this.#options.columns.length))
      throw new RangeError('a column is missing');
    const footer = writeStruct(fileOf(this.#options.columns, this.#groups));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    this.#put([footer, length, MAGIC]);
    await this.#flush();
  }

  /** Must be called also when the writing fails. */
  async close(): Promise<void> {
    await this.#file.close();
  }

  #putChunk(column: ColumnSchema, rows: number, encoded: Encoded): Chunk {
    const start = this.#offset;
    const { dictionary } = encoded;
    let rawBytes = 0;
    if (dictionary)
      rawBytes += this.#putPage(dictionary.parts, (page) => dictionaryPage(page, dictionary.count));
    const offset = this.#offset;
    rawBytes += this.#putPage(encoded.parts, (page) => dataPage(page, rows, encoded.encoding));
    return {
      column,
      values: rows,
      encodings: encoded.encodings,
      codec: this.#codec,
      offset,
      dictionaryOffset: dictionary ? start : undefined,
      bytes: this.#offset - start,
      rawBytes,
      least: encoded.least,
      most: encoded.most,
    };
  }

  /** Bytes written so far. */
  get bytes(): number {
    return this.#offset;
  }

  get #codec(): number {
    return this.#options.compression === 'none' ? CODEC.NONE : CODEC.ZSTD;
  }

  /** @returns bytes of header and page before compression */
  #putPage(parts: readonly Buffer[], head: (page: { rawBytes: number; bytes: number }) => Fields): number {
    const rawBytes = parts.reduce((sum, part) => sum + part.length, 0);
    const body =
      this.#codec === CODEC.NONE
        ? parts
        : [compress(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts))];
    const bytes = body.reduce((sum, part) => sum + part.length, 0);
    const header = writeStruct(head({ rawBytes, bytes }));
    this.#put([header, ...body]);
    return header.length + rawBytes;
  }

  #put(parts: readonly Buffer[]): void {
    for (const part of parts) {
      if (part.length === 0) continue;
      this.#waiting.push(part);
      this.#offset += part.length;
    }
  }

  /** Writes what waits, all of it in one call as a rule. */
  async #flush(): Promise<void> {
    let parts = this.#waiting;
    this.#waiting = [];
    while (parts.length > 0) {
      const { bytesWritten } = await this.#file.writev(parts);
      parts = behind(parts, bytesWritten);
    }
  }
}

/** What is left of some pieces behind so many bytes. */
function behind(parts: readonly Buffer[], bytes: number): Buffer[] {
  let skip = bytes;
  const at = parts.findIndex((part) => {
    if (part.length > skip) return true;
    skip -= part.length;
    return false;
  });
  if (at < 0) return [];
  return [(parts[at] as Buffer).subarray(skip), ...parts.slice(at + 1)];
}

const compress = (bytes: Buffer): Buffer =>
  zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
