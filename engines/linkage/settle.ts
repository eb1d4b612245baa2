import { isChecked, levelsOf } from './comparator-kinds.ts';
import type { BlockRule } from './compile-pairs.ts';
import { checkedPlaces } from './compile-prepare.ts';
import type { Comparison, LinkageConfig } from './config.ts';
import { weightsOf, type Parameters } from './estimate.ts';

/** Bits from which a pair with an equal checked identifier is settled, and how many may speak against it. */
const settledFrom = 20;
const mostAgainst = -8;

/** Can pairs be settled before the others are looked for? Only where each side holds everybody once. */
export const canSettle = (config: LinkageConfig, same: boolean): boolean =>
  !same && config.unique.length === 2 && checkedPlaces(config.compare).length > 0;

/** Does a rule look for equal checked identifiers and nothing else? */
export const isCheckedRule = (compare: readonly Comparison[], rule: BlockRule): boolean =>
  rule.length === 1 &&
  rule.every(
    ({ at, label }) => compare[at] !== undefined && isChecked(compare[at].as) && label === compare[at].name,
  );

/**
 * Does a pair that agrees so need no second look? Its checked identifiers are equal, all together leaves no doubt, and
 * little speaks against it: whoever was given a relative's number agrees in much, but neither in name nor in birth date.
 */
export function settles(
  digits: readonly number[],
  compare: readonly Comparison[],
  parameters: Parameters,
): boolean {
  const weights = weightsOf(parameters).map((row, at) => row[digits[at] ?? 0] ?? 0);
  const equal = checkedPlaces(compare).some((at) => {
    const as = compare[at]?.as;
    return as !== undefined && digits[at] === levelsOf(as).length + 1;
  });
  const prior = Math.log2(parameters.prior / (1 - parameters.prior));
  const all = weights.reduce((sum, each) => sum + each, prior);
  const against = weights.reduce((sum, each) => sum + Math.min(each, 0), 0);
  return equal && all >= settledFrom && against >= mostAgainst;
}
