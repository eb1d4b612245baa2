/** One rule of a robots.txt: a pattern of paths, and whether they may be asked for. */
interface Rule {
  readonly allow: boolean;
  readonly pattern: string;
}

/** What a robots.txt says to one product (RFC 9309). */
export interface Robots {
  readonly rules: readonly Rule[];
  /** Seconds between two requests, where it asks for that; no part of the standard, and kept all the same. */
  readonly delay: number;
}

export const open: Robots = { rules: [], delay: 0 };
export const shut: Robots = { rules: [{ allow: false, pattern: '/' }], delay: 0 };

interface Group {
  readonly agents: string[];
  readonly rules: Rule[];
  delay: number;
}

const lineOf = (line: string): readonly [string, string] => {
  const [said = ''] = line.split('#');
  const at = said.indexOf(':');
  return at < 0 ? ['', ''] : [said.slice(0, at).trim().toLowerCase(), said.slice(at + 1).trim()];
};

/** A pattern that is empty says nothing: `Disallow:` alone lets everything. */
function add({ rules }: Group, allow: boolean, pattern: string): void {
  if (pattern !== '') rules.push({ allow, pattern: encoded(pattern) });
}

/** What a line does to the group that it stands in. */
const saying: Readonly<Record<string, (group: Group, value: string) => void>> = {
  allow: (group, value) => add(group, true, value),
  disallow: (group, value) => add(group, false, value),
  'crawl-delay': (group, value) => {
    group.delay = Math.max(group.delay, Number(value) || 0);
  },
};

/** Groups in their order: lines of agents that follow each other begin one, whatever else ends them. */
function groupsOf(text: string): Group[] {
  const groups: Group[] = [];
  let naming = false;
  for (const [key, value] of text.split(/\r\n|\r|\n/).map(lineOf)) {
    const agent = key === 'user-agent';
    if (agent && !naming) groups.push({ agents: [], rules: [], delay: 0 });
    const group = groups.at(-1);
    if (agent) group?.agents.push(value.toLowerCase());
    else if (group) saying[key]?.(group, value);
    if (agent || Object.hasOwn(saying, key)) naming = agent;
  }
  return groups;
}

/** Letters outside of ASCII as they stand in an address, and percent signs in one case (RFC 9309 §2.2.2). */
const encoded = (path: string): string =>
  path
    .replaceAll(/[^\u0021-\u007e]/gu, (letter) => encodeURIComponent(letter))
    .replaceAll(/%[0-9a-f]{2}/gi, (each) => each.toUpperCase());

/**
 * What a robots.txt says to a product: of all groups that name it, else of those for everybody.
 * @param product its token, e.g. `yaojiang`
 */
export function robotsOf(text: string, product: string): Robots {
  const groups = groupsOf(text);
  const ofName = (name: string) => groups.filter(({ agents }) => agents.includes(name));
  const named = ofName(product.toLowerCase());
  const mine = named.length > 0 ? named : ofName('*');
  return {
    rules: mine.flatMap(({ rules }) => rules),
    delay: Math.max(0, ...mine.map(({ delay }) => delay)),
  };
}

/** Whether a path begins as the pattern says: `*` stands for anything, `$` at the end for the end. */
function matches(pattern: string, path: string): boolean {
  const whole = pattern.endsWith('$');
  const parts = (whole ? pattern.slice(0, -1) : pattern).split('*');
  let at = 0;
  for (const [number, part] of parts.entries()) {
    const last = whole && number === parts.length - 1 && number > 0;
    const found = last ? path.lastIndexOf(part) : path.indexOf(part, at);
    if (found < at || (number === 0 && found !== 0)) return false;
    at = found + part.length;
  }
  return !whole || at === path.length;
}

/** Whether a path with its query may be asked for: the longest pattern counts, of two as long the one that allows. */
export function allows({ rules }: Robots, path: string): boolean {
  const wanted = encoded(path);
  if (wanted === '/robots.txt') return true;
  const found = rules
    .filter(({ pattern }) => matches(pattern, wanted))
    .toSorted(
      (one, other) => other.pattern.length - one.pattern.length || Number(other.allow) - Number(one.allow),
    );
  return found[0]?.allow ?? true;
}
