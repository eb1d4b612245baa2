import { createHash, createHmac } from 'node:crypto';
import type { Suite } from './suite.ts';

/** As OpenSSL calls them; both give 32 bytes. */
const hashes = { international: 'sha256', national: 'sm3' } as const;

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

/**
 * HMAC (RFC 2104) over the digest of a suite, 32 bytes.
 * @param key of any length, as RFC 2104 has it; 32 random bytes are right
 */
export const keyedDigest =
  (suite: Suite, key: Uint8Array): Digest =>
  (...parts) => {
    const hash = createHmac(hashes[suite], key);
    for (const part of parts) hash.update(part);
    return hash.digest();
  };
