/** By UTF-16 code units; few members, mostly in order already, so that moving each to its place is cheapest. */
function inOrder(names: string[]): string[] {
  for (let at = 1; at < names.length; at += 1) {
    const name = names[at] ?? '';
    let to = at;
    for (; to > 0 && (names[to - 1] ?? '') > name; to -= 1) names[to] = names[to - 1] ?? '';
    names[to] = name;
  }
  return names;
}

const mostMoved = 20;

function objectJson(value: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(value);
  let members = '';
  for (const name of names.length > mostMoved ? names.toSorted((a, b) => (a < b ? -1 : 1)) : inOrder(names)) {
    const each = value[name];
    if (each === undefined) continue;
    members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${canonicalJson(each)}`;
  }
  return `{${members}}`;
}

/**
 * Canonical JSON (RFC 8785): members ordered by the UTF-16 code units of their names, no white space, numbers and
 * strings as ECMAScript writes them. Members without a value are left out.
 * @throws RangeError for a number that JSON cannot hold
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${value} has no form in JSON`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  return objectJson(value as Readonly<Record<string, unknown>>);
}
