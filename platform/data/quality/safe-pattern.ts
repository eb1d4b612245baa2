const repeated = /[*+]|\{/;
/** What can be read in more than one length, or in more than one way. */
const open = /[*+?|]|\{\d+,/;
/** Ways in which a pattern may be tried on a text: so many take some milliseconds. */
const mostWays = 100_000;
/** Lengths that a repetition without an end is reckoned to have: two of them share what there is of a text. */
const endless = 200;

/** Without escapes and classes, whose signs mean themselves. */
const bones = (pattern: string): string => pattern.replaceAll(/\\./gu, 'x').replaceAll(/\[[^\]]*\]/gu, 'x');

const isPattern = (pattern: string): boolean => {
  try {
    return new RegExp(pattern, 'u').source !== '';
  } catch {
    return false;
  }
};

/** Characters of a text that a pattern looks at. */
export const patternReach = 300;

/** Does anything repeat that itself repeats or chooses? */
function repeatsWhatIsOpen(pattern: string): boolean {
  let rest = pattern;
  const inner = /\((?:\?:)?([^()]*)\)([*+?]|\{[^}]*\})?/;
  for (let found = inner.exec(rest); found; found = inner.exec(rest)) {
    const [whole, content = '', times = ''] = found;
    if (repeated.test(times) && open.test(content)) return true;
    // What is inside may be read in several ways; then so may the group, for whatever repeats it.
    rest = rest.replace(whole, () => (open.test(content + times) ? 'x?' : 'x'));
  }
  return false;
}

/** Lengths that a repetition may have. */
function lengthsOf(times: string): number {
  if (times === '') return 1;
  if (times === '?') return 2;
  const [, least = '', most] = /^\{(\d+)(?:,(\d*))?\}$/.exec(times) ?? [];
  if (times.startsWith('{') && most === undefined) return 1;
  return most ? Math.min(endless, Number(most) - Number(least) + 1) : endless;
}

const parts = /\((?:\?:)?([^()]*)\)([*+?]|\{[^}]*\})?/;
const signs = /#(\d+)#|[*+?]|\{[^}]*\}/g;

/** In how many ways a pattern may be tried: those of its alternatives together, of what follows each other multiplied. */
function waysOf(pattern: string): number {
  const groups: number[] = [];
  const ofBranches = (text: string): number =>
    text
      .split('|')
      .map((branch) =>
        [...branch.matchAll(signs)].reduce(
          (ways, [sign, group]) =>
            ways * (group === undefined ? lengthsOf(sign) : (groups[Number(group)] ?? 1)),
          1,
        ),
      )
      .reduce((sum, ways) => sum + ways, 0);
  let rest = pattern.replaceAll('#', 'x');
  for (let found = parts.exec(rest); found; found = parts.exec(rest)) {
    const [whole, content = '', times = ''] = found;
    const at = groups.push(ofBranches(content) * lengthsOf(times)) - 1;
    rest = rest.replace(whole, () => `#${at}#`);
  }
  return ofBranches(rest);
}

/**
 * Is it a pattern, and one that no text makes run long? A person may write it, and all the city's texts go through it:
 * no references back, no looking around, no repetition of what itself repeats or chooses, and few ways in all to read a text.
 */
export function isSafePattern(pattern: string): boolean {
  if (!isPattern(pattern) || /\\[1-9k]/.test(pattern)) return false;
  const rest = bones(pattern);
  return !/\(\?(?!:)/.test(rest) && !repeatsWhatIsOpen(rest) && waysOf(rest) <= mostWays;
}
