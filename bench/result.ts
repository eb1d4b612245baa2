import type { Text } from '#kernel/texts';

export type Unit = '%' | 'CPU s' | 'CPU ms' | 'ms' | 's' | 'MB' | 'kB' | 'hashes' | 'rows' | '×' | '/s';

/** One claim: what we need for a piece of work beside what the baseline needs for the same. */
export interface Comparison {
  readonly what: string;
  readonly unit: Unit;
  readonly ours: number;
  readonly baseline: number;
  readonly baselineIs: string;
  /** The ratio ours ÷ baseline is meant to be at most this. */
  readonly target?: number;
}

/** A figure without a peer: a stage of the work, a size. */
export interface Figure {
  readonly what: string;
  readonly unit: Unit;
  readonly value: number;
}

export interface BenchResult {
  readonly comparisons: readonly Comparison[];
  /** Peak resident memory of the process that did the work, bytes. */
  readonly memory?: { readonly ours: number; readonly baseline?: number };
  readonly figures: readonly Figure[];
  /** What a reader must know to read the figures right. */
  readonly notes: readonly string[];
}

export interface Bench {
  readonly name: string;
  readonly title: Text;
  run(): Promise<BenchResult>;
}

/** The thing to compare with is not here: the bench has no answer, and says so. */
export class PeerAbsent extends Error {}

/** The middle one; of an even count the lower of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

export const ratioOf = ({ ours, baseline }: Pick<Comparison, 'ours' | 'baseline'>): number => ours / baseline;
