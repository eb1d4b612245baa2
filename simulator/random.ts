/** Mixes one number of a key into a running hash (the finaliser of MurmurHash3). */
function mix(hash: number, part: number): number {
  let value = Math.imul(hash ^ part, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/**
 * Numbers that look random and are the same for the same key on every machine (sfc32 by C. Doty-Humphrey, public domain
 * method). Keyed, so that the thousandth household needs none of those before it. Not for secrets.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(...key: readonly number[]) {
    let hash = 0x9e3779b9;
    for (const part of key) hash = mix(mix(hash, part >>> 0), Math.floor(part / 0x1_0000_0000) >>> 0);
    this.#a = mix(hash, 1);
    this.#b = mix(hash, 2);
    this.#c = mix(hash, 3);
    for (let round = 0; round < 8; round++) this.#word();
  }

  #word(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** From 0 up to 1, without 1. */
  next(): number {
    return this.#word() / 0x1_0000_0000;
  }

  /** A whole number from 0 up to `limit`, without `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** A whole number from `least` to `most`, both possible. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: ArrayLike<T>): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }
}

/** Things with weights, to be drawn from in logarithmic time. */
export class Weighted<T> {
  readonly #items: readonly T[];
  readonly #bounds: Float64Array;

  constructor(weights: readonly (readonly [T, number])[]) {
    this.#items = weights.map(([item]) => item);
    let sum = 0;
    this.#bounds = Float64Array.from(weights, ([, weight]) => (sum += weight));
  }

  draw(random: Random): T {
    const at = random.next() * (this.#bounds.at(-1) ?? 0);
    let low = 0;
    let high = this.#bounds.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#bounds[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    return this.#items[low] as T;
  }
}
