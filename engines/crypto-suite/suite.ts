/**
 * Which algorithms protect: those of the international standards (Ed25519, SHA-256, AES-256-GCM) or China's national ones
 * where its rules ask for them (SM2, SM3, SM4; GB/T 32918, GB/T 32905, GB/T 32907).
 */
export const suites = ['international', 'national'] as const;
export type Suite = (typeof suites)[number];

/** Bytes of a key for signing, for a keyed digest and for sealing: the same in both suites. */
export const keyBytes = 32;

/** @throws RangeError when a key has not 32 bytes */
export function requireKey(key: Uint8Array): void {
  if (key.length !== keyBytes) throw new RangeError(`a key has ${keyBytes} bytes, not ${key.length}`);
}
