import { suggestCitizenId } from '#engines/identifiers';
import type { Rule } from './rule.ts';

/** A value that the wrong one may have been, where that can be known; for a person to confirm, never applied unasked. */
export function suggest(rule: Rule, valueOf: (field: string) => string | null): string | null {
  const { check } = rule;
  if (check.kind === 'citizen-id') {
    const [only, ...others] = suggestCitizenId(valueOf(check.field) ?? '', { isRegion: () => true });
    return only && others.length === 0 ? only.number : null;
  }
  if (check.kind === 'agrees-with-citizen-id') {
    const number = valueOf(check.citizenId) ?? '';
    if (number.length !== 18) return null;
    if (check.part === 'birth')
      return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
    return Number(number[16]) % 2 === 1 ? '1' : '2';
  }
  return null;
}
