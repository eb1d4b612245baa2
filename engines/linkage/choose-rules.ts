import { chooseBlocks, type Candidate, type Capture, type Choice } from './choose-blocks.ts';
import { blockKeys, type BlockKey, type BlockRule } from './compile-pairs.ts';
import type { LinkageConfig } from './config.ts';
import { probabilityOf, type Estimate } from './estimate.ts';
import { digitsOf, radicesOf } from './pattern.ts';
import type { Prepared } from './prepare.ts';
import { canSettle, settles } from './settle.ts';

export interface Counted {
  readonly rule: BlockRule;
  /** Pairs in the sample. */
  readonly pairs: number;
}

/** Pairs that agree in one way and hold the same keys (a bit each). */
export type Looked = Readonly<{ code: number | bigint; bits?: number | bigint; count: number }>;

export const bitsOf = (rule: BlockRule, keys: readonly BlockKey[]): bigint =>
  rule.reduce((bits, { label }) => bits | (1n << BigInt(keys.findIndex((each) => each.label === label))), 0n);

interface Pilot {
  readonly config: LinkageConfig;
  readonly prepared: Prepared;
  /** Pairs of the whole for one pair of the sample. */
  readonly scale: number;
  readonly counted: readonly Counted[];
  readonly looked: readonly Looked[];
  readonly first: Estimate;
  /** Pairs that may be compared among so many records. */
  readonly mostPairs: (records: number) => number;
}

/** What the pilot found, thought of the whole: which matches are settled beforehand, and by which rules the others are found. */
export function chooseRules({ config, prepared, scale, counted, looked, first, mostPairs }: Pilot): Choice {
  const radices = radicesOf(config.compare);
  const keys = blockKeys(config.compare);
  const settling = canSettle(config, prepared.sides.same);
  const captures = looked
    .map(({ code, bits, count }): Capture => {
      const digits = digitsOf(code, radices);
      return {
        bits: BigInt(bits ?? 0),
        matches: count * probabilityOf(digits, first) * scale,
        settled: settling && settles(digits, config.compare, first),
      };
    })
    .filter(({ matches }) => matches > 1e-6 * scale);
  const settled = captures.reduce((sum, { matches, settled: done }) => sum + (done ? matches : 0), 0);
  const { left, right } = prepared.records;
  const open = { left: Math.max(left - settled, left / 50), right: Math.max(right - settled, right / 50) };
  const share = (open.left / left) * (open.right / right);
  const candidates = counted.map(({ rule, pairs }): Candidate => ({
    bits: bitsOf(rule, keys),
    pairs: pairs * scale * share,
  }));
  const records = prepared.sides.same ? open.left : open.left + open.right;
  return chooseBlocks(candidates, captures, {
    maxPairs: mostPairs(records),
    pairsPerMatch: config.blocking.pairsPerMatch,
    perRule: records / 4,
  });
}
