import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
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

/** 16 letters, 80 bits, by which a city's key is known: they end each code for enrolling. */
export const cityMark = (key: string): string =>
  inLetters(createHash('sha256').update(key).digest().subarray(0, markLetters));

const markLetters = 16;

const plain = (code: string): string => code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/** The mark that a code ends in. */
export const markIn = (code: string): string => plain(code).slice(-markLetters);

export interface Ticket {
  /** By which the city finds the code that it made. */
  readonly id: string;
  /** Known to whoever has the code, and to nobody who hears the rest. */
  readonly macKey: string;
}

/** What a code is known by. The code itself never goes over: who stands between could enrol a key of their own with it. */
export function ticketOf(code: string): Ticket {
  const from = (what: string) =>
    createHash('sha256')
      .update(`yaojiang.${what}\n${plain(code)}`)
      .digest('hex');
  return { id: from('enrol-id'), macKey: from('enrol-mac') };
}

/** That whoever has the code means this key. */
export const macOf = (macKey: string, key: string): string =>
  createHmac('sha256', Buffer.from(macKey, 'hex')).update(`yaojiang.enrol\n${key}`).digest('base64url');

export function macHolds(macKey: string, key: string, mac: string): boolean {
  const [right, shown] = [Buffer.from(macOf(macKey, key)), Buffer.from(mac)];
  return right.length === shown.length && timingSafeEqual(right, shown);
}
