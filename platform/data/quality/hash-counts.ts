const placesARow = 16;
const largest = 30;
/** Places of the filter: so few that it stays in the processor's caches. */
const filterPlaces = 1 << 20;

/**
 * Which of millions of hashes came often. A first pass notes in a bit a place whether it was met before; only hashes
 * that met such a place, a few in a hundred, are counted one by one in a second.
 */
export class HashCounts {
  readonly #met: Int32Array;
  readonly #mask: number;
  readonly #filter = new Int32Array(filterPlaces >>> 5);
  readonly #counts = new Map<number, number>();

  /** @param most how many may come at all */
  constructor(most: number) {
    const power = Math.min(largest, Math.ceil(Math.log2(placesARow * Math.max(1 << 10, most))));
    this.#met = new Int32Array((1 << power) >>> 5);
    this.#mask = (1 << power) - 1;
  }

  /** First pass: all that are not zero. */
  meet(hashes: Int32Array): void {
    const met = this.#met;
    const mask = this.#mask;
    for (let at = 0; at < hashes.length; at++) {
      const hash = hashes[at] as number;
      if (hash === 0) continue;
      const place = (hash & mask) >>> 5;
      const word = met[place] as number;
      const bit = 1 << (hash & 31);
      if ((word & bit) === 0) met[place] = word | bit;
      else this.#meetAgain(hash);
    }
  }

  /** Second pass, of the same hashes, when all were met. @returns places of those that may have come often */
  count(hashes: Int32Array): number[] {
    const found: number[] = [];
    const filter = this.#filter;
    for (let at = 0; at < hashes.length; at++) {
      const hash = hashes[at] as number;
      if (((filter[hash >>> 17] as number) & (1 << (hash >>> 12))) === 0) continue;
      const count = this.#counts.get(hash);
      if (count === undefined) continue;
      this.#counts.set(hash, count + 1);
      found.push(at);
    }
    return found;
  }

  /** When all were counted: did it come more often than that? */
  isAbove(hash: number, most: number): boolean {
    return (this.#counts.get(hash) ?? 0) > most;
  }

  /** Twenty upper bits, which the lower ones of the first pass do not tell. */
  #meetAgain(hash: number): void {
    const place = hash >>> 17;
    this.#filter[place] = (this.#filter[place] as number) | (1 << (hash >>> 12));
    this.#counts.set(hash, 0);
  }
}
