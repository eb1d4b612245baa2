import type { Fit } from './fit.ts';
import { halfWidths } from './intervals.ts';
import type { MarkEffect, Marks } from './days.ts';
import { takeSeasonsOff, type SeasonKind } from './seasons.ts';
import { chooseSmoothing } from './smoothing.ts';
import { fitTheta } from './theta.ts';

export interface ForecastOptions {
  /** How many values to say, 1 or more. */
  readonly horizon: number;
  /** Values in a season: 12 for months of years, 7 for days of weeks; 1, the default, for none. */
  readonly period?: number;
  /** Several seasons at once, in the place of `period`: 7 and 365 for days. Of a season the series wants two, or it is left out. */
  readonly periods?: readonly number[];
  /** What values are besides (holidays, adjusted working days), of those known and then of those to come. */
  readonly marks?: readonly Marks[];
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
  /** How what comes again shows (seasons, marks); undefined where nothing does. */
  readonly season: SeasonKind | undefined;
  /** Lengths of the seasons that were found. */
  readonly periods: readonly number[];
  /** What each mark does: an amount, or in logarithms where the season is multiplicative. */
  readonly effects: readonly MarkEffect[];
  /** Root of the mean square of what one step would have been wrong by at the mean level, in the unit of the values, without season. */
  readonly error: number;
}

/** Fewer values than this say nothing about their errors. */
export const leastValues = 6;

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;

function check(values: readonly number[], options: Required<ForecastOptions>): void {
  const { horizon, periods, marks, level } = options;
  const wrong = [
    values.length < leastValues && `a forecast wants ${leastValues} values or more, not ${values.length}`,
    !values.every((value) => Number.isFinite(value)) && 'every value of a series is a finite number',
    !isCount(horizon) && 'a horizon is 1 or more',
    !periods.every(isCount) && 'a season has 1 value or more',
    ![0, values.length + horizon].includes(marks.length) && 'marks are one for each value, known and to come',
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
 * Says the values that come next, and between which bounds they should lie. One method for every series: what comes again is
 * taken off (by MSTL, where it stands out, and holidays with it); the mean of the dynamic optimised theta model and of exponential smoothing with the trend that Akaike's corrected criterion chooses goes
 * on; what was taken off is put back. A mean of two different methods is wrong by less than either most of the time (Bates
 * and Granger 1969; M3 and M4 found it again).
 * @param values at least six finite numbers at equal distances, the oldest first
 * @throws RangeError when the values or the options are none of these
 */
export function forecast(values: readonly number[], options: ForecastOptions): Forecast {
  const { horizon, period = 1, periods = [period], marks = [] } = options;
  const { level = 0.95, least = -Infinity, most = Infinity } = options;
  check(values, { horizon, period, periods, marks, level, least, most });
  const off = takeSeasonsOff(values, periods, marks);
  const { ahead } = meanOf(fitTheta(off.adjusted), chooseSmoothing(off.adjusted));
  const middle = ahead(values.length, horizon);
  const { half, near } = halfWidths(off.adjusted, { ahead, horizon, level, places: off.places });
  const back = (offset: number) =>
    off
      .back(middle.map((value, index) => value + offset * (half[index] ?? 0)))
      .map((value) => Math.min(most, Math.max(least, value)));
  const [lower, upper] = [back(-1), back(1)];
  return {
    points: back(0).map((value, index) => ({
      value,
      lower: lower[index] ?? value,
      upper: upper[index] ?? value,
    })),
    season: off.periods.length > 0 || off.effects.some(({ effect }) => effect !== 0) ? off.kind : undefined,
    periods: off.periods,
    effects: off.effects,
    error: near,
  };
}
