import { createHash } from 'node:crypto';
import type { Role } from '../names.ts';
import type { NamedSigner } from './envelope.ts';
import { readKey } from './keys.ts';

/** That a key is a node's, said by the city: by it a node registers again at a city that has forgotten it. */
export interface Certificate {
  readonly node: string;
  readonly owner: string;
  readonly role: Role;
  readonly datasets: readonly string[];
  readonly key: string;
  readonly from: string;
  readonly until: string;
  /** The city's key. */
  readonly city: string;
  readonly signature: string;
}

type Unsigned = Omit<Certificate, 'city' | 'signature'>;

const bytesOf = ({ node, owner, role, datasets, key, from, until }: Unsigned): Buffer =>
  Buffer.from(`yaojiang.certificate\n${JSON.stringify([node, owner, role, datasets, key, from, until])}`);

export const certify = (city: NamedSigner, said: Unsigned): Certificate => ({
  ...said,
  city: city.name,
  signature: city.sign(bytesOf(said)).toString('base64url'),
});

/** Whether the city of this key has said so. */
export const certificateHolds = (certificate: Certificate, city: string): boolean =>
  certificate.city === city &&
  readKey(city)?.verify(bytesOf(certificate), Buffer.from(certificate.signature, 'base64url')) === true;

/** What the holder of a new key signs, to show that it holds it. */
export const proofBytes = (about: string, key: string): Buffer =>
  Buffer.from(`yaojiang.key-proof\n${JSON.stringify([about, key])}`);

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

export const inLetters = (bytes: Uint8Array): string => [...bytes].map((byte) => letters[byte % 32]).join('');

/** Eight letters by which a city's key is known: they end each code for enrolling. */
export const cityMark = (key: string): string =>
  inLetters(createHash('sha256').update(key).digest().subarray(0, 8));
