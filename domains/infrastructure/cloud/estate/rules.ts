/** What is counted of a cloud: cores, gigabytes of memory, gigabytes of storage. */
export interface Amounts {
  readonly cpu: number;
  readonly memoryGb: number;
  readonly storageGb: number;
}

export const dimensions = ['cpu', 'memoryGb', 'storageGb'] as const;
export type Dimension = (typeof dimensions)[number];

export const nothing: Amounts = { cpu: 0, memoryGb: 0, storageGb: 0 };

/** A rule of this platform, told wherever its result is shown: a month of little work, with no busy hour in it. */
export const lowUse = { days: 30, observedDays: 7, meanBelow: 10, peakBelow: 30, memoryBelow: 30 } as const;

/** Days of observations that a straight line is laid through, at least. */
const leastForLine = 14;

/**
 * In which dimensions a grant would promise more than there is. Taking less, or keeping what one has, is always possible:
 * a pool that shrank below what was promised stops new promises and takes nothing away.
 * @param others what all other departments are promised
 */
export const exceeded = (
  pool: Amounts,
  others: Amounts,
  now: Amounts,
  granted: Amounts,
): { readonly dimension: Dimension; readonly free: number }[] =>
  dimensions.flatMap((dimension) => {
    const free = Math.max(0, pool[dimension] - others[dimension]);
    return granted[dimension] > now[dimension] && granted[dimension] > free ? [{ dimension, free }] : [];
  });

/** In which dimensions a grant lies below what the department's machines already hold. */
export const belowHeld = (granted: Amounts, held: Amounts): Dimension[] =>
  dimensions.filter((dimension) => granted[dimension] < held[dimension]);

export interface Line {
  /** Change of the value from a day to the next. */
  readonly perDay: number;
  /** Value of the line so many days after the last day. */
  readonly ahead: number;
  readonly basis: number;
}

/**
 * A straight line through daily values by least squares (Legendre 1805), drawn on. It knows no season and no plan.
 * @param values one a day, the oldest first; days without observations are null
 * @param days how far ahead
 * @returns undefined with fewer than 14 observed days
 */
export function straightLine(values: readonly (number | null)[], days: number): Line | undefined {
  const points = values.flatMap((value, day) => (value === null ? [] : [{ day, value }]));
  if (points.length < leastForLine) return undefined;
  const mean = (of: (point: { day: number; value: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [day, value] = [mean((point) => point.day), mean((point) => point.value)];
  const spread = points.reduce((sum, point) => sum + (point.day - day) ** 2, 0);
  const together = points.reduce((sum, point) => sum + (point.day - day) * (point.value - value), 0);
  const perDay = together / spread;
  return { perDay, ahead: value + perDay * (values.length - 1 + days - day), basis: points.length };
}
