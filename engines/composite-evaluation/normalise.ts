/**
 * Values of different units on one scale of 0 to 100 (OECD and JRC, Handbook on Constructing Composite Indicators, 2008, step 5).
 */

/** How a value becomes a score. `more`: the larger the better. */
export type Normalisation =
  /** A straight line from `floor` (0) to `target` (100), held within; a floor above the target says that less is better. */
  | { readonly method: 'target'; readonly floor: number; readonly target: number }
  /** Between the least and the greatest of those compared. */
  | { readonly method: 'min-max'; readonly more: boolean }
  /** By place among those compared: the first 100, the last 0; those alike share the mean of their places. */
  | { readonly method: 'rank'; readonly more: boolean }
  /** 50 is the mean, ten points one standard deviation (T score), held within 0 and 100. */
  | { readonly method: 'z-score'; readonly more: boolean };

const within = (value: number): number => Math.min(100, Math.max(0, value));
const numbers = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

function minMax(values: readonly number[], more: boolean): (value: number) => number {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  if (least === greatest) return () => 50;
  return (value) => (100 * (more ? value - least : greatest - value)) / (greatest - least);
}

function zScore(values: readonly number[], more: boolean): (value: number) => number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  if (variance === 0) return () => 50;
  return (value) => within(50 + (10 * (more ? value - mean : mean - value)) / Math.sqrt(variance));
}

function byRank(values: readonly number[], more: boolean): (value: number) => number {
  if (values.length === 1) return () => 50;
  return (value) => {
    const worse = values.filter((other) => (more ? other < value : other > value)).length;
    const alike = values.filter((other) => other === value).length;
    return (100 * (worse + (alike - 1) / 2)) / (values.length - 1);
  };
}

/**
 * Scores of 0 to 100, one a unit; null stays null and is compared with nobody. Where those compared are all alike, each has 50.
 * @throws RangeError for a target that is its own floor
 */
export function normalise(values: readonly (number | null)[], how: Normalisation): (number | null)[] {
  const known = numbers(values);
  if (known.length === 0) return [...values];
  const score = scorer(known, how);
  return values.map((value) => (value === null ? null : score(value)));
}

function scorer(known: readonly number[], how: Normalisation): (value: number) => number {
  switch (how.method) {
    case 'target': {
      const { floor, target } = how;
      if (floor === target) throw new RangeError('the target is its own floor');
      return (value) => within((100 * (value - floor)) / (target - floor));
    }
    case 'min-max':
      return minMax(known, how.more);
    case 'rank':
      return byRank(known, how.more);
    case 'z-score':
      return zScore(known, how.more);
  }
}
