import { studentQuantile } from './distributions.ts';
import type { Fit } from './fit.ts';

/**
 * How many values the estimates of a combined forecast use up, beside those of a season: its parameters are chosen to fit the
 * very values that its errors are measured on, so they are smaller than those to come.
 */
const spent = 6;
/** The same for each place of a season. */
const spentBySeason = 1.5;
/** Errors grow with this power of the horizon where nothing else is known; ½ would be a random walk. */
const growth = 0.8;
/** So much weight of independent errors is needed to believe another power as much as that one. */
const believed = 6;
/**
 * Errors of values above nothing grow with this power of their level: between counts, whose spread is the root of them (½),
 * and what is wrong by a share (1).
 */
const growthWithLevel = 0.75;
/** No level is taken for less than this share of the mean one. */
const lowestLevel = 0.1;
/** Origins before this one say nothing yet. */
const firstOrigin = 3;
/** Of a long series so many places are looked ahead from, at equal distances: more would say the same. */
const mostOrigins = 400;

const meanSquare = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value * value, 0) / values.length;

type ScaleOf = (said: number) => number;

/** How large errors are at a level, beside those at the mean one. */
function scaleIn(values: readonly number[]): ScaleOf {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const least = Math.min(...values);
  if (least <= 0) return () => 1;
  return (said) => (Math.max(said, least, lowestLevel * mean) / mean) ** growthWithLevel;
}

/** Errors of each horizon at the mean level, over all the places of a series from which one could have looked ahead. */
function errorsAhead(
  values: readonly number[],
  { horizon, ahead, scaleOf }: Pick<Fit, 'ahead'> & { horizon: number; scaleOf: ScaleOf },
): number[][] {
  const errors: number[][] = Array.from({ length: horizon }, () => []);
  const every = Math.ceil(values.length / mostOrigins);
  const from = Math.max(firstOrigin, (values.length - 1) % every);
  for (let upTo = from; upTo < values.length; upTo += every) {
    const said = ahead(upTo, Math.min(horizon, values.length - upTo));
    for (const [step, forecast] of said.entries())
      errors[step]?.push(((values[upTo + step] ?? 0) - forecast) / scaleOf(forecast));
  }
  return errors;
}

/**
 * The power of the horizon that errors grow with: the slope of their logarithms, each horizon weighed by how many errors of
 * it do not overlap, drawn towards the power that is assumed.
 */
function powerOf(errors: readonly (readonly number[])[], near: number): number {
  let [over, under] = [believed * growth, believed];
  for (const [step, each] of errors.entries()) {
    const size = Math.sqrt(meanSquare(each));
    if (step === 0 || !(size > 0) || near === 0) continue;
    const far = Math.log(step + 1);
    const weight = (each.length / (step + 1) / errors.length) * far * far;
    over += (weight * Math.log(size / near)) / far;
    under += weight;
  }
  return Math.max(0, over / under);
}

interface Widths {
  /** Of each horizon. */
  readonly half: readonly number[];
  /** Root of the mean square of the errors of one step, at the mean level. */
  readonly near: number;
}

/**
 * Half the width of the interval of each horizon: from the errors that the method would have made from every earlier place
 * of the series with the same parameters, widened by what estimating them has used up, growing with the horizon as they did
 * and, where all values are above nothing, with the level. The distribution is Student's.
 *
 * The constants were set on M3, the one of the level on M3, M1 and the tourism competition together.
 * @param values without season
 * @param places of the season that was taken off; 0 for none
 * @param level share of the values to come that should lie within, as 0.95
 */
export function halfWidths(
  values: readonly number[],
  { ahead, places, horizon, level }: Pick<Fit, 'ahead'> & { places: number; horizon: number; level: number },
): Widths {
  const scaleOf = scaleIn(values);
  const errors = errorsAhead(values, { horizon, ahead, scaleOf });
  const near = Math.sqrt(meanSquare(errors[0] ?? []));
  const count = Math.max(0, values.length - firstOrigin);
  const free = Math.max(count - Math.min(count * 0.6, spent + places * spentBySeason), 2);
  const quantile = studentQuantile((1 + level) / 2, Math.max(3, free));
  const power = powerOf(errors, near);
  const wide = quantile * near * Math.sqrt(count / free);
  const half = ahead(values.length, horizon).map((said, step) => scaleOf(said) * wide * (step + 1) ** power);
  return { half, near };
}
