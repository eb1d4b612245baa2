import { expandCitizenId, normaliseIdentifier, parseCitizenId, suggestCitizenId } from '#engines/identifiers';
import type { Rule } from './rule.ts';

/** Regions are the rules' own matter. */
const anyRegion = { isRegion: () => true };

/**
 * A value that the wrong one may have been, where that can be known; for a person to confirm, never applied unasked.
 * Values may be as they were handed in: full-width, with blanks, of fifteen digits.
 */
export function suggest(rule: Rule, valueOf: (field: string) => string | null): string | null {
  const { check } = rule;
  if (check.kind === 'citizen-id') {
    const [only, ...others] = suggestCitizenId(valueOf(check.field) ?? '', anyRegion);
    return only && others.length === 0 ? only.number : null;
  }
  if (check.kind === 'agrees-with-citizen-id') return toldBy(valueOf(check.citizenId) ?? '', check.part);
  return null;
}

/** What an identity number says of its bearer; null where the number itself does not hold. */
function toldBy(number: string, part: 'birth' | 'sex'): string | null {
  const given = normaliseIdentifier(number);
  const told = parseCitizenId(expandCitizenId(given) ?? given, anyRegion);
  if (!told || part === 'birth') return told?.birth ?? null;
  return told.sex === 'male' ? '1' : '2';
}
