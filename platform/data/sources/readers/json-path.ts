/** What stands at a path like `data.rows` or `items.0.next`; the whole value for an empty path. */
export function atPath(value: unknown, path: string | undefined): unknown {
  let here = value;
  for (const name of (path ?? '').split('.').filter(Boolean))
    here =
      typeof here === 'object' && here !== null && Object.hasOwn(here, name)
        ? (here as Record<string, unknown>)[name]
        : undefined;
  return here;
}

const written = Symbol('written');

/** A number as it was written: identity numbers have more digits than a number of JavaScript holds. */
const asWritten = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' ? { [written]: context?.source ?? String(value) } : value;

/** @throws SyntaxError */
export const parseJson = (text: string): unknown =>
  JSON.parse(text, asWritten as (key: string, value: unknown) => unknown);

/** A value as text of a table; an object as JSON. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
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
