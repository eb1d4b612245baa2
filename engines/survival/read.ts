import { normalQuantile } from '#engines/forecasting';
import type { Curve, Step } from './curve.ts';

/** A share between its bounds. */
export interface Share {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** How many steps lie at or before a time. */
function stepsUpTo({ steps }: Pick<Curve, 'steps'>, time: number): number {
  let [from, to] = [0, steps.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((steps[middle]?.time ?? Infinity) <= time) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The last step at or before a time; undefined before the first. */
export const stepAt = (curve: Pick<Curve, 'steps'>, time: number): Step | undefined =>
  curve.steps[stepsUpTo(curve, time) - 1];

/** Before the first step all go on. */
const beginning: Step = { time: 0, atRisk: 0, ended: 0, survival: 1, spread: 0 };

const survivalAfter = (curve: Curve, time: number): number => (stepAt(curve, time) ?? beginning).survival;

/** Whether any got to an age and went on. */
const isReached = (curve: Curve, age: number): boolean =>
  age <= curve.longest && survivalAfter(curve, age) > 0;

/** How many were watched past an age: those at the next time at which any ended, or what the last one left. */
export function watchedAfter(curve: Curve, age: number): number {
  const at = stepsUpTo(curve, age);
  const before = curve.steps[at - 1];
  return curve.steps[at]?.atRisk ?? (before ? before.atRisk - before.ended : curve.count);
}

/** Nothing, or everything, of so many: by the exact bound of Clopper and Pearson (1934). */
function allOrNone(value: number, of: number, level: number): Share {
  const far = 1 - ((1 - level) / 2) ** (1 / Math.max(1, of));
  return value > 0.5 ? { value: 1, lower: 1 - far, upper: 1 } : { value: 0, lower: 0, upper: far };
}

/**
 * Chance that what is going on at an age goes on past another: S(b) ⁄ S(a). The bounds are those of log(−log) (J. D. Kalbfleisch,
 * R. L. Prentice 1980) from Greenwood's sum between the two ages; where none or all ended in between, the exact ones.
 * @param age 0 for the plain survival
 * @param level share of such intervals that should hold the truth
 * @returns undefined where nothing is known of it: none got as old as `age`, or those who did were not watched until `until`
 */
export function goesOn(curve: Curve, age: number, until: number, level = 0.95): Share | undefined {
  const [from, to] = [stepAt(curve, age) ?? beginning, stepAt(curve, until) ?? beginning];
  const value = to.survival / from.survival;
  if (!isReached(curve, age) || (until > curve.longest && value > 0)) return undefined;
  if (value === 1 || value === 0) return allOrNone(value, watchedAfter(curve, age), level);
  const wide = (normalQuantile((1 + level) / 2) * Math.sqrt(to.spread - from.spread)) / Math.log(value);
  const [one, other] = [value ** Math.exp(wide), value ** Math.exp(-wide)];
  return { value, lower: Math.min(one, other), upper: Math.max(one, other) };
}

/**
 * How long it is from an age until half of those that got so old have ended.
 * @returns null where half had not ended when they were last watched; undefined where none got so old
 */
export function medianRemaining(curve: Curve, age = 0): number | null | undefined {
  const left = survivalAfter(curve, age);
  if (!isReached(curve, age) || curve.longest === 0) return undefined;
  const half = curve.steps.find(({ time, survival }) => time > age && survival <= left / 2 + 1e-12);
  return half ? half.time - age : null;
}

/**
 * Mean time that goes by from an age, what is past a horizon not counted: ∫ S(u) ⁄ S(a) du (J. O. Irwin, 1949).
 * @returns undefined where none got so old, or some went on at the longest time watched, before the horizon
 */
export function meanRemaining(curve: Curve, age: number, horizon: number): number | undefined {
  const left = survivalAfter(curve, age);
  const known = horizon <= curve.longest || survivalAfter(curve, horizon) === 0;
  if (!isReached(curve, age) || horizon < age || !known) return undefined;
  let [sum, at, survival] = [0, age, left];
  for (const step of curve.steps) {
    if (step.time > horizon) break;
    if (step.time > at) {
      sum += survival * (step.time - at);
      [at, survival] = [step.time, step.survival];
    }
  }
  return (sum + survival * (horizon - at)) / left;
}
