import type { ColumnData } from '#engines/parquet';

const bitsAWord = 30;
/** Words that make up one column of sixty rules. */
const wordsAColumn = 2;

/** Some rows of a batch: the place of the first, from zero, and how many. */
export interface Range {
  readonly first: number;
  readonly rows: number;
}

/** What was found wrong with each row of a batch: a bit for each rule. */
export class Verdicts {
  readonly rows: number;
  /** Thirty rules a word; words of the same rules in one array. */
  readonly #words: readonly Uint32Array[];
  readonly #counts: number[];
  readonly #ofBatch = new Set<number>();

  constructor(rows: number, rules: number) {
    this.rows = rows;
    const words = Math.max(1, Math.ceil(rules / bitsAWord));
    this.#words = Array.from({ length: words }, () => new Uint32Array(rows));
    this.#counts = Array.from({ length: rules }, () => 0);
  }

  /** Rules as bits of words, for `breaking`. */
  static masksOf(rules: readonly number[]): number[] {
    const masks: number[] = [];
    for (const rule of rules) {
      const word = Math.floor(rule / bitsAWord);
      masks[word] = (masks[word] ?? 0) | (1 << (rule % bitsAWord));
    }
    return masks;
  }

  /** Notes which rows of a range, counted from its first, break a rule. */
  note(rule: number, { first, rows }: Range, isBad: (row: number) => boolean): void {
    for (let row = 0; row < rows; row++) if (isBad(row)) this.noteRow(rule, first + row);
  }

  noteRow(rule: number, row: number): void {
    const word = this.#words[Math.floor(rule / bitsAWord)] as Uint32Array;
    word[row] = (word[row] as number) | (1 << (rule % bitsAWord));
    this.#counts[rule] = (this.#counts[rule] ?? 0) + 1;
  }

  /** Notes that the batch as a whole breaks a rule. */
  noteBatch(rule: number): void {
    this.#ofBatch.add(rule);
    this.#counts[rule] = 1;
  }

  /** Rules that the batch as a whole breaks. */
  get ofBatch(): ReadonlySet<number> {
    return this.#ofBatch;
  }

  /** How many rows break a rule; 1 when the batch does. */
  count(rule: number): number {
    return this.#counts[rule] ?? 0;
  }

  breaks(row: number, rule: number): boolean {
    return (((this.#words[Math.floor(rule / bitsAWord)]?.[row] ?? 0) >> (rule % bitsAWord)) & 1) === 1;
  }

  /** Rows of a range, counted from its first, that break any rule. */
  faulty({ first, rows }: Range): number[] {
    const found = new Set<number>();
    // A loop a word, for a function called for each of a million rows leaves a hundred megabytes to collect.
    for (const word of this.#words)
      for (let row = 0; row < rows; row++) if (word[first + row] !== 0) found.add(row);
    return [...found].toSorted((one, other) => one - other);
  }

  /** 1 for each row of a range that breaks any of the rules of `masks`, else 0; all when the batch breaks one. */
  breaking({ first, rows }: Range, masks: readonly number[]): Uint8Array {
    const flags = new Uint8Array(rows);
    const ofBatch = Verdicts.masksOf([...this.#ofBatch]);
    if (ofBatch.some((mask, at) => (mask & (masks[at] ?? 0)) !== 0)) return flags.fill(1);
    for (const [at, word] of this.#words.entries()) {
      const mask = masks[at] ?? 0;
      for (let row = 0; row < rows; row++) if (((word[first + row] as number) & mask) !== 0) flags[row] = 1;
    }
    return flags;
  }

  /**
   * Sixty rules as one column of numbers: nearly all are zero, so each number is written once.
   * @param codes zeros, one a row: they become part of the column
   */
  faults(range: Range, column: number, codes: Int32Array): ColumnData {
    const low = this.#words[column * wordsAColumn];
    const high = this.#words[column * wordsAColumn + 1];
    const known = new Map([[0n, 0]]);
    for (let row = 0; row < range.rows; row++) {
      const lower = low?.[range.first + row] ?? 0;
      const upper = high?.[range.first + row] ?? 0;
      if (lower === 0 && upper === 0) continue;
      const bits = BigInt(lower) | (BigInt(upper) << BigInt(bitsAWord));
      const code = known.get(bits) ?? known.size;
      known.set(bits, code);
      codes[row] = code;
    }
    return { longs: BigInt64Array.from(known.keys()), codes };
  }
}
