import { hashBytes } from '#engines/parquet';
import { placeOf, READ, stateOf, type FieldColumn } from './field-column.ts';
import { HashCounts } from './hash-counts.ts';
import type { RowGroup } from './row-group.ts';
import type { Scratch } from './scratch.ts';
import type { Check } from './rule.ts';

type AcrossCheck = Extract<Check, { kind: 'unique' | 'shared-by-at-most' }>;

/** What a check compares across rows. */
export interface Across {
  /** Fields that make up the value whose rows are counted. */
  readonly fields: readonly string[];
  /** Rows that may have the same value; */
  readonly most: number;
  /** or, with this field, different values of it that may. */
  readonly distinct: string | undefined;
}

export const acrossOf = (check: AcrossCheck): Across =>
  check.kind === 'unique'
    ? { fields: check.fields, most: 1, distinct: undefined }
    : { fields: [check.field], most: check.most, distinct: check.distinct };

/** Fields that must be read again to settle it. */
export const fieldsOf = ({ fields, distinct }: Across): readonly string[] =>
  distinct === undefined ? fields : [...fields, distinct];

const NONE = 0;

/** A hash of each value of a field; NONE where there is none. */
function hashesOf({ normal, states }: FieldColumn, scratch: Scratch): Int32Array {
  const hashes = scratch.ints('hashes', states.length);
  for (let place = 0; place < states.length; place++)
    if (states[place] === READ)
      hashes[place] = hashBytes(normal, normal.start(place), normal.end(place)) || 1;
  return hashes;
}

/** The hash of each row's value. */
function spread(column: FieldColumn, values: Int32Array, hashes: Int32Array): void {
  for (let row = 0; row < hashes.length; row++) hashes[row] = values[placeOf(column, row)] ?? NONE;
}

/** The same, together with what the row had; NONE where either has none. */
function mix(column: FieldColumn, values: Int32Array, hashes: Int32Array): void {
  for (let row = 0; row < hashes.length; row++) {
    const before = hashes[row] as number;
    const own = values[placeOf(column, row)] ?? NONE;
    hashes[row] =
      before === NONE || own === NONE ? NONE : Math.imul(before ^ (own >>> 7), 0x01000193) ^ own || 1;
  }
}

/** Counts values over all rows of a batch by their hash, and remembers the hash of each row. */
export class AcrossRows {
  /** Rows without a value. */
  missing = 0;
  readonly #across: Across;
  readonly #counts: HashCounts;
  readonly #hashes: Int32Array[] = [];
  /** How many rows each text was found in, or which different values with it: only of texts whose hash stood too often. */
  readonly #rows = new Map<string, number>();
  readonly #others = new Map<string, Set<string>>();

  /** @param rows of the batch */
  constructor(across: Across, rows: number) {
    this.#across = across;
    this.#counts = new HashCounts(rows);
  }

  count(group: RowGroup): void {
    const hashes = new Int32Array(group.rows);
    for (const [at, name] of this.#across.fields.entries()) {
      const column = group.field(name);
      const values = hashesOf(column, group.scratch);
      if (at === 0) spread(column, values, hashes);
      else mix(column, values, hashes);
    }
    for (let row = 0; row < hashes.length; row++) if (hashes[row] === NONE) this.missing += 1;
    this.#counts.addAll(hashes);
    this.#hashes.push(hashes);
  }

  /** By group, the rows whose value may stand too often. */
  suspects(): number[][] {
    const often = this.#counts.above(this.#across.most);
    // Sixteen bits of each, for nearly all rows are none of them.
    const marks = new Uint8Array(1 << 16);
    for (const hash of often) marks[hash & 0xffff] = 1;
    return this.#hashes.map((hashes) => {
      const rows: number[] = [];
      for (let row = 0; row < hashes.length; row++) {
        const hash = hashes[row] as number;
        if (marks[hash & 0xffff] === 1 && often.has(hash)) rows.push(row);
      }
      return rows;
    });
  }

  /** Looks at the texts themselves of the suspects of a group. */
  look(group: RowGroup, rows: readonly number[]): void {
    const { distinct, most } = this.#across;
    const other = distinct === undefined ? undefined : group.field(distinct);
    for (const row of rows) {
      const key = this.#keyOf(group, row);
      if (!other) this.#rows.set(key, (this.#rows.get(key) ?? 0) + 1);
      else if (stateOf(other, row) === READ) {
        const seen = this.#others.get(key) ?? new Set();
        if (seen.size <= most) seen.add(other.normal.text(placeOf(other, row)));
        this.#others.set(key, seen);
      }
    }
  }

  /** After all suspects were looked at: does the value of this one stand too often? */
  isBad(group: RowGroup, row: number): boolean {
    const key = this.#keyOf(group, row);
    const found = this.#across.distinct === undefined ? this.#rows.get(key) : this.#others.get(key)?.size;
    return (found ?? 0) > this.#across.most;
  }

  #keyOf(group: RowGroup, row: number): string {
    const { fields } = this.#across;
    const texts = fields.map((name) => {
      const column = group.field(name);
      return column.normal.text(placeOf(column, row));
    });
    return texts.length === 1 ? (texts[0] as string) : JSON.stringify(texts);
  }
}
