import { normaliseIdentifier } from './normalise.ts';

/**
 * A mainland mobile number as its eleven digits: spaces, hyphens and a leading +86, 0086 or 86 taken away.
 * What cannot be read as one comes back normalised but otherwise as it was.
 */
export function normaliseMobile(text: string): string {
  const plain = normaliseIdentifier(text).replaceAll(/[-‐‑‒–—()]/g, '');
  const inner = /^(?:\+86|0086|86)(1\d{10})$/.exec(plain);
  return inner?.[1] ?? plain;
}

/** Has it the shape of a mainland mobile number: eleven digits, 13 to 19 first? Says nothing of the range being issued. */
export function isMobile(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text);
}
