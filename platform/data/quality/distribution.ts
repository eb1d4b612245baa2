/** What one field of one batch has: numbers ascending, or how often each text stands. */
export interface Distribution {
  readonly numbers: Float64Array;
  readonly counts: ReadonlyMap<string, number>;
  readonly others: number;
}

const bins = 10;
/** Texts that stand for themselves; the others are one bin. */
const named = 20;
/** Stands for a share of nothing, whose logarithm there is none of. */
const least = 1e-4;

/** The value below which a share of ascending numbers lies, between two of them by weight (type 7 of Hyndman and Fan). */
export function quantile(numbers: Float64Array, share: number): number {
  const at = (numbers.length - 1) * share;
  const low = numbers[Math.floor(at)] ?? NaN;
  const high = numbers[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}

const sharesOf = (counts: readonly number[]): number[] => {
  const whole = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => Math.max(least, whole === 0 ? 0 : count / whole));
};

/** How many of ascending numbers lie up to each edge, and behind the last. */
function countIn(numbers: Float64Array, edges: readonly number[]): number[] {
  const counts = Array.from({ length: edges.length + 1 }, () => 0);
  let bin = 0;
  for (const value of numbers) {
    while (bin < edges.length && value > (edges[bin] as number)) bin += 1;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

function inBins(before: Distribution, now: Distribution): readonly [number[], number[]] {
  if (before.numbers.length > 0 || now.numbers.length > 0) {
    const tenths = Array.from({ length: bins - 1 }, (_, at) => quantile(before.numbers, (at + 1) / bins));
    const edges = [...new Set(tenths)];
    return [countIn(before.numbers, edges), countIn(now.numbers, edges)];
  }
  const names = [...before.counts].toSorted(([, one], [, other]) => other - one).slice(0, named);
  const count = ({ counts, others }: Distribution): number[] => {
    const each = names.map(([name]) => counts.get(name) ?? 0);
    const whole = [...counts.values()].reduce((sum, value) => sum + value, others);
    return [...each, whole - each.reduce((sum, value) => sum + value, 0)];
  };
  return [count(before), count(now)];
}

/**
 * The population stability index of two distributions: sum of (q - p) ln(q / p) over ten bins that are equal before, or
 * over the twenty most frequent texts and the others. 0 is the same; by custom 0.1 is little and 0.25 much.
 */
export function stabilityIndex(before: Distribution, now: Distribution): number {
  const [one, other] = inBins(before, now).map(sharesOf) as [number[], number[]];
  return one.reduce((sum, p, at) => {
    const q = other[at] as number;
    return sum + (q - p) * Math.log(q / p);
  }, 0);
}
