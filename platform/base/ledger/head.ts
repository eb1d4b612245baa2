import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { Config } from '#kernel/config';
import { secretFile } from '#platform/base/identity';
import { canonicalJson } from '#engines/canonical-json';

/** What the log was at an instant: a signed tree head (RFC 6962 §3.5 in JSON). */
export interface Head {
  readonly size: number;
  /** Hex. */
  readonly root: string;
  readonly at: string;
  /** The Ed25519 public key that signs, raw, base64url. */
  readonly key: string;
  /** Ed25519 over the canonical JSON of `{at, root, size}`, base64url. */
  readonly signature: string;
}

/** That a witness has seen a head of another log, and found that the log had only grown. */
export interface Receipt extends Head {
  /** The key of the log that the head is of; `key` and `signature` are the witness's, over `{at, log, root, size}`. */
  readonly log: string;
}

type Unsigned<T> = Omit<T, 'key' | 'signature'>;

export interface Signer {
  readonly key: string;
  sign<T extends Unsigned<Head> | Unsigned<Receipt>>(unsigned: T): T & Pick<Head, 'key' | 'signature'>;
}

/** All that is said but the key and the signature. */
const signedBytes = (unsigned: Unsigned<Head> | Unsigned<Receipt>): Buffer =>
  Buffer.from(canonicalJson(unsigned));

const rawKey = (key: KeyObject): string => String(key.export({ format: 'jwk' }).x);

const newKey = (): Uint8Array =>
  Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }));

/** The key of this installation, made at first use, in the data folder (0600), never in the database. */
export async function openSigner(config: Pick<Config, 'dataFolder'>): Promise<Signer> {
  const secret = createPrivateKey(await secretFile(config, 'ledger-ed25519.pem', newKey));
  const key = rawKey(createPublicKey(secret));
  return {
    key,
    sign: (unsigned) => ({
      ...unsigned,
      key,
      signature: sign(null, signedBytes(unsigned), secret).toString('base64url'),
    }),
  };
}

function isSignedBy({ key, signature }: Pick<Head, 'key' | 'signature'>, signed: Buffer): boolean {
  try {
    const known = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: key } });
    return verify(null, signed, known, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

/** The largest tree that a head is about, 0 where there is none. A year has more heads than a call has room for arguments. */
export const largestSize = (heads: readonly { readonly size: number }[]): number =>
  heads.reduce((largest, { size }) => Math.max(largest, size), 0);

/** Whether the head was signed by the key that it names; whether that key is to be trusted is another question. */
export const isSigned = (head: Head): boolean =>
  isSignedBy(head, signedBytes({ at: head.at, root: head.root, size: head.size }));

/** Whether a witness signed this for that log. */
export const isReceiptSigned = (receipt: Receipt, log: string): boolean =>
  receipt.log === log &&
  isSignedBy(receipt, signedBytes({ at: receipt.at, log, root: receipt.root, size: receipt.size }));
