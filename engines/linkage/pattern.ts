import type { Comparison } from './config.ts';
import { radixOf } from './compile-pairs.ts';

/** A way in which pairs agree: for each comparison 0 missing, 1 different, then its levels from the lowest up. */
export interface Pattern {
  readonly digits: readonly number[];
  /** Pairs that agree in this way. */
  readonly count: number;
}

/** The digits of a pattern's code, as `compareRules` wrote it. */
export function digitsOf(code: number | bigint, radices: readonly number[]): number[] {
  let rest = BigInt(code);
  return radices.map((radix) => {
    const digit = Number(rest % BigInt(radix));
    rest /= BigInt(radix);
    return digit;
  });
}

/** For each comparison how many values its digit can have. */
export const radicesOf = (compare: readonly Comparison[]): number[] => compare.map(radixOf);
