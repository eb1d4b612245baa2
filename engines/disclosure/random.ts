import { randomBytes } from 'node:crypto';

/** Gives so many random bytes. Everything here is drawn from whole numbers of such bytes, never from a fraction. */
export type RandomSource = (bytes: number) => Uint8Array;

/** The operating system's own source. */
export const secureRandom: RandomSource = (bytes) => randomBytes(bytes);

/** A whole number from 0 to below `bound`, each as likely as any other: what lies above the last whole multiple is drawn anew. */
export function uniformBelow(bound: bigint, random: RandomSource): bigint {
  if (bound <= 0n) throw new RangeError('nothing lies below the bound');
  const bytes = Math.ceil(bound.toString(2).length / 8);
  const all = 1n << BigInt(8 * bytes);
  const fair = all - (all % bound);
  for (;;) {
    let drawn = 0n;
    for (const byte of random(bytes)) drawn = (drawn << 8n) | BigInt(byte);
    if (drawn < fair) return drawn % bound;
  }
}
