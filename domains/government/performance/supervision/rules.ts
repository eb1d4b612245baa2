import type { Outcome } from './names.ts';

/** Points for time and for quality; together 100. */
const forTime = 60;
const forEachLateDay = 5;

/**
 * The score of one unit in one matter: 60 for being in time, five less for each working day late, and two fifths of the quality
 * (0 to 100) that the office found. Who has done a part has half the points for time, who has done nothing none.
 */
export function scoreOf({
  lateDays,
  quality,
  outcome,
}: {
  readonly lateDays: number;
  readonly quality: number;
  readonly outcome: Outcome;
}): number {
  const time = Math.max(0, forTime - forEachLateDay * lateDays);
  const share = { met: 1, partly: 0.5, unmet: 0 }[outcome];
  return Math.round(time * share + 0.4 * quality);
}
