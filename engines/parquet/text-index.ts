import { hashBytes, type ByteView } from './byte-view.ts';
import { Texts } from './texts.ts';

const EMPTY = 0;
export const ABSENT = -1;

/** Byte strings in the order in which they first came: each once, found again by a hash. */
export class TextIndex {
  readonly keys = new Texts();
  #hashes = new Int32Array(1 << 8);
  /** Index of a key plus one, by its hash; at most half of it is filled. */
  #slots = new Int32Array(1 << 9);
  #hash = 0;
  #slot = 0;

  /** The index of the bytes `[from, to)`, or ABSENT: then they may be kept. */
  find(source: ByteView, from: number, to: number): number {
    const hash = hashBytes(source, from, to);
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let known = slots[slot] as number; known !== EMPTY; known = slots[slot] as number) {
      if (this.#hashes[known - 1] === hash && this.#equals(known - 1, source, from, to)) return known - 1;
      slot = (slot + 1) & mask;
    }
    this.#hash = hash;
    this.#slot = slot;
    return ABSENT;
  }

  /** Keeps what `find` did not find the moment before. @returns its index */
  keep(source: ByteView, from: number, to: number): number {
    const index = this.keys.count;
    this.keys.addBytes(source, from, to);
    if (index === this.#hashes.length) this.#growHashes();
    this.#hashes[index] = this.#hash;
    this.#slots[this.#slot] = index + 1;
    if (2 * this.keys.count > this.#slots.length) this.#spread();
    return index;
  }

  clear(): void {
    this.keys.cut(0);
    this.#slots.fill(EMPTY);
  }

  #equals(index: number, source: ByteView, from: number, to: number): boolean {
    const { keys } = this;
    let known = keys.start(index);
    if (keys.end(index) - known !== to - from) return false;
    let at = from;
    for (; at + 4 <= to; at += 4, known += 4)
      if (source.view.getInt32(at) !== keys.view.getInt32(known)) return false;
    for (; at < to; at++, known++) if (source.bytes[at] !== keys.bytes[known]) return false;
    return true;
  }

  #growHashes(): void {
    const larger = new Int32Array(this.#hashes.length * 2);
    larger.set(this.#hashes);
    this.#hashes = larger;
  }

  #spread(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let index = 0; index < this.keys.count; index++) {
      let slot = (this.#hashes[index] as number) & mask;
      while (this.#slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      this.#slots[slot] = index + 1;
    }
  }
}
