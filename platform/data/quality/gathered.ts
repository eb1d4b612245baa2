import { hashTexts } from './sweep.ts';
import { placeOf, stateOf, type FieldColumn } from './field-column.ts';
import type { RowGroup } from './row-group.ts';
import { MISSING, READ } from './states.ts';

/** How a field compares: by number, by day, or only as the same or not. */
export type Scale = 'number' | 'day' | 'text';

/** What of a field is gathered beside how often it is missing. */
export interface Wanted {
  readonly numbers: boolean;
  readonly distinct: boolean;
  readonly counts: boolean;
}

/** Different texts that are counted one by one; what comes after them is the others. */
const counted = 2000;

/** What a whole batch has in one field, gathered group by group in the pass in which its rows are judged. */
export class Gathered {
  rows = 0;
  missing = 0;
  /** How often each text stands, as far as they are counted one by one. */
  readonly counts = new Map<string, number>();
  others = 0;
  readonly #scale: Scale;
  readonly #wanted: Wanted;
  readonly #numbers: Float64Array[] = [];
  readonly #hashes: Int32Array[] = [];
  #sorted: Float64Array | undefined;

  constructor(scale: Scale, wanted: Wanted) {
    this.#scale = scale;
    this.#wanted = wanted;
  }

  take(group: RowGroup, name: string): void {
    const column = group.field(name);
    this.rows += group.rows;
    for (let row = 0; row < group.rows; row++) if (stateOf(column, row) === MISSING) this.missing += 1;
    if (this.#wanted.numbers && this.#scale !== 'text') this.#takeNumbers(group, name, column);
    if (this.#wanted.distinct) this.#takeHashes(column);
    if (this.#wanted.counts) this.#takeTexts(group, column);
  }

  /** Numbers, or days as YYYYMMDD, that could be read, ascending. */
  get numbers(): Float64Array {
    if (this.#sorted) return this.#sorted;
    const all = new Float64Array(this.#numbers.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of this.#numbers) {
      all.set(piece, at);
      at += piece.length;
    }
    this.#sorted = all.toSorted();
    return this.#sorted;
  }

  /** Different values; hashes of 32 bits that fall together, one pair of two thousand at two million, count once. */
  get distinct(): number {
    const seen = new Set<number>();
    for (const hashes of this.#hashes) for (const hash of hashes) if (hash !== 0) seen.add(hash);
    return seen.size;
  }

  #takeNumbers(group: RowGroup, name: string, column: FieldColumn): void {
    const values = this.#scale === 'day' ? group.days(name) : group.numbers(name);
    const piece = new Float64Array(group.rows);
    let length = 0;
    for (let row = 0; row < group.rows; row++) {
      const value = values[placeOf(column, row)] ?? NaN;
      if (Number.isNaN(value) || (this.#scale === 'day' && value === 0)) continue;
      piece[length] = value;
      length += 1;
    }
    this.#numbers.push(piece.slice(0, length));
  }

  /** A text that stands in many rows has one hash. */
  #takeHashes({ normal, states }: FieldColumn): void {
    const hashes = new Int32Array(states.length);
    hashTexts(normal, hashes);
    this.#hashes.push(hashes);
  }

  #takeTexts(group: RowGroup, column: FieldColumn): void {
    const times = new Int32Array(column.states.length);
    for (let row = 0; row < group.rows; row++) {
      const place = placeOf(column, row);
      if (place >= 0 && column.states[place] === READ) times[place] = (times[place] as number) + 1;
    }
    for (let place = 0; place < times.length; place++) {
      const count = times[place] as number;
      if (count === 0) continue;
      const text = column.normal.text(place);
      if (this.counts.size < counted || this.counts.has(text))
        this.counts.set(text, (this.counts.get(text) ?? 0) + count);
      else this.others += count;
    }
  }
}
