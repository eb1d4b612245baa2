import { join } from 'node:path';
import type { Texts } from '#engines/parquet';
import { openKernel, type Address, type Kernel } from '#engines/webassembly';

interface Exports extends Kernel {
  readonly bytes: Address;
  readonly ends: Address;
  readonly told: Address;
  readonly states: Address;
  readonly written: Address;
  readonly writtenEnds: Address;
  readonly divisions: Address;
  days(first: number, count: number, shift: number, base: number): number;
  births(first: number, count: number, shift: number, last: number): number;
  identifiers(first: number, count: number, shift: number): number;
  texts(first: number, count: number, shift: number): number;
  hashes(count: number, shift: number): void;
}

/** Room for a piece: it stays in the processor's caches. */
const PLACES = 1 << 12;
const BYTES = 1 << 17;
const DAY_TEXT = 14;
const DIVISIONS = 1_000_000;

/**
 * Looks at values of a column, a piece at a time: what is usual is settled many times quicker than here. Each of its
 * answers is the first value that is not usual, counted in the piece, or how many the piece has.
 */
export class ValueKernel {
  /** Of the values in the piece. */
  readonly states: Uint8Array;
  readonly told: Int32Array;
  readonly #exports = openKernel<Exports>(join(import.meta.dirname, 'value-kernel.wasm'));
  readonly #bytes: Buffer;
  readonly #ends: Int32Array;
  readonly #written: Buffer;
  readonly #writtenEnds: Int32Array;
  #count = 0;
  #shift = 0;

  /** @param isDivision of a number of six digits: is there such a division, for births */
  constructor(isDivision?: (division: number) => boolean) {
    const { memory, bytes, ends, told, states, written, writtenEnds, divisions } = this.#exports;
    const { buffer } = memory;
    this.states = new Uint8Array(buffer, states.value, PLACES);
    this.told = new Int32Array(buffer, told.value, PLACES);
    this.#bytes = Buffer.from(buffer, bytes.value, BYTES);
    this.#ends = new Int32Array(buffer, ends.value, PLACES);
    this.#written = Buffer.from(buffer, written.value, PLACES * DAY_TEXT);
    this.#writtenEnds = new Int32Array(buffer, writtenEnds.value, PLACES);
    if (!isDivision) return;
    const bits = new Uint8Array(buffer, divisions.value, DIVISIONS / 8);
    for (let division = 0; division < DIVISIONS; division++)
      if (isDivision(division)) bits[division >> 3] = (bits[division >> 3] as number) | (1 << (division & 7));
  }

  /** Takes values from `from` on. @returns behind the last it took: `from` itself when there is no room for one */
  load(source: Texts, from: number): number {
    const shift = from === 0 ? 0 : source.end(from - 1);
    let to = Math.min(from + PLACES, source.count);
    while (to > from && source.end(to - 1) - shift > BYTES) to = from + ((to - from) >> 1);
    if (to === from) return to;
    this.#count = to - from;
    this.#shift = shift;
    source.bytes.copy(this.#bytes, 0, shift, source.end(to - 1));
    this.#ends.set(source.ends.subarray(from, to));
    this.states.fill(0);
    this.told.fill(0);
    return to;
  }

  /** Days of dates from `first` on, which are added to `target` as ISO days. */
  days(first: number, target: Texts): number {
    const done = this.#exports.days(first, this.#count, this.#shift, target.size);
    target.addLaid(this.#written, this.#writtenEnds.subarray(0, done - first));
    return done;
  }

  /** Births in citizen identity numbers, none of them after `last`. */
  births(first: number, last: number): number {
    return this.#exports.births(first, this.#count, this.#shift, last);
  }

  /** What holds ASCII digits and capitals only. */
  identifiers(first: number): number {
    return this.#exports.identifiers(first, this.#count, this.#shift);
  }

  /** What has no blank at either end. */
  texts(first: number): number {
    return this.#exports.texts(first, this.#count, this.#shift);
  }

  /** A hash of each value, as `hashBytes` has it, but never zero; zero of empty ones. */
  hashes(): void {
    this.#exports.hashes(this.#count, this.#shift);
  }
}
