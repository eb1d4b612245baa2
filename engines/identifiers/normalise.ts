/** The characters that carry nothing in a number: every Unicode space, soft hyphen, zero-width and direction marks. */
const INVISIBLE =
  '\t\n\v\f\r \u0085\u00a0\u00ad\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a' +
  '\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u202f\u205f\u2060\u3000\ufeff';

/** Multiplication sign and Roman ten, both typed in place of the letter X. */
const X_LOOKALIKES = '×Ⅹⅹ';

const FULL_WIDTH = String.fromCodePoint(...range(0xff01, 0xff5e));
const HALF_WIDTH = String.fromCodePoint(...range(0x21, 0x7e)).toUpperCase();
const LOWER = 'abcdefghijklmnopqrstuvwxyz';

const FROM = FULL_WIDTH + LOWER + X_LOOKALIKES;
const TO = HALF_WIDTH + LOWER.toUpperCase() + 'X'.repeat(X_LOOKALIKES.length);

const REPLACEMENT = new Map<string, string>([
  ...[...FROM].map((character, at): [string, string] => [character, TO.charAt(at)]),
  ...[...INVISIBLE].map((character): [string, string] => [character, '']),
]);

/**
 * A number as it should have been typed: full-width to half-width, ASCII letters upper case, × and Ⅹ to X,
 * spaces, zero-width and direction marks removed. Everything else stays, so that a fault stays visible.
 */
export function normaliseIdentifier(text: string): string {
  if (isPlain(text)) return text;
  let result = '';
  for (const character of text) result += REPLACEMENT.get(character) ?? character;
  return result;
}

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!((code >= 48 && code <= 57) || (code >= 65 && code <= 90))) return false;
  }
  return true;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, step) => first + step);
}
