/** How the records of a JSON text stand in it. */
export type JsonShape =
  /** The whole text is a list. */
  | { readonly kind: 'list' }
  /** A record a line. */
  | { readonly kind: 'lines' }
  /** A list under this name of the object that is the whole text: `{"data": [ … ]}`. */
  | { readonly kind: 'member'; readonly member: string }
  /** GeoJSON (RFC 7946): a FeatureCollection. */
  | { readonly kind: 'features' };

/** One step over a JSON text: strings, and the brackets, commas and line ends outside of them. */
const token = /"((?:[^"\\]|\\.)*)"|[[\]{}\n]/gsu;

interface Seen {
  /** Whether the first object is over, and another begins behind it. */
  readonly ended: boolean;
  readonly again: boolean;
  /** Whether a line ended inside of it. */
  readonly broken: boolean;
  readonly member: string | undefined;
}

const beginsRecord = (text: string): boolean => /^\s*\{/.test(text);

const steps: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };
const stepOf = (found: string): number => steps[found] ?? 0;

const isNamedList = (depth: number, found: string, before: boolean): boolean =>
  before && depth === 1 && found === '[';

function look(head: string): Seen {
  let depth = 0;
  let broken = false;
  let name = '';
  let member: string | undefined;
  for (const { 0: found, 1: text, index } of head.matchAll(token)) {
    const before = beginsRecord(head.slice(index + 1));
    if (text !== undefined && depth === 1) name = text;
    if (isNamedList(depth, found, before)) member ??= name;
    if (found === '\n') broken ||= depth > 0;
    depth += stepOf(found);
    if (depth === 0 && stepOf(found) < 0) return { ended: true, again: before, broken, member };
  }
  return { ended: false, again: false, broken, member };
}

/**
 * How the records stand, from the beginning of a text; undefined when there is no list to be seen.
 * @param filename `.ndjson` and `.jsonl` say that it is a record a line
 */
export function jsonShape(head: string, filename: string): JsonShape | undefined {
  const text = head.replace(/^\ufeff/, '').trimStart();
  if (text.startsWith('[')) return { kind: 'list' };
  if (/\.(ndjson|jsonl)$/i.test(filename)) return { kind: 'lines' };
  const { ended, again, broken, member } = look(text);
  if (again) return { kind: 'lines' };
  if (member === 'features') return { kind: 'features' };
  if (member !== undefined) return { kind: 'member', member };
  return ended || !broken ? { kind: 'lines' } : undefined;
}
