import type { GivenRow } from './granted-rows.ts';

/** Rows as they leave, in the order of their agreement: 120 bytes a row where objects would take five times as many. */
export interface PackedRows {
  readonly count: number;
  /** A line of JSON each, with its line feed. */
  readonly lines: Buffer;
  /** Where each line ends. */
  readonly ends: readonly number[];
  /** Whom each row is about, for the ledger. */
  readonly subjects: readonly string[];
  readonly places: readonly string[];
}

/** Takes rows as they come. */
export class Packing {
  readonly #blocks: Buffer[] = [];
  #parts: Buffer[] = [];
  readonly #ends: number[] = [];
  readonly #subjects: string[] = [];
  readonly #places: string[] = [];
  #bytes = 0;

  add(rows: readonly GivenRow[]): void {
    for (const { key, subjects, place, values } of rows) {
      const line = Buffer.from(`${JSON.stringify(values)}\n`);
      this.#parts.push(line);
      this.#bytes += line.length;
      this.#ends.push(this.#bytes);
      this.#subjects.push(subjects);
      this.#places.push(place === key ? key : place);
    }
    // Few great pieces, not one for each row.
    if (this.#parts.length > 4096) this.#flush();
  }

  #flush(): void {
    this.#blocks.push(Buffer.concat(this.#parts));
    this.#parts = [];
  }

  /** Of all that was taken, about. */
  get bytes(): number {
    return this.#bytes + this.#ends.length * 120;
  }

  done(): PackedRows {
    this.#flush();
    return {
      count: this.#ends.length,
      lines: Buffer.concat(this.#blocks),
      ends: this.#ends,
      subjects: this.#subjects,
      places: this.#places,
    };
  }
}

/** The rows from one (inclusive) to another (exclusive); their bytes are not copied. */
export function sliceOf(rows: PackedRows, from: number, to: number): PackedRows {
  const begin = from === 0 ? 0 : (rows.ends[from - 1] ?? 0);
  const ends = rows.ends.slice(from, to).map((end) => end - begin);
  return {
    count: ends.length,
    lines: rows.lines.subarray(begin, begin + (ends.at(-1) ?? 0)),
    ends,
    subjects: rows.subjects.slice(from, to),
    places: rows.places.slice(from, to),
  };
}

/** In the order of the lake: by bytes of UTF-8. */
const isAfter = (place: string, mark: Buffer): boolean => Buffer.compare(Buffer.from(place), mark) > 0;

/** Index of the first row behind a place. */
export function firstAfter({ places }: PackedRows, after: string | null): number {
  if (after === null) return 0;
  const mark = Buffer.from(after);
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isAfter(places[middle] ?? '', mark)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const comma = 0x2c;

/** The rows as the elements of an array of JSON. */
export function asElements({ lines, ends }: PackedRows): Buffer {
  const elements = Buffer.from(lines.subarray(0, Math.max(0, lines.length - 1)));
  for (const end of ends.slice(0, -1)) elements[end - 1] = comma;
  return elements;
}
