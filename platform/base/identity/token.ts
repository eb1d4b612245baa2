import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, in characters that cookies and command lines carry. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token. The token is random through and through, so one SHA-256 is enough. */
export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Compares two digests in constant time. */
export const sameDigest = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** A digest that nobody makes without the key: identity numbers are few enough to be tried one by one. */
export const keyedDigest = (key: Uint8Array, value: string): string =>
  createHmac('sha256', key).update(value).digest('hex');
