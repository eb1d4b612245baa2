import { hashBytes } from '#engines/parquet';
import { placeOf, READ, stateOf, type FieldColumn } from './field-column.ts';
import { HashCounts } from './hash-counts.ts';
import type { RowGroup } from './row-group.ts';
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
function hashesOf({ normal, states }: FieldColumn): Int32Array {
  const hashes = new Int32Array(states.length);
  for (let place = 0; place < states.length; place++)
    if (states[place] === READ) hashes[place] = hashBytes(normal, normal.start(place), normal.end(place)) || 1;
  return hashes;
}

/** Counts values over all rows of a batch by their hash, and remembers the hash of each row. */
export class AcrossRows {
  readonly #across: Across;
  readonly #counts = new HashCounts();
  readonly #hashes: Int32Array[] = [];
  /** How many rows each text was found in, or which different values with it: only of texts whose hash stood too often. */
  readonly #rows = new Map<string, number>();
  readonly #others = new Map<string, Set<string>>();

  constructor(across: Across) {
    this.#across = across;
  }

  count(group: RowGroup): void {
    const hashes = new Int32Array(group.rows);
    const columns = this.#across.fields.map((name) => group.field(name));
    columns.forEach((column, at) => {
      const values = hashesOf(column);
      for (let row = 0; row < group.rows; row++) {
        const own = values[placeOf(column, row)] ?? NONE;
        const before = hashes[row] as number;
        if (at === 0) hashes[row] = own;
        else hashes[row] = before === NONE || own === NONE ? NONE : Math.imul(before ^ (own >>> 7), 0x01000193) ^ own || 1;
      }
    });
    this.#counts.addAll(hashes);
    this.#hashes.push(hashes);
  }

  /** Rows of a group whose value may stand too often. */
  suspects(group: number): number[] {
    const hashes = this.#hashes[group] ?? new Int32Array(0);
    const { most } = this.#across;
    if (!this.#counts.anyAbove(most)) return [];
    const rows: number[] = [];
    for (let row = 0; row < hashes.length; row++) {
      const hash = hashes[row] as number;
      if (hash !== NONE && this.#counts.of(hash) > most) rows.push(row);
    }
    return rows;
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
