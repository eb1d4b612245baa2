import { viewOf, type ByteView } from './byte-view.ts';

/** Bytes before each text: its length, little endian. */
export const PREFIX = 4;
/** Whoever fills a reserved place may write so many bytes beyond what was asked for. */
const SLACK = 4;
/** Below this a loop is quicker than a call out of JavaScript. */
const SHORT = 48;

/**
 * Many texts of UTF-8 behind each other, each after its length in four bytes: as Parquet's encoding PLAIN has them, so
 * that a page is written and read without a copy. An empty text takes no bytes at all and stands for null.
 */
export class Texts implements ByteView {
  count = 0;
  bytes: Buffer;
  view: DataView;
  /** Behind each text. */
  ends: Int32Array;
  /** Bytes in use. */
  size = 0;

  constructor(room = 1 << 12) {
    this.bytes = Buffer.allocUnsafe(room);
    this.view = viewOf(this.bytes).view;
    this.ends = new Int32Array(1 << 8);
  }

  /** Texts that lie in `bytes` already. */
  static over(bytes: Buffer, ends: Int32Array): Texts {
    const texts = new Texts(0);
    texts.bytes = bytes;
    texts.view = viewOf(bytes).view;
    texts.ends = ends;
    texts.count = ends.length;
    texts.size = ends.at(-1) ?? 0;
    return texts;
  }

  /** Where a text begins, behind its length. */
  start(index: number): number {
    return (index === 0 ? 0 : (this.ends[index - 1] as number)) + PREFIX;
  }

  /** Where it ends; of an empty one before its `start`. */
  end(index: number): number {
    return this.ends[index] as number;
  }

  isEmpty(index: number): boolean {
    return this.end(index) <= this.start(index);
  }

  text(index: number): string {
    return this.isEmpty(index) ? '' : this.bytes.toString('utf8', this.start(index), this.end(index));
  }

  /** Room for one more of that many bytes; where its own bytes begin. */
  reserve(length: number): number {
    const begin = this.size + PREFIX;
    if (begin + length + SLACK > this.bytes.length) this.#growBytes(begin + length + SLACK);
    return begin;
  }

  /** The text whose bytes stand at `reserve` is added, up to `end`. */
  close(end: number): void {
    this.view.setInt32(this.size, end - this.size - PREFIX, true);
    if (this.count === this.ends.length) this.#growEnds();
    this.ends[this.count++] = end;
    this.size = end;
  }

  addEmpty(): void {
    if (this.count === this.ends.length) this.#growEnds();
    this.ends[this.count++] = this.size;
  }

  add(text: string): void {
    if (text === '') return this.addEmpty();
    const begin = this.reserve(text.length * 3);
    this.close(begin + this.bytes.write(text, begin));
  }

  /** The bytes `[from, to)`, which are UTF-8. */
  addBytes(source: ByteView, from: number, to: number): void {
    if (from >= to) return this.addEmpty();
    const begin = this.reserve(to - from);
    const [bytes, view] = [this.bytes, this.view];
    let at = from;
    let end = begin;
    for (; at + 4 <= to; at += 4, end += 4) view.setInt32(end, source.view.getInt32(at));
    for (; at < to; at++, end++) bytes[end] = source.bytes[at] as number;
    this.close(end);
  }

  /** One text of others. */
  copy(from: Texts, index: number): void {
    this.addBytes(from, from.start(index), from.end(index));
  }

  /** The texts `[from, to)` of others, as they lie. */
  addRun(from: Texts, first: number, last: number): void {
    if (last <= first) return;
    const start = from.start(first) - PREFIX;
    const shift = this.size - start;
    const length = from.end(last - 1) - start;
    this.reserve(length);
    if (length > SHORT) from.bytes.copy(this.bytes, this.size, start, start + length);
    else for (let at = 0; at < length; at++) this.bytes[this.size + at] = from.bytes[start + at] as number;
    for (let index = first; index < last; index++) {
      if (this.count === this.ends.length) this.#growEnds();
      this.ends[this.count++] = from.end(index) + shift;
    }
    this.size += length;
  }

  /** Texts laid out as here at the beginning of `bytes`; `ends` are what they are once they stand behind the others. */
  addLaid(bytes: Buffer, ends: Int32Array): void {
    const [count, size] = [this.count + ends.length, ends.at(-1) ?? this.size];
    this.reserve(size - this.size);
    bytes.copy(this.bytes, this.size, 0, size - this.size);
    while (count > this.ends.length) this.#growEnds();
    this.ends.set(ends, this.count);
    this.count = count;
    this.size = size;
  }

  /** Keeps the first ones only. */
  cut(count: number): void {
    this.count = count;
    this.size = count === 0 ? 0 : (this.ends[count - 1] as number);
  }

  #growBytes(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.size);
    this.bytes = larger;
    this.view = viewOf(larger).view;
  }

  #growEnds(): void {
    const larger = new Int32Array(Math.max(8, this.ends.length * 2));
    larger.set(this.ends);
    this.ends = larger;
  }
}
