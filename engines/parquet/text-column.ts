import type { ByteView } from './byte-view.ts';
import { ABSENT, TextIndex } from './text-index.ts';
import { Texts } from './texts.ts';

/** A column of texts: row by row in `texts`, or, with `codes`, the index in `texts` of each row (below zero: null). */
export interface TextColumn {
  readonly texts: Texts;
  readonly codes: Int32Array | null;
  readonly rows: number;
}

/**
 * Adds the bytes `[from, to)` of a source to texts, as UTF-8. @returns false, and adds nothing, when they are no text
 */
export type Decode = (source: ByteView, from: number, to: number, texts: Texts) => boolean;

/** Bytes that are UTF-8 already. */
export const takeUtf8: Decode = (source, from, to, texts) => {
  texts.addBytes(source, from, to);
  return true;
};

/** With more different texts looking them up costs more than writing them again: they no longer fit the processor’s caches. */
const MOST = 1 << 13;
/** After so many rows it is looked whether texts repeat. */
const TRIAL = 1 << 12;
const NONE = -1;

/**
 * Collects one column of texts, row by row. While texts repeat, each is decoded and kept once and rows are numbers; when
 * they do not, it goes over to texts row by row by itself.
 */
export class TextColumnBuilder {
  rows = 0;
  readonly #decode: Decode;
  /** Different texts as they came, and decoded. */
  readonly #index = new TextIndex();
  readonly #different = new Texts();
  readonly #plain = new Texts();
  #codes = new Int32Array(1 << 12);
  #repeats = true;

  constructor(decode: Decode = takeUtf8) {
    this.#decode = decode;
  }

  /** Bytes it holds in memory. */
  get size(): number {
    return this.#repeats ? 2 * this.#different.size + 4 * this.rows : this.#plain.size;
  }

  /** One more row of the bytes `[from, to)`. @returns false, and adds nothing, when they are no text */
  add(source: ByteView, from: number, to: number): boolean {
    if (!this.#repeats) {
      if (!this.#decode(source, from, to, this.#plain)) return false;
      this.rows += 1;
      return true;
    }
    const known = this.#index.find(source, from, to);
    return known === ABSENT ? this.#addNew(source, from, to) : this.#code(known);
  }

  addNull(): void {
    if (this.#repeats) this.#code(NONE);
    else {
      this.#plain.addEmpty();
      this.rows += 1;
    }
  }

  /** Are rows numbers of texts? Otherwise many may be added at once. */
  get repeats(): boolean {
    return this.#repeats;
  }

  /** Rows added at once by `fill`, of a column that does not repeat. */
  addMany<T>(fill: (texts: Texts) => T): T {
    const answer = fill(this.#plain);
    this.rows = this.#plain.count;
    return answer;
  }

  /** Takes the rows behind `rows` away. */
  cut(rows: number): void {
    if (!this.#repeats) this.#plain.cut(rows);
    this.rows = rows;
  }

  /** What was collected; good until the next change. */
  column(): TextColumn {
    return this.#repeats
      ? { texts: this.#different, codes: this.#codes.subarray(0, this.rows), rows: this.rows }
      : { texts: this.#plain, codes: null, rows: this.rows };
  }

  /** Empties it; a column whose texts did not repeat is taken to go on so. */
  clear(): void {
    this.#index.clear();
    this.#different.cut(0);
    this.#plain.cut(0);
    this.rows = 0;
  }

  #addNew(source: ByteView, from: number, to: number): boolean {
    if (!this.#decode(source, from, to, this.#different)) return false;
    this.#code(this.#index.keep(source, from, to));
    const { count } = this.#different;
    const isTried = this.rows >= TRIAL && count > this.rows / 2;
    if (count >= MOST || isTried) this.#goPlain();
    return true;
  }

  #code(code: number): true {
    if (this.rows === this.#codes.length) {
      const larger = new Int32Array(this.rows * 2);
      larger.set(this.#codes);
      this.#codes = larger;
    }
    this.#codes[this.rows++] = code;
    return true;
  }

  #goPlain(): void {
    for (let row = 0; row < this.rows; row++) {
      const code = this.#codes[row] as number;
      if (code === NONE) this.#plain.addEmpty();
      else this.#plain.copy(this.#different, code);
    }
    this.#repeats = false;
    this.#index.clear();
    this.#different.cut(0);
  }
}
