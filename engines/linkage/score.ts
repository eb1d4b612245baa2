import { compareRules } from './compile-pairs.ts';
import { frequencyPlaces } from './compile-prepare.ts';
import { layerType, scoreStatement, weightsTable } from './compile-score.ts';
import { agreementFrom, isChecked, levelsOf } from './comparator-kinds.ts';
import type { Comparison, LinkageConfig } from './config.ts';
import { weightsOf, type Parameters } from './estimate.ts';
import { LinkageError } from './linkage-error.ts';
import { digitsOf, radicesOf, type Pattern } from './pattern.ts';
import type { Prepared } from './prepare.ts';
import type { BlockRule } from './compile-pairs.ts';
import type { LinkageSession } from './session.ts';

export interface CodedPattern extends Pattern {
  readonly code: bigint;
}

/** Finds and compares the pairs of all rules into `link_pairs`; each pattern with its number of pairs. */
export async function findPairs(
  session: LinkageSession,
  config: LinkageConfig,
  prepared: Prepared,
  blocks: readonly BlockRule[],
): Promise<CodedPattern[]> {
  await session.run(
    'create or replace table link_pairs (a integer, b integer, code bigint, adjustment float)',
  );
  const most = config.blocking.maxPairs;
  for (const statement of compareRules(config.compare, prepared.sides, blocks)) {
    await session.run(`insert into link_pairs ${statement}`);
    const [found] = await session.rows<{ pairs: number }>('select count(*)::double as pairs from link_pairs');
    if (most !== undefined && (found?.pairs ?? 0) > 2 * most)
      throw new LinkageError('linkage.too-many-pairs', 'blocking.maxPairs', {
        zh: `要比较的记录对超过了 blocking.maxPairs（${most}）的两倍，已停止`,
        en: `there are more than twice as many pairs to compare as blocking.maxPairs allows (${most}); stopped`,
      });
  }
  const radices = radicesOf(config.compare);
  const rows = await session.rows<{ code: number | bigint; count: number }>(
    'select code, count(*)::integer as count from link_pairs group by code order by code',
  );
  return rows.map(({ code, count }) => ({ code: BigInt(code), digits: digitsOf(code, radices), count }));
}

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

/** Does something beside checked identifiers agree, or is there nothing else to go by? */
function isSupported(digits: readonly number[], compare: readonly Comparison[]): boolean {
  const others = digits.flatMap((digit, at) => {
    const as = compare[at]?.as;
    return digit > 0 && as !== undefined && !isChecked(as) ? [digit >= agreementFrom(as)] : [];
  });
  return others.length === 0 || others.includes(true);
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
    patterns.map(({ digits }) => (isSupported(digits, config.compare) ? 1 : 0)),
  ]);
  await session.run('drop type if exists enum_layer cascade').catch(() => undefined);
  await session.run(layerType);
  await session.run(scoreStatement(config.compare, prepared.sides));
}
