import type { FieldColumn } from './field-column.ts';
import { HashCounts } from './hash-counts.ts';
import type { RowGroup } from './row-group.ts';
import type { AcrossCheck } from './checks.ts';
import { hashTexts } from './sweep.ts';

/** What a check compares across rows. */
export interface Across {
  /** Fields that make up the value whose rows are counted. */
  readonly fields: readonly string[];
  /** Rows that may have the same value; */
  readonly most: number;
  /** or, with this field, different values of it that may. */
  readonly distinct: string | undefined;
}

export function acrossOf(check: AcrossCheck): Across {
  if (check.kind === 'unique') return { fields: check.fields, most: 1, distinct: undefined };
  if (check.kind === 'same-within') return { fields: check.within, most: 1, distinct: check.field };
  return { fields: [check.field], most: check.most, distinct: check.distinct };
}

const NONE = 0;

/** The hash of each row's value. */
function spread({ codes }: FieldColumn, values: Int32Array, hashes: Int32Array): void {
  for (let row = 0; row < hashes.length; row++) {
    const place = codes === null ? row : (codes[row] as number);
    hashes[row] = place < 0 ? NONE : (values[place] as number);
  }
}

/** The same, together with what the row had; NONE where either has none. */
function mix({ codes }: FieldColumn, values: Int32Array, hashes: Int32Array): void {
  for (let row = 0; row < hashes.length; row++) {
    const before = hashes[row] as number;
    const place = codes === null ? row : (codes[row] as number);
    const own = place < 0 ? NONE : (values[place] as number);
    hashes[row] =
      before === NONE || own === NONE ? NONE : Math.imul(before ^ (own >>> 7), 0x01000193) ^ own || 1;
  }
}

/** Of each row: the hash of its values of some fields, NONE where one is missing or cannot be read. */
function hashesOf(group: RowGroup, fields: readonly string[]): Int32Array {
  const hashes = new Int32Array(group.rows);
  for (const [at, name] of fields.entries()) {
    const column = group.field(name);
    // A value that is missing or cannot be read is empty, and its hash NONE.
    if (at === 0 && column.codes === null) hashTexts(column.normal, hashes);
    else {
      const values = group.scratch.ints('hashes', column.states.length);
      hashTexts(column.normal, values);
      if (at === 0) spread(column, values, hashes);
      else mix(column, values, hashes);
    }
  }
  return hashes;
}

interface Alike {
  readonly rows: number[];
  readonly others: Set<string>;
}

/** Counts values over all rows of a batch by their hash, and remembers the hash of each row. */
export class AcrossRows {
  /** Rows without a value. */
  missing = 0;
  readonly #across: Across;
  readonly #counts: HashCounts;
  readonly #hashes: Int32Array[] = [];
  readonly #repeated: number[][] = [];
  /** Where all others must be one: the hash of that of each row, and of the first with each value. */
  readonly #others: Int32Array[] = [];
  readonly #firstOther = new Map<number, number>();
  readonly #differing = new Set<number>();
  /** By text, rows that have it and different values beside it: only of texts whose hash stood too often. */
  readonly #alike = new Map<string, Alike>();

  /** @param rows of the batch */
  constructor(across: Across, rows: number) {
    this.#across = across;
    this.#counts = new HashCounts(rows);
  }

  /** Fields that it looks at. */
  get fields(): readonly string[] {
    const { fields, distinct } = this.#across;
    return distinct === undefined ? fields : [...fields, distinct];
  }

  count(group: RowGroup): void {
    const { fields, distinct } = this.#across;
    const hashes = hashesOf(group, fields);
    for (let row = 0; row < hashes.length; row++) if (hashes[row] === NONE) this.missing += 1;
    this.#counts.meet(hashes);
    this.#hashes.push(hashes);
    if (this.#oneOther && distinct !== undefined) this.#others.push(hashesOf(group, [distinct]));
  }

  /** When all groups were counted: counts those of one again that may stand too often. */
  countAgain(group: number): void {
    const hashes = this.#hashes[group] as Int32Array;
    const repeated = this.#counts.count(hashes);
    this.#repeated[group] = repeated;
    const others = this.#others[group];
    if (!others) return;
    for (const row of repeated) {
      const [hash, other] = [hashes[row] as number, others[row] as number];
      if (other === NONE) continue;
      const first = this.#firstOther.get(hash);
      if (first === undefined) this.#firstOther.set(hash, other);
      else if (first !== other) this.#differing.add(hash);
    }
  }

  /** When all groups were counted again: the rows of one whose value may stand too often. */
  suspects(group: number): number[] {
    const hashes = this.#hashes[group] as Int32Array;
    const rows = this.#repeated[group] ?? [];
    if (this.#oneOther) return rows.filter((row) => this.#differing.has(hashes[row] as number));
    return rows.filter((row) => this.#counts.isAbove(hashes[row] as number, this.#across.most));
  }

  get #oneOther(): boolean {
    return this.#across.distinct !== undefined && this.#across.most === 1;
  }

  /** Looks at the texts themselves of a suspect. @param row in the batch, from zero */
  look(row: number, text: (field: string) => string | null): void {
    const { fields, distinct } = this.#across;
    const key = fields.length === 1 ? (text(fields[0] as string) ?? '') : JSON.stringify(fields.map(text));
    const known = this.#alike.get(key) ?? { rows: [], others: new Set() };
    if (known.rows.length === 0) this.#alike.set(key, known);
    known.rows.push(row);
    const other = distinct === undefined ? null : text(distinct);
    if (other !== null && known.others.size <= this.#across.most) known.others.add(other);
  }

  /** When all suspects were looked at: the rows of the batch whose value stands too often. */
  *bad(): Iterable<number> {
    const { distinct, most } = this.#across;
    for (const { rows, others } of this.#alike.values())
      if ((distinct === undefined ? rows.length : others.size) > most) yield* rows;
  }
}
