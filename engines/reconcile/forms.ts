import { alwaysHalfWidthSql, halfWidthSql, literal } from '#engines/duckdb-text';

const blanks = [' ', '\t', '\r', '\n', '\u00a0', '\u3000'];

/** Ranges, in the order of UTF-8, of texts that begin with what is no blank: ASCII, and all from the first mark after the wide blank. */
const wellBegun = (text: string): readonly string[] => [`${text} between '!' and '~'`, `${text} >= '\u3001'`];

/** SQL condition: the text surely begins with no blank. To compare costs next to nothing, where a trim of every value costs as much as the join. */
const beginsWell = (text: string): string => `(${wellBegun(text).join(' or ')})`;

const endsWell = (text: string): string =>
  `not (${blanks.map((blank) => `suffix(${text}, ${literal(blank)})`).join(' or ')})`;

const trimmed = (text: string): string => `trim(${text}, ${literal(blanks.join(''))})`;

/** Each takes SQL of a text and gives SQL of the text in that form. */
const formSql = {
  /** No blanks before and after it, the wide blank of Chinese keyboards included. */
  trim: (text) =>
    `case when ${beginsWell(text)} and ${endsWell(text)} then ${text} else ${trimmed(text)} end`,
  upper: (text) => `upper(${text})`,
  /** Full-width letters, digits and marks as half-width ones. */
  'half-width': halfWidthSql,
  /** No blanks at all. */
  'no-blanks': (text) => `regexp_replace(${text}, ${literal('[\\s\u00a0\u3000]+')}, '', 'g')`,
  /** Letters and digits alone: （2020）12号 and 2020-12号 become one. */
  bare: (text) => `regexp_replace(${text}, '[^\\p{L}\\p{N}]+', '', 'g')`,
  /** No zeros before it: 00012 as 12. */
  unpadded: (text) => `ltrim(${text}, '0')`,
} as const satisfies Record<string, (text: string) => string>;

export type Form = keyof typeof formSql;

/** In the order in which they are applied, whatever order they are given in. */
export const forms: readonly Form[] = ['half-width', 'trim', 'no-blanks', 'bare', 'upper', 'unpadded'];

/** SQL of a text in all the given forms. */
export const inForms = (text: string, given: readonly Form[] = []): string =>
  forms.filter((form) => given.includes(form)).reduce((made, form) => `(${formSql[form](made)})`, text);

/** SQL of a text as it is, null when nothing but blanks. */
export const present = (text: string): string =>
  `(case ${wellBegun(text)
    .map((well) => `when ${well} then ${text}`)
    .join(' ')} when ${trimmed(text)} <> '' then ${text} end)`;

/** SQL of a text in half-width and trimmed, without a look whether it is so already: short, for what is rarely asked. */
export const careful = (text: string): string => trimmed(alwaysHalfWidthSql(text));
