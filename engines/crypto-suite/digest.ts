import { createHash } from 'node:crypto';
import type { Suite } from './suite.ts';

/** As OpenSSL calls them; both give 32 bytes. */
const hashes = { international: 'sha256', national: 'sm3' } as const;

export const digestName = (suite: Suite): string => hashes[suite];

export type Digest = (...parts: readonly (string | Uint8Array)[]) => Buffer;

/**
 * The digest of a suite: SHA-256 (FIPS 180-4) or SM3 (GB/T 32905), 32 bytes.
 * @returns a function over the parts one after the other; text counts as UTF-8
 */
export const digest =
  (suite: Suite): Digest =>
  (...parts) => {
    const hash = createHash(hashes[suite]);
    for (const part of parts) hash.update(part);
    return hash.digest();
  };

/** A digest of parts that come one by one. */
export interface RunningDigest {
  add(part: string | Uint8Array): void;
  /** Of all that was added; once. */
  done(): Buffer;
}

/** {@link digest} of what is not there all at once. */
export function runningDigest(suite: Suite): RunningDigest {
  const hash = createHash(hashes[suite]);
  return { add: (part) => void hash.update(part), done: () => hash.digest() };
}
