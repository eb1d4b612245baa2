import { citizenIdFault, normaliseIdentifier } from '#engines/identifiers';

/**
 * A citizen identity number in its usual form, or undefined when it cannot be one. Its first six digits are not held against
 * a list: divisions that are gone live on in numbers, and simulated people have one that never was.
 */
export function readNumber(said: string): string | undefined {
  const number = normaliseIdentifier(said);
  return citizenIdFault(number, { isRegion: () => true }) === null ? number : undefined;
}
