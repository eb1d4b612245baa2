/** The first findings of a kind and how many there were: memory stays bounded, the count stays true. */
export interface FirstOf<T> {
  first: T[];
  count: number;
}

/** Keeps the first `limit` of what is added and counts the rest. */
export class Collector<T> implements FirstOf<T> {
  readonly first: T[] = [];
  count = 0;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(finding: T): void {
    this.count += 1;
    if (this.first.length < this.#limit) this.first.push(finding);
  }

  /** As plain data. */
  result(): FirstOf<T> {
    return { first: this.first, count: this.count };
  }
}
