import { createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { keyBytes, requireKey, type Suite } from './suite.ts';

/** PKCS #8 and SubjectPublicKeyInfo of Ed25519 up to the key itself (RFC 8410 §7, §4). */
const pkcs8Ed25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const spkiEd25519 = Buffer.from('302a300506032b6570032100', 'hex');
/** The same of a point on the SM2 curve, OID 1.2.156.10197.1.301 (GM/T 0006). */
const spkiSm2 = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex');

/** GB/T 32918.2 §5.5 with SM3 and the signer's name that GM/T 0009 sets when there is none; signature in DER. */
const sm2Way = { hash: true, der: true, userId: '1234567812345678' } as const;
const point = /^04[0-9a-f]{128}$/;

export interface Verifier {
  readonly suite: Suite;
  readonly algorithm: 'Ed25519' | 'SM2';
  /** Ed25519: 32 bytes. SM2: 65 bytes, 04 ‖ x ‖ y. */
  readonly publicKey: Buffer;
  /** The public key as others' tools read it: SubjectPublicKeyInfo in PEM. */
  readonly publicPem: string;
  /** Whether this is a signature over the message; false for anything malformed. */
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

export interface Signer extends Verifier {
  /** Ed25519: 64 bytes, the same each time. SM2: DER, 70–72 bytes, another each time. */
  sign(message: Uint8Array): Buffer;
}

const pem = (der: Buffer): string =>
  `-----BEGIN PUBLIC KEY-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END PUBLIC KEY-----\n`;

function ed25519Verifier(publicKey: Buffer): Verifier {
  requireKey(publicKey);
  const der = Buffer.concat([spkiEd25519, publicKey]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return {
    suite: 'international',
    algorithm: 'Ed25519',
    publicKey,
    publicPem: pem(der),
    verify: (message, signature) => verify(null, message, key, signature),
  };
}

function ed25519Signer(secret: Uint8Array): Signer {
  requireKey(secret);
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Ed25519, secret]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    ...ed25519Verifier(spki.subarray(spkiEd25519.length)),
    sign: (message) => sign(null, message, key),
  };
}

function sm2Verifier(publicKey: Buffer): Verifier {
  const hex = publicKey.toString('hex');
  if (!point.test(hex) || !sm2.verifyPublicKey(hex)) throw new RangeError('not a point of the SM2 curve');
  return {
    suite: 'national',
    algorithm: 'SM2',
    publicKey,
    publicPem: pem(Buffer.concat([spkiSm2, publicKey])),
    verify: (message, signature) => {
      try {
        return sm2.doVerifySignature(message, Buffer.from(signature).toString('hex'), hex, sm2Way);
      } catch {
        // What is no DER, or whose numbers lie outside the group, is no signature.
        return false;
      }
    },
  };
}

function sm2Signer(secret: Uint8Array): Signer {
  requireKey(secret);
  const d = Buffer.from(secret).toString('hex');
  const publicKey = sm2.getPublicKeyFromPrivateKey(d);
  return {
    ...sm2Verifier(Buffer.from(publicKey, 'hex')),
    sign: (message) => Buffer.from(sm2.doSignature(message, d, { ...sm2Way, publicKey }), 'hex'),
  };
}

/**
 * Signs with the private key of a suite: Ed25519 (RFC 8032) or SM2 (GB/T 32918.2, with ZA, which OpenSSL's ECDSA over
 * the SM2 curve is not). SM2 costs about 0.6 ms a signature and 4 ms a check: sign the head of many, not each.
 * @param key 32 bytes of {@link newSigningKey}
 * @throws RangeError for a key that is none
 */
export const signer = (suite: Suite, key: Uint8Array): Signer =>
  suite === 'national' ? sm2Signer(key) : ed25519Signer(key);

/**
 * Checks signatures with a public key alone.
 * @param publicKey as `Signer.publicKey` gives it
 * @throws RangeError for a key that is none
 */
export const verifier = (suite: Suite, publicKey: Uint8Array): Verifier =>
  suite === 'national' ? sm2Verifier(Buffer.from(publicKey)) : ed25519Verifier(Buffer.from(publicKey));

/**
 * Checks signatures with a public key as other people's tools write it.
 * @param text SubjectPublicKeyInfo in PEM, as `publicPem` gives it
 * @throws RangeError for a key of neither suite
 */
export function verifierOf(text: string): Verifier {
  const body = /^\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/.exec(
    text,
  )?.[1];
  const der = Buffer.from(body ?? '', 'base64');
  for (const [suite, prefix] of [
    ['international', spkiEd25519],
    ['national', spkiSm2],
  ] as const)
    if (der.subarray(0, prefix.length).equals(prefix)) return verifier(suite, der.subarray(prefix.length));
  throw new RangeError('neither an Ed25519 nor an SM2 key in PEM');
}

/** A new private key: 32 bytes, in the range that the suite's group allows. */
export function newSigningKey(suite: Suite): Buffer {
  if (suite === 'international') return randomBytes(keyBytes);
  return Buffer.from(sm2.generateKeyPairHex().privateKey.padStart(keyBytes * 2, '0'), 'hex');
}
