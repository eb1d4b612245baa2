/**
 * What a value stands for besides its place in the seasons, the general before the particular: `off-weekday`, then
 * `National Day`. Their effects add up. Empty for an ordinary value.
 */
export type Marks = readonly string[];

/** What a mark does to the values that carry it, beside what the marks before it do. */
export interface MarkEffect {
  readonly mark: string;
  /** An amount, or in logarithms where seasons are shares. */
  readonly effect: number;
  /** How many past values carried it. */
  readonly seen: number;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Normal distribution: the median of what is off the median, in standard deviations. */
const medianOff = 0.6745;

/** Spread of values by the median of what is off nothing, so that the marked few do not count. */
function spreadOf(values: readonly number[]): number {
  const sizes = values.map(Math.abs).toSorted((a, b) => a - b);
  return (sizes[Math.floor(sizes.length / 2)] ?? 0) / medianOff;
}

/**
 * How much of a mean of so many values is kept: nothing of one that chance makes, nearly all of one that stands out. The
 * positive part of James and Stein (1961) for one mean towards nothing, twice as strict, since there are some twenty marks.
 */
function kept(mean: number, spread: number, count: number): number {
  if (mean === 0) return 0;
  return mean * Math.max(0, 1 - (2 * spread ** 2) / (count * mean ** 2));
}

/** The values that carry each mark; those marks first that stand for the general wherever they occur. */
function carriers(marks: readonly Marks[]): [string, number[]][] {
  const found = new Map<string, { depth: number; at: number[] }>();
  for (const [index, each] of marks.entries())
    for (const [depth, mark] of each.entries()) {
      const own = found.get(mark) ?? { depth, at: [] };
      own.depth = Math.max(own.depth, depth);
      own.at.push(index);
      found.set(mark, own);
    }
  return [...found]
    .toSorted(([, one], [, other]) => one.depth - other.depth)
    .map(([mark, { at }]) => [mark, at]);
}

/** The effects of marks on what season and trend leave over. */
export function effectsOf(rest: readonly number[], marks: readonly Marks[]): MarkEffect[] {
  const spread = spreadOf(rest.filter((_, index) => (marks[index] ?? []).length === 0));
  const left = [...rest];
  return carriers(marks).map(([mark, at]) => {
    const effect = kept(meanOf(at.map((index) => left[index] ?? 0)), spread, at.length);
    for (const index of at) left[index] = (left[index] ?? 0) - effect;
    return { mark, effect, seen: at.length };
  });
}

/** What the marks of each value add to it. */
export function effectOn(marks: readonly Marks[], effects: readonly MarkEffect[]): Float64Array {
  const known = new Map(effects.map(({ mark, effect }) => [mark, effect]));
  return Float64Array.from(marks, (each) => each.reduce((sum, mark) => sum + (known.get(mark) ?? 0), 0));
}

/**
 * Values with those that carry a mark replaced by what lies at the same place of the season before and behind, so that a
 * first decomposition does not take them for season or trend.
 */
export function bridged(values: Float64Array, marks: readonly Marks[], period: number): Float64Array {
  const nearest = (index: number, step: number): number | undefined => {
    for (let at = index + step; at >= 0 && at < values.length; at += step)
      if ((marks[at] ?? []).length === 0) return values[at];
    return undefined;
  };
  return values.map((value, index) => {
    if ((marks[index] ?? []).length === 0) return value;
    const [before, behind] = [nearest(index, -period), nearest(index, period)];
    return ((before ?? behind ?? value) + (behind ?? before ?? value)) / 2;
  });
}
