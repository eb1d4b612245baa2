import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

/** Small, because cells that are sorted otherwise than the strings ask for another page each. */
const PAGE = 1 << 14;

/**
 * Bytes that are appended and read again by place. Up to `memoryBytes` stay in memory; beyond that full pages go to a
 * file at `spillPath`, and the pages used last stay near. Reading in about the order of writing, as cells refer to
 * shared strings, costs one read a page.
 */
export class PagedBytes {
  length = 0;
  readonly #limit: number;
  readonly #spillPath: string;
  /** In the order of last use. */
  readonly #pages = new Map<number, Buffer>();
  #current = Buffer.allocUnsafe(PAGE);
  #currentPage = 0;
  #file: number | undefined;

  constructor(memoryBytes: number, spillPath: string) {
    this.#limit = Math.max(2, Math.floor(memoryBytes / PAGE));
    this.#spillPath = spillPath;
  }

  append(source: Buffer, from: number, to: number): void {
    let at = from;
    while (at < to) {
      const offset = this.length % PAGE;
      const count = Math.min(to - at, PAGE - offset);
      source.copy(this.#current, offset, at, at + count);
      at += count;
      this.length += count;
      if (offset + count === PAGE) this.#turnPage();
    }
  }

  /** Gives `[from, to)` in one or more pieces. */
  read(from: number, to: number, take: (bytes: Buffer, from: number, to: number) => void): void {
    let at = from;
    while (at < to) {
      const number = Math.floor(at / PAGE);
      const offset = at - number * PAGE;
      const count = Math.min(to - at, PAGE - offset);
      take(number === this.#currentPage ? this.#current : this.#page(number), offset, offset + count);
      at += count;
    }
  }

  /** Deletes the spill file. */
  close(): void {
    if (this.#file === undefined) return;
    closeSync(this.#file);
    rmSync(this.#spillPath, { force: true });
    this.#file = undefined;
  }

  #turnPage(): void {
    if (this.#file !== undefined) this.#writePage(this.#currentPage, this.#current);
    this.#pages.set(this.#currentPage, this.#current);
    if (this.#file === undefined && this.#pages.size > this.#limit) this.#startSpilling();
    this.#forgetOldest();
    this.#currentPage += 1;
    this.#current = Buffer.allocUnsafe(PAGE);
  }

  #startSpilling(): void {
    this.#file = openSync(this.#spillPath, 'w+');
    for (const [number, page] of this.#pages) this.#writePage(number, page);
  }

  #writePage(number: number, page: Buffer): void {
    if (this.#file !== undefined) writeSync(this.#file, page, 0, PAGE, number * PAGE);
  }

  #page(number: number): Buffer {
    const known = this.#pages.get(number);
    if (this.#file === undefined && known !== undefined) return known;
    const page = known ?? Buffer.allocUnsafe(PAGE);
    if (known === undefined && this.#file !== undefined) readSync(this.#file, page, 0, PAGE, number * PAGE);
    this.#pages.delete(number);
    this.#pages.set(number, page);
    this.#forgetOldest();
    return page;
  }

  #forgetOldest(): void {
    if (this.#pages.size <= this.#limit) return;
    const [oldest] = this.#pages.keys();
    if (oldest !== undefined) this.#pages.delete(oldest);
  }
}
