/** What one unit has of one criterion. */
export interface Part {
  readonly criterion: string;
  /** Share of the whole; those of one unit add up to 1. */
  readonly weight: number;
  /** 0 to 100. */
  readonly score: number;
}

export interface Evaluated {
  readonly unit: string;
  readonly parts: readonly Part[];
  /** Points added (above zero) or taken off (below), each with the name under which it is shown. */
  readonly adjustments: readonly { readonly criterion: string; readonly points: number }[];
}

/** Weighted arithmetic mean and what was added and taken off (Handbook on Constructing Composite Indicators, 2008, step 6). */
export const totalOf = ({ parts, adjustments }: Omit<Evaluated, 'unit'>): number =>
  parts.reduce((sum, { weight, score }) => sum + weight * score, 0) +
  adjustments.reduce((sum, { points }) => sum + points, 0);

/**
 * The weights of one unit when it has no score of some criteria: the others share theirs in proportion.
 * @returns undefined where it has none at all, or only of what weighs nothing
 */
export function sharedWeights(
  parts: readonly { readonly criterion: string; readonly weight: number; readonly score: number | null }[],
): Part[] | undefined {
  const known = parts.flatMap((part) => (part.score === null ? [] : [{ ...part, score: part.score }]));
  const total = known.reduce((sum, { weight }) => sum + weight, 0);
  if (total <= 0) return undefined;
  return known.map((part) => ({ ...part, weight: part.weight / total }));
}

/** Totals nearer than this are the same: they differ by the machine's rounding alone. */
const same = 1e-9;

/** Whether one total stands before another. */
export const isBefore = (one: number, other: number): boolean => one > other + same;

/** Places from 1; those alike share one, and the next is as many further (standard competition ranking). */
export const ranksOf = (totals: readonly number[]): number[] =>
  totals.map((total) => 1 + totals.filter((other) => isBefore(other, total)).length);
