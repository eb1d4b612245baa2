/** How often each of millions of hashes came. A hash and its count lie side by side: sixteen bytes for each. */
export class HashCounts {
  readonly #slots: Int32Array;
  readonly #mask: number;
  #highest = 0;

  /** @param most how many may come at all */
  constructor(most: number) {
    let size = 1 << 10;
    while (size < 2 * most) size *= 2;
    this.#slots = new Int32Array(2 * size);
    this.#mask = size - 1;
  }

  /** Counts all that are not zero. */
  addAll(hashes: Int32Array): void {
    const slots = this.#slots;
    const mask = this.#mask;
    for (let at = 0; at < hashes.length; at++) {
      const hash = hashes[at] as number;
      if (hash === 0) continue;
      let slot = hash & mask;
      while (slots[2 * slot] !== hash && slots[2 * slot] !== 0) slot = (slot + 1) & mask;
      const count = (slots[2 * slot + 1] as number) + 1;
      slots[2 * slot] = hash;
      slots[2 * slot + 1] = count;
      if (count > this.#highest) this.#highest = count;
    }
  }

  /** Those that came more often. */
  above(most: number): Set<number> {
    const found = new Set<number>();
    if (this.#highest <= most) return found;
    const slots = this.#slots;
    for (let at = 0; at < slots.length; at += 2)
      if ((slots[at + 1] as number) > most) found.add(slots[at] as number);
    return found;
  }
}
