import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { Sink, Written } from './sink.ts';

interface Part {
  readonly name: Buffer;
  readonly offset: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
}

/** 1 January 1980, so that the same content is the same file. */
const dosDate = 0x21;
/** Sizes stand behind the data, names are UTF-8. */
const flags = 0x0808;

const numbers = (...fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer =>
  Buffer.concat(
    fields.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );

const directoryEntry = ({ name, offset, checksum, packed, size }: Part): Buffer =>
  Buffer.concat([
    numbers([4, 0x02014b50], [2, 20], [2, 20], [2, flags], [2, 8], [2, 0], [2, dosDate], [4, checksum]),
    numbers([4, packed], [4, size], [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]),
    name,
  ]);

/** A ZIP file (APPNOTE 6.3, no ZIP64) written part by part; each piece is deflated alone, nothing is held back. */
export class ZipWriter {
  readonly #sink: Sink;
  readonly #parts: Part[] = [];
  #offset = 0;
  #name = Buffer.alloc(0);
  #start = 0;
  #checksum = 0;
  #packed = 0;
  #size = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  async #put(bytes: Buffer): Promise<void> {
    this.#offset += bytes.length;
    await this.#sink.write(bytes);
  }

  async begin(name: string): Promise<void> {
    this.#name = Buffer.from(name);
    this.#start = this.#offset;
    this.#checksum = 0;
    this.#packed = 0;
    this.#size = 0;
    await this.#put(
      Buffer.concat([
        numbers([4, 0x04034b50], [2, 20], [2, flags], [2, 8], [2, 0], [2, dosDate], [4, 0], [4, 0], [4, 0]),
        numbers([2, this.#name.length], [2, 0]),
        this.#name,
      ]),
    );
  }

  async #deflate(bytes: Buffer, finishFlush: number): Promise<void> {
    const packed = deflateRawSync(bytes, { level: 1, finishFlush });
    this.#packed += packed.length;
    await this.#put(packed);
  }

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.#checksum = crc32(bytes, this.#checksum);
    this.#size += bytes.length;
    await this.#deflate(bytes, constants.Z_SYNC_FLUSH);
  }

  async finish(): Promise<void> {
    await this.#deflate(Buffer.alloc(0), constants.Z_FINISH);
    const sizes = { checksum: this.#checksum, packed: this.#packed, size: this.#size };
    await this.#put(numbers([4, 0x08074b50], [4, sizes.checksum], [4, sizes.packed], [4, sizes.size]));
    this.#parts.push({ name: this.#name, offset: this.#start, ...sizes });
  }

  async end(): Promise<Written> {
    const directory = Buffer.concat(this.#parts.map(directoryEntry));
    const start = this.#offset;
    const count = this.#parts.length;
    await this.#put(directory);
    await this.#put(
      numbers(
        [4, 0x06054b50],
        [2, 0],
        [2, 0],
        [2, count],
        [2, count],
        [4, directory.length],
        [4, start],
        [2, 0],
      ),
    );
    return this.#sink.end();
  }
}
