/**
 * Numbers that look drawn and are the same for the same seed: what is simulated or tried with them can be had again.
 * mulberry32 of T. Ettinger (public domain): a state of 32 bits, so nothing that has to be secret or go on for billions.
 * @returns draws, each from 0 up to, not including, 1
 */
export function chance(seed: number): () => number {
  const next = words(seed);
  return () => next() / 2 ** 32;
}

/** Dice of any number of sides. @returns draws, each a whole number from 0 up to, not including, `below` */
export function dice(seed: number): (below: number) => number {
  const next = words(seed);
  return (below) => next() % below;
}

function words(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
