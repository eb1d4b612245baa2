/**
 * How a period is counted. `calendar-days` and `working-days` run in whole days, from the day after (民法典 art. 201);
 * `working-hours` run in office hours, `hours` run day and night; both from the moment itself.
 */
export const units = ['hours', 'working-hours', 'calendar-days', 'working-days'] as const;
export type Unit = (typeof units)[number];

export interface Term {
  readonly unit: Unit;
  /** Whole, not negative. */
  readonly amount: number;
}

/** Time in which the clock stands: from the stop to the resumption, or still standing. Instants. */
export interface Pause {
  readonly from: string;
  readonly to: string | null;
}

export interface CountOptions {
  /** The day of the beginning counts as the first; not said otherwise it does not (民法典 art. 201). */
  readonly countStart?: boolean;
  /** A calendar period that ends on a day off ends on the next working day (民法典 art. 203); true when absent. */
  readonly roll?: boolean;
  /** The last day ends at midnight, or with the office hours (民法典 art. 203); `midnight` when absent. */
  readonly ends?: 'midnight' | 'office';
  readonly pauses?: readonly Pause[];
}

/** Whether what was reckoned rests on published years only. */
export interface Certainty {
  readonly certain: boolean;
  /** The first day that was counted by its weekday alone. */
  readonly uncertainFrom: string | null;
}

/** @throws RangeError */
export function requireTerm({ unit, amount }: Term): void {
  if (!units.includes(unit)) throw new RangeError(`not a unit: ${String(unit)}`);
  if (!Number.isSafeInteger(amount) || amount < 0 || amount > 100_000)
    throw new RangeError(`not an amount of ${unit}: ${amount}`);
}
