import { hash } from 'node:crypto';
import { canonicalJson } from '#engines/canonical-json';
import type { Head } from './head.ts';

/** Crockford's base 32: no letter that is read for a figure. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * What of a head fits on a notice board or into a newspaper: 80 bits of SHA-256 over the canonical JSON of
 * `{key, root, size}`, as four groups of four letters. Whoever kept the slip can hold the log to it.
 */
export function fingerprint({ key, root, size }: Pick<Head, 'key' | 'root' | 'size'>): string {
  let bits = BigInt(`0x${hash('sha256', canonicalJson({ key, root, size }), 'hex').slice(0, 20)}`);
  let found = '';
  for (let place = 0; place < 16; place += 1) {
    found = letters[Number(bits & 31n)] + found;
    bits >>= 5n;
  }
  return found.replace(/(.{4})(?!$)/g, '$1-');
}

/** The letters as somebody copied them: small, spaced, O for 0, I or L for 1. */
export const readFingerprint = (written: string): string =>
  written
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replace(/(.{4})(?!$)/g, '$1-');
