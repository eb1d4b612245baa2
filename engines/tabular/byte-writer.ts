import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

const START_SIZE = 1 << 20;
const SHORT = 24;

/**
 * Bytes on their way to a file: written to memory without waiting, to disk at `flush()`. Whoever writes calls
 * `flush()` once a chunk, so memory holds about one chunk.
 */
export class ByteWriter {
  /** Bytes on disk. */
  written = 0;
  #buffer = Buffer.allocUnsafe(START_SIZE);
  #length = 0;
  readonly #file: FileHandle;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<ByteWriter> {
    return new ByteWriter(await open(path, 'w'));
  }

  copy(source: Buffer, start: number, end: number): void {
    const count = end - start;
    this.#reserve(count);
    const target = this.#buffer;
    let at = this.#length;
    if (count > SHORT) source.copy(target, at, start, end);
    else for (let from = start; from < end; from++) target[at++] = source[from] as number;
    this.#length += count;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
  }

  text(value: string): void {
    const bytes = Buffer.from(value);
    this.copy(bytes, 0, bytes.length);
  }

  /** A whole number of zero or more, in decimal. */
  decimal(value: number): void {
    this.#reserve(20);
    let rest = value;
    let digits = 1;
    for (let bound = 10; bound <= value; bound *= 10) digits += 1;
    for (let at = this.#length + digits - 1; at >= this.#length; at--) {
      const tens = Math.floor(rest / 10);
      this.#buffer[at] = 48 + rest - tens * 10;
      rest = tens;
    }
    this.#length += digits;
  }

  /** Writes to disk when at least `waiting` bytes wait. */
  async flush(waiting = 1): Promise<void> {
    if (this.#length < waiting) return;
    let done = 0;
    while (done < this.#length) {
      const { bytesWritten } = await this.#file.write(this.#buffer, done, this.#length - done);
      done += bytesWritten;
    }
    this.written += this.#length;
    this.#length = 0;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}
