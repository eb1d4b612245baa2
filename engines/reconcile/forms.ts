/** Text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name as SQL. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const range = (from: number, to: number): string =>
  String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, at) => from + at));

const fullWidth = `${range(0xff01, 0xff5e)}\u3000`;
const halfWidth = `${range(0x21, 0x7e)} `;

/** Each takes SQL of a text and gives SQL of the text in that form. */
const formSql = {
  /** No blanks before and after it, the wide blank of Chinese keyboards included. */
  trim: (text) => `trim(${text}, ${literal(' \t\r\n\u00a0\u3000')})`,
  upper: (text) => `upper(${text})`,
  /** Full-width letters, digits and marks as half-width ones. */
  'half-width': (text) => `translate(${text}, ${literal(fullWidth)}, ${literal(halfWidth)})`,
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
  forms.filter((form) => given.includes(form)).reduce((made, form) => formSql[form](made), text);

/** SQL of a text that is there: null when nothing but blanks. */
export const present = (text: string): string => `nullif(${formSql.trim(text)}, '')`;
