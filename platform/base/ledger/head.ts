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
import { canonicalJson } from './canonical.ts';

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

export interface Signer {
  readonly key: string;
  sign(unsigned: Pick<Head, 'size' | 'root' | 'at'>): Head;
}

const signedBytes = ({ at, root, size }: Pick<Head, 'size' | 'root' | 'at'>): Buffer =>
  Buffer.from(canonicalJson({ at, root, size }));

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

/** Whether the head was signed by the key that it names; whether that key is to be trusted is another question. */
export function isSigned(head: Head): boolean {
  try {
    const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: head.key } });
    return verify(null, signedBytes(head), key, Buffer.from(head.signature, 'base64url'));
  } catch {
    return false;
  }
}
