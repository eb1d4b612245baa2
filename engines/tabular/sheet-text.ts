/** What a cell can hold (Excel's limit). */
const MAX_CHARACTERS = 32_767;
const NEEDS_ESCAPE = /[&<>\r]|_x[0-9A-Fa-f]{4}_/;
// oxlint-disable-next-line no-control-regex -- these are the characters that XML 1.0 cannot hold
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000d\u000e-\u001f\ufffe\uffff]/g;

/** A spreadsheet takes a text that begins like this for a formula when it is edited or saved as CSV. */
export function looksLikeFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text);
}

/** Is the text too long for a cell? */
export function isTooLong(text: string): boolean {
  return text.length > MAX_CHARACTERS;
}

/** Text as the inside of an element: markup escaped, what XML cannot hold as _x0001_, cut to what a cell holds. */
export function sheetText(text: string): string {
  const short = isTooLong(text) ? text.slice(0, MAX_CHARACTERS) : text;
  const whole = short.isWellFormed() ? short : short.toWellFormed();
  FORBIDDEN.lastIndex = 0;
  if (!NEEDS_ESCAPE.test(whole) && !FORBIDDEN.test(whole)) return whole;
  return whole
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(
      FORBIDDEN,
      (character) => `_x${character.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** A name as Excel allows it for a sheet: 31 characters, none of []:*?/\ , no apostrophe at either end. */
export function sheetName(name: string): string {
  const allowed = name
    .replaceAll(/[[\]:*?/\\]/g, ' ')
    .trim()
    .slice(0, 31);
  const bare = allowed.replaceAll(/^'+|'+$/g, '').trim();
  return bare === '' ? 'Sheet1' : bare;
}
