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
  #offset = 0;

  private constructor(file: FileHandle, options: ParquetWriterOptions) {
    this.#file = file;
    this.#options = options;
  }

  static async create(path: string, options: ParquetWriterOptions): Promise<ParquetWriter> {
    const writer = new ParquetWriter(await open(path, 'w'), options);
    await writer.#write([MAGIC]);
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
    for (const data of columns) await this.#addChunk(chunks, rows, data);
  }

  /** The next column of a group that was written before: what is known only when all rows were seen. */
  async writeLater(group: number, data: ColumnData): Promise<void> {
    const { rows, chunks } = this.#groups[group] ?? { rows: 0, chunks: [] };
    await this.#addChunk(chunks, rows, data);
  }

  async #addChunk(chunks: Chunk[], rows: number, data: ColumnData): Promise<void> {
    const column = this.#options.columns[chunks.length];
    if (!column) throw new RangeError('more columns than the schema has');
    chunks.push(await this.#writeChunk(column, rows, encodeColumn(data, rows)));
  }

  /** Writes the footer; without it the file is none. */
  async finish(): Promise<void> {
    if (this.#groups.some(({ chunks }) => chunks.length < this.#options.columns.length))
      throw new RangeError('a column is missing');
    const footer = writeStruct(fileOf(this.#options.columns, this.#groups));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    await this.#write([footer, length, MAGIC]);
  }

  /** Must be called also when the writing fails. */
  async close(): Promise<void> {
    await this.#file.close();
  }

  async #writeChunk(column: ColumnSchema, rows: number, encoded: Encoded): Promise<Chunk> {
    const start = this.#offset;
    const { dictionary } = encoded;
    let rawBytes = 0;
    if (dictionary) rawBytes += await this.#writePage(dictionary.parts, (page) => dictionaryPage(page, dictionary.count));
    const offset = this.#offset;
    rawBytes += await this.#writePage(encoded.parts, (page) => dataPage(page, rows, encoded.encoding));
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
  async #writePage(
    parts: readonly Buffer[],
    head: (page: { rawBytes: number; bytes: number }) => Fields,
  ): Promise<number> {
    const rawBytes = parts.reduce((sum, part) => sum + part.length, 0);
    const body = this.#codec === CODEC.NONE ? parts : [compress(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts))];
    const bytes = body.reduce((sum, part) => sum + part.length, 0);
    const header = writeStruct(head({ rawBytes, bytes }));
    await this.#write([header, ...body]);
    return header.length + rawBytes;
  }

  async #write(parts: readonly Buffer[]): Promise<void> {
    for (const part of parts) {
      let done = 0;
      while (done < part.length) done += (await this.#file.write(part, done, part.length - done)).bytesWritten;
      this.#offset += part.length;
    }
  }
}

const compress = (bytes: Buffer): Buffer =>
  zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
