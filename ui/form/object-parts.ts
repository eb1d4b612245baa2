import type { FieldPart } from '#kernel/record';

type Parts = Readonly<Record<string, FieldPart>>;
type Inner = Readonly<Record<string, unknown>>;

const isInner = (value: unknown): value is Inner =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands in an object at a path (`fields.title`); undefined where it has no such place. */
export const partAt = (value: unknown, path: string): unknown => {
  let here = value;
  for (const name of path.split('.')) here = isInner(here) ? here[name] : undefined;
  return here;
};

/** An object without, or with, a value at a path; what is beside it stays. */
function put(into: Inner, [name = '', ...rest]: readonly string[], value: unknown): Inner {
  const { [name]: present, ...beside } = into;
  const next = rest.length === 0 ? value : put(isInner(present) ? present : {}, rest, value);
  const empty = next === undefined || (rest.length > 0 && isInner(next) && Object.keys(next).length === 0);
  return empty ? beside : { ...into, [name]: next };
}

/** The parts of an object as texts of a form, by path; a list one a line. */
export const partTexts = (parts: Parts, value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.keys(parts).map((path) => {
      const found = partAt(value, path);
      if (Array.isArray(found)) return [path, found.map(String).join('\n')];
      return [path, found === undefined || found === null ? '' : String(found)];
    }),
  );

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const valueOf = ({ list }: FieldPart, text: string): unknown => {
  if (!list) return text.trim() || undefined;
  const lines = linesOf(text);
  return lines.length > 0 ? lines : undefined;
};

/** The object with one part as the form says now. A part left empty is not in it; what the form does not know stays. */
export const withPart = (parts: Parts, value: unknown, path: string, text: string): Inner => {
  const part = parts[path];
  return put(isInner(value) ? value : {}, path.split('.'), part ? valueOf(part, text) : undefined);
};
