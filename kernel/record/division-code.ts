/** Digits of a township's code. */
export const townshipDigits = 9;

/**
 * The part of a division code that all codes below it begin with. Codes of GB/T 2260 (six digits) and of the
 * statistical divisions (nine for a township, twelve for a village) are built by appending: province 33, city 3302,
 * county 330281, township 330281001, village 330281001001. Where a level is written out with zeros to a fixed length
 * (330200, 330281000000), the zeros say "all of it" and are no part of the prefix; no real level is numbered 0.
 * @param code digits, 2 to 12
 */
export function divisionPrefix(code: string): string {
  const village = code.slice(0, 12).replace(/^(\d{9})000$/, '$1');
  const township = village.replace(/^(\d{6})000$/, '$1');
  return township.replace(/^(\d{4})00$/, '$1').replace(/^(\d{2})00$/, '$1');
}
