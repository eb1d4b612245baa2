import { explainedPairs } from './compile-explain.ts';
import type { LinkageConfig } from './config.ts';
import type { Linkage } from './link.ts';
import { parametersOf } from './model.ts';
import { frequencyPlaces } from './compile-prepare.ts';
import { digitsOf, radicesOf } from './pattern.ts';
import { patternWeight } from './score.ts';
import type { LinkageSession } from './session.ts';

/** What one comparison says of a pair. */
export interface ExplainedComparison {
  readonly name: string;
  readonly left: string | null;
  readonly right: string | null;
  /** `equal`, `one slip`, `different`, or `missing`. */
  readonly level: string;
  /** Bits that it adds to the weight; below zero it speaks against. */
  readonly weight: number;
}

export interface Explanation {
  readonly left: string;
  readonly right: string;
  /** Bits before anything is compared: how rare matches are among all pairs. */
  readonly prior: number;
  readonly comparisons: readonly ExplainedComparison[];
  /** The sum of all. */
  readonly weight: number;
  readonly probability: number;
  readonly layer: string;
}

interface Row extends Record<string, unknown> {
  left_id: string;
  right_id: string;
  code: number | bigint;
  weight: number;
  layer: string;
}

/**
 * Why pairs have the weight they have, comparison by comparison; a waterfall whose sum is the weight.
 * Only of pairs that were compared and kept, after `link` in the same session.
 * @param pairs ids, left and right
 */
export async function explain(
  session: LinkageSession,
  config: LinkageConfig,
  { model, prepared }: Pick<Linkage, 'model' | 'prepared'>,
  pairs: readonly (readonly [string, string])[],
): Promise<Explanation[]> {
  const rows = await session.rows<Row>(explainedPairs(config.compare, prepared.sides.same), [
    pairs.map(([left]) => left),
    pairs.map(([, right]) => right),
  ]);
  const parameters = parametersOf(model);
  const byFrequency = new Set(frequencyPlaces(config.compare));
  return rows.map((row) => {
    const digits = digitsOf(row.code, radicesOf(config.compare));
    const weights = patternWeight(digits, config.compare, parameters);
    const comparisons = config.compare.map(({ name }, at): ExplainedComparison => {
      const digit = digits[at] ?? 0;
      const frequency = byFrequency.has(at) ? Number(row[`y${at}`] ?? 0) : 0;
      const level = digit === 0 ? 'missing' : (model.comparisons[at]?.levels[digit - 1]?.label ?? '');
      const text = (value: unknown) => (typeof value === 'string' ? value : null);
      return {
        name,
        left: text(row[`l${at}`]),
        right: text(row[`r${at}`]),
        level,
        weight: (weights[at] ?? 0) + frequency,
      };
    });
    return {
      left: row.left_id,
      right: row.right_id,
      prior: Math.log2(model.prior / (1 - model.prior)),
      comparisons,
      weight: row.weight,
      probability: 1 / (1 + 2 ** -row.weight),
      layer: row.layer,
    };
  });
}
