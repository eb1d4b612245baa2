import type { Control, Level } from './detectors.ts';

/** One period of a series, the oldest first. */
export interface Value {
  readonly period: string;
  /** Its first day. */
  readonly start: string;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly simulated: boolean;
  /** There is one, and it is withheld for being small. */
  readonly hidden: boolean;
  readonly cause: string | null;
}

/** A period as a detector sees it. */
export interface Judged extends Value {
  /** Whether there was a value and enough before it. */
  readonly known: boolean;
  readonly level: Level | null;
  /** Whether a quiet period counts towards the end: it is back where the process was, and no chart has merely begun anew. */
  readonly back: boolean;
  /** Anything by which it was judged is invented: itself, or a period before on which the detector is founded. */
  readonly onInvented: boolean;
  /** Where the lowest level begins, and the middle, in the unit of the series; null where the detector has none. */
  readonly lower: number | null;
  readonly centre: number | null;
  readonly upper: number | null;
  /** What is held against the limits where that is not the value: a moving average, or a sum in standard deviations. */
  readonly statistic: number | null;
}

export const unknown = {
  known: false,
  level: null,
  back: false,
  onInvented: false,
  lower: null,
  centre: null,
  upper: null,
  statistic: null,
} as const;
export type Verdict = Omit<Judged, keyof Value>;

export const wanted = (side: Control['side'], signal: 'high' | 'low' | null): boolean =>
  signal !== null && (side === 'both' || side === signal);
