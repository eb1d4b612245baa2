import { join } from 'node:path';
import type { Texts } from '#engines/parquet';
import { openKernel, type Kernel } from '#engines/webassembly';

interface Exports extends Kernel {
  cut(...numbers: number[]): number;
  decode(...numbers: number[]): number;
}

/** The memory of the kernel: sixteen bytes and more are free behind each region. */
const MARGIN = 64;
/** Of the file: its newest chunk and the row that the one before left unfinished. */
const ROOM = 1 << 19;
const MOST_ROWS = 1 << 14;
const MOST_FIELDS = 1 << 16;
/** A field of one byte takes two in the file and five as a text; none grows more. */
const TEXTS = ROOM * 2.5;
const PAIRS = 1 << 16;

const regions = { room: ROOM, starts: 4 * (MOST_ROWS + 1), ends: 4 * MOST_FIELDS, told: 4 * MOST_ROWS };
const roomAt = 0;
const startsAt = roomAt + regions.room + MARGIN;
const endsAt = startsAt + regions.starts + MARGIN - 4;
const toldAt = endsAt + regions.ends + MARGIN;
const pairsAt = toldAt + regions.told + MARGIN;
const textsAt = pairsAt + 4 * PAIRS + MARGIN;

/**
 * Takes plain rows many at a time: cuts them where they lie in its memory and decodes a field of all of them at once.
 * Its answers are good until the next row is cut.
 */
export class RowKernel {
  /** Here the bytes of the file must lie. */
  readonly room: Buffer;
  /** Of the rows that were cut last: where each begins, and, one more, where the next does; */
  readonly starts: Int32Array;
  /** behind each of their fields, `width` a row; */
  readonly ends: Int32Array;
  /** how many they are, and fields of each. */
  rows = 0;
  width = 0;
  readonly #exports = openKernel<Exports>(join(import.meta.dirname, 'row-kernel.wasm'));
  readonly #texts: Buffer;
  readonly #told: Int32Array;
  readonly #delimiter: number;
  readonly #pairsAt: number;

  /** @param pairs UTF-8 of characters of two bytes, as `decode-gbk.ts` has it; without it the bytes are UTF-8 */
  constructor(delimiter: string, pairs?: Int32Array) {
    const { buffer } = this.#exports.memory;
    this.#delimiter = delimiter.charCodeAt(0);
    this.room = Buffer.from(buffer, roomAt, ROOM);
    this.starts = new Int32Array(buffer, startsAt, MOST_ROWS + 1);
    this.ends = new Int32Array(buffer, endsAt, MOST_FIELDS);
    this.#told = new Int32Array(buffer, toldAt, MOST_ROWS);
    this.#texts = Buffer.from(buffer, textsAt, TEXTS + MARGIN);
    this.#pairsAt = pairs === undefined ? 0 : pairsAt;
    if (pairs) new Int32Array(buffer, pairsAt, PAIRS).set(pairs);
  }

  /** Do these bytes lie in its room, from the room's beginning? */
  holds(bytes: Buffer): boolean {
    return bytes.buffer === this.room.buffer;
  }

  /** Cuts plain rows of `[start, end)` up to the first that is not. @returns how many */
  cut(start: number, end: number, width: number): number {
    const most = Math.min(MOST_ROWS, Math.floor(MOST_FIELDS / width));
    this.width = width;
    this.rows =
      most === 0 ? 0 : this.#exports.cut(start, end, this.#delimiter, width, endsAt, startsAt, most);
    return this.rows;
  }

  /** Where a field of a row that was cut begins, and behind it. */
  start(row: number, place: number): number {
    return place === 0
      ? (this.starts[row] as number)
      : (this.ends[row * this.width + place - 1] as number) + 1;
  }

  end(row: number, place: number): number {
    return this.ends[row * this.width + place] as number;
  }

  /**
   * Adds the field at `place` of the rows from `first` on to texts, up to the first row where it is something else than
   * ASCII and characters of two bytes. @returns that row, or how many there are
   */
  decode(place: number, first: number, texts: Texts): number {
    const stride = 4 * this.width;
    const [begins, step, behind] = place === 0 ? [startsAt, 4, 0] : [endsAt + 4 * (place - 1), stride, 1];
    const done = this.#exports.decode(
      first,
      this.rows,
      begins,
      step,
      behind,
      endsAt + 4 * place,
      stride,
      this.#pairsAt,
      textsAt,
      texts.size,
      toldAt,
    );
    texts.addLaid(this.#texts, this.#told.subarray(0, done - first));
    return done;
  }
}
