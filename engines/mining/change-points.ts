import { chance } from '#engines/chance';
import { check, requireNumbers, MiningError, warningsWhere, type Checked } from './finding.ts';
import { differences, lagOne, meanOf, robustSpread, shuffled, squaresOf } from './numbers.ts';

export interface ChangePointOptions {
  /** What one more change must save, in squares of the values; from their spread unless given. */
  readonly penalty?: number;
  /** So many values at least between two changes; 3 unless given: fewer are outliers. */
  readonly least?: number;
  readonly seed?: number;
}

export interface ChangePoint {
  /** Index of the first value of the new level. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
  /** The step, in standard deviations of what stays within the levels. */
  readonly size: number;
}

export interface ChangePoints extends Checked {
  readonly changes: readonly ChangePoint[];
  readonly penalty: number;
}

/** Fewer values say nothing of levels. */
const leastValues = 10;
/** As many as can be told: a step within fewer may be chance. */
const fewValues = 24;
/** How often the order of the values is drawn anew. */
const draws = 199;
const usualSeed = 330_281;

/** Sum of squares about the mean of the values from one index up to another, by running sums. */
function costs(values: readonly number[]): (from: number, to: number) => number {
  const middle = meanOf(values);
  const [sums, squares] = [[0], [0]];
  for (const value of values) {
    sums.push((sums.at(-1) ?? 0) + value - middle);
    squares.push((squares.at(-1) ?? 0) + (value - middle) ** 2);
  }
  return (from, to) => {
    const sum = (sums[to] ?? 0) - (sums[from] ?? 0);
    return (squares[to] ?? 0) - (squares[from] ?? 0) - (sum * sum) / (to - from);
  };
}

/**
 * The changes of level that cost least in all, found exactly: PELT.
 *
 * Killick, Fearnhead and Eckley, "Optimal detection of changepoints with a linear computational cost", JASA 107 (2012).
 * @returns indices of the first value of each new level, ascending
 */
export function pelt(values: readonly number[], penalty: number, least: number): number[] {
  const cost = costs(values);
  const best = [-penalty];
  const from = [0];
  let open = [0];
  for (let end = least; end <= values.length; end += 1) {
    if (end >= 2 * least) open.push(end - least);
    const tried = open.map((start) => ({ start, total: (best[start] ?? Infinity) + cost(start, end) }));
    const [chosen] = tried.toSorted((one, other) => one.total - other.total);
    best[end] = (chosen?.total ?? Infinity) + penalty;
    from[end] = chosen?.start ?? 0;
    open = tried.flatMap(({ start, total }) => (total <= (best[end] ?? 0) ? [start] : []));
  }
  const changes: number[] = [];
  for (let end = from[values.length] ?? 0; end > 0; end = from[end] ?? 0) changes.unshift(end);
  return changes;
}

/** How far the running sum about the mean goes, from its lowest to its highest. */
function range(values: readonly number[]): number {
  const mean = meanOf(values);
  let [sum, low, high] = [0, 0, 0];
  for (const value of values) {
    sum += value - mean;
    low = Math.min(low, sum);
    high = Math.max(high, sum);
  }
  return high - low;
}

/** How often values in a drawn order wander as far: whether there is any change at all. */
function byChance(values: readonly number[], seed: number): number {
  const next = chance(seed);
  const seen = range(values);
  let as = 1;
  for (let draw = 0; draw < draws; draw += 1) if (range(shuffled(values, next)) >= seen) as += 1;
  return as / (draws + 1);
}

/** What is left of the squares by a line, which has two numbers. */
function squaresByLine(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = meanOf(values);
  let [over, under] = [0, 0];
  for (const [index, value] of values.entries()) {
    over += (index - middle) * (value - mean);
    under += (index - middle) ** 2;
  }
  return squaresOf(values) - over ** 2 / under;
}

function levelsOf(values: readonly number[], ats: readonly number[]): number[][] {
  const edges = [0, ...ats, values.length];
  return edges.slice(1).map((end, index) => values.slice(edges[index], end));
}

/** Numbers that the levels and their places use up. */
const bic = (squares: number, count: number, numbers: number): number =>
  count * Math.log(Math.max(squares, Number.MIN_VALUE) / count) + numbers * Math.log(count);

function checked(
  values: readonly number[],
  changes: readonly ChangePoint[],
  { levels, least, seed }: { levels: readonly (readonly number[])[]; least: number; seed: number },
): Checked {
  const count = values.length;
  const within = levels.flatMap((level) => level.map((value) => value - meanOf(level)));
  const correlation = lagOne(within);
  const bound = 1.96 / Math.sqrt(count);
  const chanceOfAny = byChance(values, seed);
  const last = changes.at(-1);
  const line = bic(squaresByLine(values), count, 2);
  const steps = bic(
    within.reduce((sum, value) => sum + value * value, 0),
    count,
    1 + 2 * changes.length,
  );
  return {
    checks: [
      check('changes.any-beyond-chance', chanceOfAny <= 0.05, { chance: chanceOfAny, most: 0.05 }),
      check('changes.independent', correlation <= bound, { correlation, most: bound }),
      check('changes.steps-not-line', changes.length === 0 || steps <= line, { steps, line }),
    ],
    warnings: warningsWhere(
      ['changes.when-not-why', changes.length > 0],
      ['changes.short', count < fewValues, { count, least: fewValues }],
      ['changes.near-end', last !== undefined && count - last.at <= least, { left: count - (last?.at ?? 0) }],
    ),
  };
}

/**
 * When the level of a series changed. The penalty is 3·σ²·ln n, which is that of Schwarz for a level and its place, σ from the
 * differences of neighbours by their median, so that neither steps nor outliers widen it. Take a season off before.
 * @param values at least ten, at equal distances, the oldest first
 * @throws MiningError `mining.too-few`, `mining.not-a-number`, `mining.no-spread` where nothing ever moves
 */
export function findChangePoints(values: readonly number[], options: ChangePointOptions = {}): ChangePoints {
  requireNumbers(values, leastValues);
  const { least = 3, seed = usualSeed } = options;
  const steps = differences(values);
  // Where more than half of the steps are the same their median says nothing; their mean size does, and still not their squares.
  const spread = (robustSpread(steps) || Math.sqrt(Math.PI / 2) * meanOf(steps.map(Math.abs))) / Math.SQRT2;
  if (!(spread > 0)) throw new MiningError('mining.no-spread');
  const { penalty = 3 * spread ** 2 * Math.log(values.length) } = options;
  const ats = pelt(values, penalty, least);
  const levels = levelsOf(values, ats);
  const changes = ats.map((at, index) => {
    const [before, after] = [meanOf(levels[index] ?? []), meanOf(levels[index + 1] ?? [])];
    return { at, before, after, size: (after - before) / spread };
  });
  return { changes, penalty, ...checked(values, changes, { levels, least, seed }) };
}
