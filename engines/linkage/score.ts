import { frequencyPlaces } from './compile-prepare.ts';
import { layerType, scoreStatement, weightsTable } from './compile-score.ts';
import { agreementFrom, isChecked, levelsOf } from './comparator-kinds.ts';
import type { Comparison, LinkageConfig } from './config.ts';
import { weightsOf, type Parameters } from './estimate.ts';
import type { CodedPattern } from './find-pairs.ts';
import type { Prepared } from './prepare.ts';
import type { LinkageSession } from './session.ts';

/** Bits of a pattern without what the values' frequencies add: of equal values that are weighed by them only log2 m. */
export function patternWeight(
  digits: readonly number[],
  compare: readonly Comparison[],
  { prior, m, u }: Parameters,
): number[] {
  const weights = weightsOf({ prior, m, u });
  const byFrequency = frequencyPlaces(compare);
  return digits.map((digit, at) => {
    const as = compare[at]?.as;
    const equal = as !== undefined && digit === levelsOf(as).length + 1;
    if (equal && byFrequency.includes(at)) return Math.log2(m[at]?.[digit - 1] ?? 1);
    return weights[at]?.[digit] ?? 0;
  });
}

/** Bits that may speak against a pair with an equal checked identifier before it is a conflict. */
const mostAgainst = -8;

/**
 * Does something beside checked identifiers agree, and does the rest not speak loudly against the pair (leaving out birth
 * dates, which the number may have been read for), or is there nothing else to go by?
 */
function isSupported(
  digits: readonly number[],
  compare: readonly Comparison[],
  parameters: Parameters,
): boolean {
  const weights = weightsOf(parameters);
  const carried = compare.flatMap(({ birth }) => birth ?? []);
  const others = digits.flatMap((digit, at) => {
    const each = compare[at];
    if (digit === 0 || !each || isChecked(each.as)) return [];
    const weight = carried.includes(each.name) ? 0 : (weights[at]?.[digit] ?? 0);
    return [{ agrees: digit >= agreementFrom(each.as), weight }];
  });
  if (others.length === 0) return true;
  return (
    others.some(({ agrees }) => agrees) && others.reduce((sum, { weight }) => sum + weight, 0) >= mostAgainst
  );
}

/**
 * Does what a person has alone speak against the pair, so that what agrees is only what a household has in common? Whoever
 * lives together agrees in both its address and its telephone, which together say little more than one of them.
 */
function isHousehold(
  digits: readonly number[],
  compare: readonly Comparison[],
  parameters: Parameters,
): boolean {
  if (!compare.some(({ shared }) => shared)) return false;
  const weights = weightsOf(parameters);
  const own = digits.map((digit, at) => (compare[at]?.shared ? 0 : (weights[at]?.[digit] ?? 0)));
  return own.reduce((sum, each) => sum + each, 0) < 0;
}

/** Weighs the pairs of `link_pairs` into `link_scored`. */
export async function scorePairs(
  session: LinkageSession,
  config: LinkageConfig,
  prepared: Prepared,
  { patterns, parameters }: { readonly patterns: readonly CodedPattern[]; readonly parameters: Parameters },
): Promise<void> {
  const prior = Math.log2(parameters.prior / (1 - parameters.prior));
  await session.run(weightsTable, [
    patterns.map(({ code }) => String(code)),
    patterns.map(({ digits }) =>
      patternWeight(digits, config.compare, parameters).reduce((sum, each) => sum + each, prior),
    ),
    patterns.map(({ digits }) => (isSupported(digits, config.compare, parameters) ? 1 : 0)),
    patterns.map(({ digits }) => (isHousehold(digits, config.compare, parameters) ? 1 : 0)),
  ]);
  await session.run('drop type if exists enum_layer cascade').catch(() => undefined);
  await session.run(layerType);
  await session.run(scoreStatement(config.compare, prepared.sides));
}
