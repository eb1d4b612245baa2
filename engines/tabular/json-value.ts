const written = Symbol('written');

/** A number as it was written: identity numbers have more digits than a number of JavaScript holds. */
const asWritten = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' ? { [written]: context?.source ?? String(value) } : value;

/** Whether a number may lose something when it becomes one of JavaScript: many digits, a point, an exponent, minus nought. */
const delicate = /[:[,]\s*-?(?:\d{16}|\d+[.eE]|0\d*\s*[,\]}])/;

/**
 * JSON with its numbers as they were written; for `textOf`.
 * @throws SyntaxError
 */
export const parseJson = (text: string): unknown =>
  delicate.test(text) || /^\s*-?\d/.test(text)
    ? JSON.parse(text, asWritten as (key: string, value: unknown) => unknown)
    : JSON.parse(text);

/** A value as text of a table: a number as it was written, an object as JSON, null as nothing. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'object' && written in value) return String(value[written]);
  return JSON.stringify(plain(value));
}

const { rawJSON: rawJson } = JSON as unknown as { readonly rawJSON: (text: string) => unknown };

/** The same with its numbers as numbers again, for printing. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (written in value) return rawJson(String(value[written]));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}
