/** How often each of millions of hashes came: twelve bytes each, counts up to 2^31. */
export class HashCounts {
  #hashes = new Int32Array(1 << 10);
  #counts = new Int32Array(1 << 10);
  #different = 0;
  #highest = 0;

  /** Counts all that are not zero. */
  addAll(hashes: Int32Array): void {
    this.#makeRoom(hashes.length);
    const [known, counts] = [this.#hashes, this.#counts];
    const mask = known.length - 1;
    for (let at = 0; at < hashes.length; at++) {
      const hash = hashes[at] as number;
      if (hash === 0) continue;
      let slot = hash & mask;
      while (known[slot] !== hash && known[slot] !== 0) slot = (slot + 1) & mask;
      if (known[slot] === 0) {
        known[slot] = hash;
        this.#different += 1;
      }
      const count = (counts[slot] as number) + 1;
      counts[slot] = count;
      if (count > this.#highest) this.#highest = count;
    }
  }

  of(hash: number): number {
    const mask = this.#hashes.length - 1;
    let slot = hash & mask;
    while (this.#hashes[slot] !== hash && this.#hashes[slot] !== 0) slot = (slot + 1) & mask;
    return this.#counts[slot] as number;
  }

  /** Did any come more often? */
  anyAbove(most: number): boolean {
    return this.#highest > most;
  }

  /** At most half of the slots are filled, also when all that come are new. */
  #makeRoom(coming: number): void {
    let size = this.#hashes.length;
    while (size < 2 * (this.#different + coming)) size *= 2;
    if (size === this.#hashes.length) return;
    const [hashes, counts] = [this.#hashes, this.#counts];
    this.#hashes = new Int32Array(size);
    this.#counts = new Int32Array(size);
    for (let at = 0; at < hashes.length; at++) {
      const hash = hashes[at] as number;
      if (hash === 0) continue;
      let slot = hash & (size - 1);
      while (this.#hashes[slot] !== 0) slot = (slot + 1) & (size - 1);
      this.#hashes[slot] = hash;
      this.#counts[slot] = counts[at] as number;
    }
  }
}
