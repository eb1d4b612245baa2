import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto';
import { keyedDigest } from './keyed-digest.ts';
import { requireKey, type Suite } from './suite.ts';

/** What was sealed has been changed, belongs to another place, or was sealed under another key. */
export class SealBroken extends Error {}

export interface Seal {
  /**
   * Encrypts so that any change is found.
   * @param about where the value belongs (`identity.second-factor/lin`): moved elsewhere it does not open
   * @returns text of base64url parts that names its suite: `i1.<iv>.<cipher>.<tag>`, `n1.…`
   */
  close(plain: Uint8Array | string, about?: string): string;
  /**
   * Opens what either suite has sealed under this key, so that a city may change its suite and keep its data.
   * @throws SealBroken
   */
  open(sealed: string, about?: string): Buffer;
}

interface Box {
  readonly iv: Buffer;
  readonly cipher: Buffer;
  readonly tag: Buffer;
}

interface Way {
  close(key: Uint8Array, plain: Uint8Array, about: Buffer): Box;
  open(key: Uint8Array, box: Box, about: Buffer): Buffer;
}

const aesGcm: Way = {
  close: (key, plain, about) => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(about);
    return { iv, cipher: Buffer.concat([cipher.update(plain), cipher.final()]), tag: cipher.getAuthTag() };
  },
  open: (key, { iv, cipher, tag }, about) => {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
    decipher.setAAD(about).setAuthTag(tag);
    return Buffer.concat([decipher.update(cipher), decipher.final()]);
  },
};

/** OpenSSL has SM4 without GCM: counter mode, then HMAC-SM3 over all of it, under two keys drawn from one. */
function sm4Keys(key: Uint8Array) {
  const draw = keyedDigest('national', key);
  return { cipher: draw('seal.cipher').subarray(0, 16), tag: draw('seal.tag') };
}

function sm3Tag(key: Uint8Array, { iv, cipher }: Omit<Box, 'tag'>, about: Buffer): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(about.length));
  return keyedDigest('national', key)(length, about, iv, cipher);
}

const sm4CtrSm3: Way = {
  close: (key, plain, about) => {
    const keys = sm4Keys(key);
    const iv = randomBytes(16);
    const stream = createCipheriv('sm4-ctr', keys.cipher, iv);
    const cipher = Buffer.concat([stream.update(plain), stream.final()]);
    return { iv, cipher, tag: sm3Tag(keys.tag, { iv, cipher }, about) };
  },
  open: (key, box, about) => {
    const keys = sm4Keys(key);
    const tag = sm3Tag(keys.tag, box, about);
    if (tag.length !== box.tag.length || !timingSafeEqual(tag, box.tag)) throw new SealBroken();
    const stream = createDecipheriv('sm4-ctr', keys.cipher, box.iv);
    return Buffer.concat([stream.update(box.cipher), stream.final()]);
  },
};

const ways: Readonly<Record<Suite, Way>> = { international: aesGcm, national: sm4CtrSm3 };
const marks: Readonly<Record<Suite, string>> = { international: 'i1', national: 'n1' };

function openSealed(key: Uint8Array, sealed: string, about: Buffer): Buffer {
  const [mark, ...parts] = sealed.split('.');
  const suite = (Object.keys(marks) as Suite[]).find((each) => marks[each] === mark);
  const [iv, cipher, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (!suite || !iv || !cipher || !tag || parts.length !== 3) throw new SealBroken('not a sealed value');
  return ways[suite].open(key, { iv, cipher, tag }, about);
}

/**
 * Encryption with authentication: AES-256-GCM (NIST SP 800-38D), or SM4-CTR (GB/T 32907) with HMAC-SM3 over the result.
 * @param suite with which new values are sealed
 * @param key 32 bytes, kept outside of the database
 * @throws RangeError for a key of another length
 */
export function seal(suite: Suite, key: Uint8Array): Seal {
  requireKey(key);
  return {
    close: (plain, about = '') => {
      const bytes = typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain;
      const { iv, cipher, tag } = ways[suite].close(key, bytes, Buffer.from(about, 'utf8'));
      return [marks[suite], ...[iv, cipher, tag].map((part) => part.toString('base64url'))].join('.');
    },
    open: (sealed, about = '') => {
      try {
        return openSealed(key, sealed, Buffer.from(about, 'utf8'));
      } catch (error) {
        if (error instanceof SealBroken) throw error;
        throw new SealBroken('the sealed value does not open', { cause: error });
      }
    },
  };
}
