import { minimise } from './minimise.ts';
import type { Fit } from './fit.ts';

/** Smoothing is kept off both ends, where the level stands still or forgets everything (Fiorucci et al. §4). */
const lowest = 0.1;
const highest = 0.99;

interface Parameters {
  readonly level: number;
  readonly alpha: number;
  readonly theta: number;
}

/**
 * Walks over a series as the dynamic optimised theta model does and goes on `horizon` steps behind its end, its own
 * forecasts in the place of what was not seen.
 * @returns one-step forecasts of the series, followed by the forecasts
 */
function walk(values: readonly number[], horizon: number, { level, alpha, theta }: Parameters): number[] {
  const said: number[] = [];
  const weight = 1 - 1 / theta;
  let smoothed = level;
  let mean = 0;
  let slope = 0;
  let origin = 0;
  let forgotten = 1;
  for (let t = 1; t <= values.length + horizon; t += 1) {
    const next = forgotten * (1 - alpha);
    said.push(smoothed + weight * (forgotten * origin + ((1 - next) / alpha) * slope));
    forgotten = next;
    const value = values[t - 1] ?? said[t - 1] ?? 0;
    smoothed = alpha * value + (1 - alpha) * smoothed;
    if (t > 1) slope = ((t - 2) * slope + (6 * (value - mean)) / t) / (t + 1);
    mean = ((t - 1) * mean + value) / t;
    origin = mean - (slope * (t + 1)) / 2;
  }
  return said;
}

/** What the first two values say is left out: the line has no slope before the third. */
const unsure = 2;

function squares(values: readonly number[], said: readonly number[]): number {
  let sum = 0;
  for (let index = unsure; index < values.length; index += 1)
    sum += ((values[index] ?? 0) - (said[index] ?? 0)) ** 2;
  return sum;
}

/**
 * The dynamic optimised theta model: a level by exponential smoothing and a line fitted anew at each step, joined by a weight
 * that is estimated with them. Values without season.
 *
 * Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler, "Models for optimising the theta method and their relationship
 * to state space models", International Journal of Forecasting 32 (2016), §3.3 (DOTM).
 * @param values at least three
 */
export function fitTheta(values: readonly number[]): Fit {
  const first = values[0] ?? 0;
  const scale = Math.max(...values) - Math.min(...values) || 1;
  const read = ([level = 0, alpha = 0, theta = 0]: readonly number[]): Parameters => ({
    level,
    alpha,
    theta,
  });
  const { at } = minimise(
    (point) => {
      const { alpha, theta } = read(point);
      if (alpha < lowest || alpha > highest || theta < 1) return Infinity;
      return squares(values, walk(values, 0, read(point)));
    },
    [first / 2, 0.5, 2],
    { steps: [scale / 2, 0.2, 1] },
  );
  const found = read(at);
  return {
    parameters: at.length,
    said: walk(values, 0, found),
    skipped: unsure,
    ahead: (upTo, horizon) => walk(values.slice(0, upTo), horizon, found).slice(upTo),
  };
}
