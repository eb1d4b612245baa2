import type { Fit } from './fit.ts';
import { halfWidths } from './intervals.ts';
import { hasSeason, putSeasonBack, takeSeasonOff, type SeasonKind } from './season.ts';
import { chooseSmoothing } from './smoothing.ts';
import { fitTheta } from './theta.ts';

export interface ForecastOptions {
  /** How many values to say, 1 or more. */
  readonly horizon: number;
  /** Values in a season: 12 for months of years, 7 for days of weeks; 1, the default, for none. */
  readonly period?: number;
  /** Share of the values to come that should lie within the interval; 0.95 unless told. */
  readonly level?: number;
  /** Values that the measure cannot go below or above: counts are not negative, shares are at most 1. */
  readonly least?: number;
  readonly most?: number;
}

export interface ForecastPoint {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

export interface Forecast {
  readonly points: readonly ForecastPoint[];
  /** How the season that was found shows; undefined where none was found. */
  readonly season: SeasonKind | undefined;
  /** Root of the mean square of what one step would have been wrong by, in the unit of the values, without season. */
  readonly error: number;
}

/** Fewer values than this say nothing about their errors. */
export const leastValues = 6;

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;

function check(values: readonly number[], { horizon, period = 1, level = 0.95 }: ForecastOptions): void {
  const wrong = [
    values.length < leastValues && `a forecast wants ${leastValues} values or more, not ${values.length}`,
    !values.every((value) => Number.isFinite(value)) && 'every value of a series is a finite number',
    !isCount(horizon) && 'a horizon is 1 or more',
    !isCount(period) && 'a season has 1 value or more',
    !(level > 0 && level < 1) && 'a level lies between 0 and 1',
  ].find((reason) => reason !== false);
  if (wrong !== undefined) throw new RangeError(wrong);
}

/** The mean of two fits. */
function meanOf(one: Fit, other: Fit): Pick<Fit, 'ahead'> {
  return {
    ahead: (upTo, horizon) => {
      const second = other.ahead(upTo, horizon);
      return one.ahead(upTo, horizon).map((value, index) => (value + (second[index] ?? 0)) / 2);
    },
  };
}

/**
 * Says the values that come next, and between which bounds they should lie. One method for every series: the season, where
 * there is one, is taken off; the mean of the dynamic optimised theta model and of exponential smoothing with the trend
 * that Akaike's corrected criterion chooses goes on; the season is put back. A mean of two different methods is wrong by
 * less than either most of the time (Bates and Granger 1969; M3 and M4 found it again).
 * @param values at least six finite numbers at equal distances, the oldest first
 * @throws RangeError when the values or the options are none of these
 */
export function forecast(values: readonly number[], options: ForecastOptions): Forecast {
  check(values, options);
  const { horizon, period = 1, level = 0.95, least = -Infinity, most = Infinity } = options;
  const season = hasSeason(values, period) ? takeSeasonOff(values, period) : undefined;
  const plain = season?.adjusted ?? values;
  const { ahead } = meanOf(fitTheta(plain), chooseSmoothing(plain));
  const middle = ahead(plain.length, horizon);
  const { half, near } = halfWidths(plain, { ahead, horizon, level, places: season ? period - 1 : 0 });
  const back = (offset: number) => {
    const moved = middle.map((value, index) => value + offset * (half[index] ?? 0));
    const whole = season ? putSeasonBack(season, moved, values.length) : moved;
    return whole.map((value) => Math.min(most, Math.max(least, value)));
  };
  const [lower, upper] = [back(-1), back(1)];
  return {
    points: back(0).map((value, index) => ({
      value,
      lower: lower[index] ?? value,
      upper: upper[index] ?? value,
    })),
    season: season?.kind,
    error: near,
  };
}
