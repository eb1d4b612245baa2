/** Repetitions without an end, or with a far one. */
const unbounded = /[*+]|\{\d+,\}|\{(?:\d+,)?\d{3,}\}/g;
const repeated = /[*+]|\{/;
/** What can be read in more than one length, or in more than one way. */
const open = /[*+?|]|\{\d+,/;
const most = 3;

/** Without escapes and classes, whose signs mean themselves. */
const bones = (pattern: string): string => pattern.replaceAll(/\\./gu, 'x').replaceAll(/\[[^\]]*\]/gu, 'x');

const isPattern = (pattern: string): boolean => {
  try {
    return new RegExp(pattern, 'u').source !== '';
  } catch {
    return false;
  }
};

/** Characters of a text that a pattern looks at: with few repetitions, none takes longer than some milliseconds. */
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

/**
 * Is it a pattern, and one that no text makes run long? A person may write it, and all the city's texts go through it:
 * no references back, no looking around, no repetition of what itself repeats or chooses, few repetitions in all.
 */
export function isSafePattern(pattern: string): boolean {
  if (!isPattern(pattern) || /\\[1-9k]/.test(pattern)) return false;
  const rest = bones(pattern);
  const repetitions = rest.match(unbounded)?.length ?? 0;
  return !/\(\?(?!:)/.test(rest) && repetitions <= most && !repeatsWhatIsOpen(rest);
}
