/** Why a service disappointed. Grades are the five of the national 好差评: 5 非常满意 … 1 非常不满意 (GB/T 39735). */
export const reasons = ['slow', 'unclear', 'papers', 'manner', 'place', 'outcome'] as const;

/** Grades that the owner must look into. */
export const isBad = (grade: number): boolean => grade <= 2;

/** Fewer answers than this are not shown: who gave them could be guessed. */
export const leastShown = 5;

/**
 * Interval of a share by the score of Wilson (1927), 95 %.
 * @param good how many of them, whole
 * @param all how many there are, more than 0
 * @returns shares from 0 to 1
 */
export function wilson(good: number, all: number): { readonly low: number; readonly high: number } {
  const z = 1.959_964;
  const share = good / all;
  const centre = share + (z * z) / (2 * all);
  const spread = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  const under = 1 + (z * z) / all;
  return { low: Math.max(0, (centre - spread) / under), high: Math.min(1, (centre + spread) / under) };
}
