import { createHash, hash } from 'node:crypto';
import { digestName, type Digest } from './digest.ts';
import type { Suite } from './suite.ts';

/** Bytes of a block of SHA-256 and of SM3. */
const block = 64;
/** Bytes of a digest of either. */
const digestBytes = 32;
/** What is no longer than this is digested in one go. */
const room = 1024;

type Part = string | Uint8Array;

/**
 * A key of HMAC (RFC 2104) in its two padded forms, each with room behind it for what is digested. Two digests in one go
 * cost a sixth of what `createHmac` does, which makes and checks a key object for each.
 */
class Keyed {
  readonly #name: string;
  readonly #inner: Buffer;
  readonly #outer: Buffer;

  constructor(suite: Suite, key: Uint8Array) {
    this.#name = digestName(suite);
    const short = key.length > block ? createHash(this.#name).update(key).digest() : key;
    const padded = (pad: number, size: number): Buffer => {
      const bytes = Buffer.alloc(block + size);
      for (let at = 0; at < block; at += 1) bytes[at] = (short[at] ?? 0) ^ pad;
      return bytes;
    };
    this.#inner = padded(0x36, room);
    this.#outer = padded(0x5c, digestBytes);
  }

  #innerOf(parts: readonly Part[]): string {
    const [only] = parts;
    if (parts.length === 1 && typeof only === 'string' && only.length * 3 <= room) {
      const length = this.#inner.write(only, block, 'utf8');
      return hash(this.#name, this.#inner.subarray(0, block + length), 'binary');
    }
    const running = createHash(this.#name).update(this.#inner.subarray(0, block));
    for (const part of parts) running.update(part);
    return running.digest('binary');
  }

  /** @returns the padded outer key and the inner digest behind it, until it is asked again */
  outerOf(parts: readonly Part[]): Buffer {
    this.#outer.write(this.#innerOf(parts), block, 'binary');
    return this.#outer;
  }

  get name(): string {
    return this.#name;
  }
}

/**
 * HMAC (RFC 2104) over the digest of a suite, 32 bytes.
 * @param key of any length, as RFC 2104 has it; 32 random bytes are right
 */
export function keyedDigest(suite: Suite, key: Uint8Array): Digest {
  const keyed = new Keyed(suite, key);
  return (...parts) => hash(keyed.name, keyed.outerOf(parts), 'buffer');
}

/** {@link keyedDigest} of a text, its 32 bytes as the characters 0 to 255 of a string: a third of a buffer's cost where many are made. */
export function packedKeyedDigest(suite: Suite, key: Uint8Array): (text: string) => string {
  const keyed = new Keyed(suite, key);
  return (text) => hash(keyed.name, keyed.outerOf([text]), 'binary');
}
