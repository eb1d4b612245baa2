import { createHmac } from 'node:crypto';

/** Seconds that one code stands (RFC 6238 §5.2). */
export const stepSeconds = 30;
/** How many steps a clock may be wrong, either way. */
const tolerance = 1;

/** The step of an instant: the moving factor. */
export const stepOf = (now: Date): number => Math.floor(now.getTime() / 1000 / stepSeconds);

/**
 * A one-time password of RFC 6238 (HOTP of RFC 4226 over the step).
 * @param key the shared secret, 20 bytes for SHA-1
 * @param digits of the code; six is what authenticator apps show
 */
export function totp(key: Uint8Array, step: number, digits = 6, algorithm = 'sha1'): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac(algorithm, key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  const number = (mac.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 10 ** digits;
  return String(number).padStart(digits, '0');
}

/**
 * The step that a code belongs to, later than the last one used: a code is good once.
 * @returns undefined for a wrong, old or used code
 */
export function matchingStep(key: Uint8Array, code: string, now: Date, last: number): number | undefined {
  const present = stepOf(now);
  const steps = Array.from({ length: 2 * tolerance + 1 }, (_, at) => present - tolerance + at);
  return steps.find((step) => step > last && totp(key, step) === code);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 of RFC 4648 §6 without padding, as authenticator apps take it. */
export function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => alphabet.charAt(Number.parseInt(group.padEnd(5, '0'), 2))).join('');
}

/** What a QR code tells an authenticator app. */
export function otpauthUri(issuer: string, account: string, key: Uint8Array): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const query = new URLSearchParams({
    secret: base32(key),
    issuer,
    period: String(stepSeconds),
    digits: '6',
  });
  return `otpauth://totp/${label}?${query}`;
}
