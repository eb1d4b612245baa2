import { check, MiningError, requireNumbers, warningsWhere, type Checked } from './finding.ts';
import { medianOf, quantileOf, robustSpread } from './numbers.ts';

export interface Outlier {
  readonly at: number;
  readonly value: number;
  /** What the others make likely in its place. */
  readonly expected: number;
  /** How far off, in standard deviations by the median. */
  readonly score: number;
}

export interface Outliers extends Checked {
  readonly outliers: readonly Outlier[];
  readonly spread: number;
}

/** Beyond this a value is one (Iglewicz and Hoaglin 1993). */
export const usualLimit = 3.5;
/** Fewer values have no middle half. */
const leastValues = 8;
/** Of normal values one in so many lies beyond the limit. */
const normalBeyond = 4.65e-4;
/** Quartiles less alike than this are of a leaning distribution (Bowley 1901). */
const mostLeaning = 0.3;

function leaning(values: readonly number[]): number {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantileOf(values, share));
  const width = (high ?? 0) - (low ?? 0);
  return width > 0 ? ((high ?? 0) + (low ?? 0) - 2 * (middle ?? 0)) / width : 0;
}

/**
 * Values that lie far from what the others make likely: beyond 3.5 standard deviations, by medians, so that outliers do not
 * hide each other. Given what was expected of each value (its season and level) it is what is left that is judged: the
 * seasonal hybrid of Hochenbaum, Vallis and Kejariwal (2017).
 *
 * Iglewicz and Hoaglin, "How to Detect and Handle Outliers" (1993).
 * @param expected one for each value; their median unless given
 * @throws MiningError `mining.too-few`, `mining.not-a-number`, `mining.no-spread` where more than half are as expected
 */
export function findOutliers(
  values: readonly number[],
  expected?: readonly number[],
  limit = usualLimit,
): Outliers {
  requireNumbers(values, leastValues);
  const middle = medianOf(values);
  const likely = (at: number) => expected?.[at] ?? middle;
  const rest = values.map((value, at) => value - likely(at));
  const spread = robustSpread(rest);
  if (!(spread > 0)) throw new MiningError('mining.no-spread');
  const off = medianOf(rest);
  const outliers = values
    .map((value, at) => ({
      at,
      value,
      expected: likely(at) + off,
      score: ((rest[at] ?? 0) - off) / spread,
    }))
    .filter(({ score }) => Math.abs(score) > limit);
  const lean = leaning(rest);
  const byChance = values.length * normalBeyond;
  return {
    outliers,
    spread,
    checks: [
      check('outliers.both-sides-alike', Math.abs(lean) <= mostLeaning, { lean, most: mostLeaning }),
      check('outliers.few', outliers.length <= values.length / 10, {
        found: outliers.length,
        most: Math.floor(values.length / 10),
      }),
    ],
    warnings: warningsWhere(
      ['outliers.not-errors', outliers.length > 0],
      ['outliers.by-chance', outliers.length > 0, { byChance, found: outliers.length }],
    ),
  };
}
