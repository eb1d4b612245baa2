/** What is wrong with an organisation code (GB 11714-1997). */
export type OrganisationCodeFault = 'length' | 'character' | 'check';

const ORGANISATION_WEIGHTS: readonly number[] = [3, 7, 9, 10, 5, 8, 4, 2];

/** The ninth character for the first eight: 11 - (weighted sum mod 11), 10 written X and 11 written 0. */
export function organisationCodeCheck(eight: string): string {
  let sum = 0;
  for (let at = 0; at < 8; at++) sum += valueOf(eight.charCodeAt(at)) * (ORGANISATION_WEIGHTS[at] ?? 0);
  return '0X987654321'.charAt(sum % 11);
}

/** Null when `code` is an organisation code; nine characters, with or without the hyphen before the last. */
export function organisationCodeFault(code: string): OrganisationCodeFault | null {
  const plain = code.length === 10 && code.charAt(8) === '-' ? code.slice(0, 8) + code.slice(9) : code;
  if (plain.length !== 9) return 'length';
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(plain)) return 'character';
  return plain.charAt(8) === organisationCodeCheck(plain) ? null : 'check';
}

function valueOf(code: number): number {
  return code <= 57 ? code - 48 : code - 55;
}
