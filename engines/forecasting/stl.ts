import { loess, loessAt } from './loess.ts';

export interface StlOptions {
  /** Values in a season, 2 or more. */
  readonly period: number;
  /** Odd: over how many seasons each place of the season is smoothed. */
  readonly window: number;
}

export interface Stl {
  readonly season: Float64Array;
  readonly trend: Float64Array;
}

/** How often season and trend are taken off each other; two are enough without weights (Cleveland et al. 1990, §3.4). */
const rounds = 2;

/** The smallest odd number that is not below. */
const oddAbove = (value: number): number => {
  const whole = Math.ceil(value);
  return whole % 2 === 1 ? whole : whole + 1;
};

function movingMean(values: Float64Array, length: number): Float64Array {
  const means = new Float64Array(values.length - length + 1);
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) {
    sum += (values[index] ?? 0) - (index >= length ? (values[index - length] ?? 0) : 0);
    if (index >= length - 1) means[index - length + 1] = sum / length;
  }
  return means;
}

/** Each place of the season smoothed over the seasons, and said one season before the first and one behind the last. */
function placesSmoothed(values: Float64Array, { period, window }: StlOptions): Float64Array {
  const longer = new Float64Array(values.length + 2 * period);
  for (let place = 0; place < period; place += 1) {
    const own = values.filter((_, index) => index % period === place);
    const last = own.length - 1;
    const options = { window, degree: 0 } as const;
    const smooth = loess(own, options);
    const before = loessAt(own, -1, { from: 0, to: Math.min(window, own.length) - 1 }, options);
    const behind = loessAt(own, last + 1, { from: Math.max(0, last - window + 1), to: last }, options);
    longer[place] = before ?? smooth[0] ?? 0;
    for (const [at, value] of smooth.entries()) longer[place + (at + 1) * period] = value;
    longer[place + (last + 2) * period] = behind ?? smooth.at(-1) ?? 0;
  }
  return longer;
}

/**
 * Takes a series apart into a season that may change slowly, a trend, and the rest: STL without the weights against outliers,
 * the places of the season smoothed by levels, as R's `stl` does unless told otherwise.
 *
 * Cleveland, Cleveland, McRae and Terpenning, "STL: a seasonal-trend decomposition procedure based on loess", Journal of
 * Official Statistics 6 (1990).
 * @param values at least two seasons
 */
export function stl(values: Float64Array, options: StlOptions): Stl {
  const { period, window } = options;
  const lowPass = { window: oddAbove(period), degree: 1 } as const;
  const trending = { window: oddAbove((1.5 * period) / (1 - 1.5 / window)), degree: 1 } as const;
  let trend: Float64Array = new Float64Array(values.length);
  let season: Float64Array = new Float64Array(values.length);
  for (let round = 0; round < rounds; round += 1) {
    const off = trend;
    const places = placesSmoothed(
      values.map((value, index) => value - (off[index] ?? 0)),
      options,
    );
    const low = loess(movingMean(movingMean(movingMean(places, period), period), 3), lowPass);
    season = values.map((_, index) => (places[index + period] ?? 0) - (low[index] ?? 0));
    const own = season;
    trend = loess(
      values.map((value, index) => value - (own[index] ?? 0)),
      trending,
    );
  }
  return { season, trend };
}

/** Values over which a trend goes where there is no season: longer than the month about the Spring Festival, twice. */
const trendAlone = 61;

/** Over how many seasons each season is smoothed, the shortest first (Bandara, Hyndman and Bergmeir 2021, §3). */
const windowOf = (at: number): number => 11 + 4 * at;

export interface Decomposition {
  /** One for each period, in the order given. */
  readonly seasons: readonly Float64Array[];
  readonly trend: Float64Array;
  readonly rest: Float64Array;
}

/**
 * Takes a series apart that has several seasons at once, as hours have days and weeks: each season is taken off by STL while
 * the others are off, twice. Seasons, trend and rest add up to the values.
 *
 * Bandara, Hyndman and Bergmeir, "MSTL: a seasonal-trend decomposition algorithm for time series with multiple seasonal
 * patterns" (2021); windows 11, 15, 19 … as there.
 * @param periods ascending, each 2 or more, twice the longest at most the length of the series; none for a trend alone
 */
export function mstl(values: Float64Array, periods: readonly number[]): Decomposition {
  const seasons: Float64Array[] = periods.map(() => new Float64Array(values.length));
  let bare: Float64Array = values;
  let trend: Float64Array =
    periods.length > 0 ? new Float64Array() : loess(values, { window: trendAlone, degree: 1 });
  for (let round = 0; round < (periods.length > 1 ? 2 : 1); round += 1)
    for (const [at, period] of periods.entries()) {
      const before = seasons[at];
      const joined = bare.map((value, index) => value + (before?.[index] ?? 0));
      const found = stl(joined, { period, window: windowOf(at) });
      seasons[at] = found.season;
      trend = found.trend;
      bare = joined.map((value, index) => value - (found.season[index] ?? 0));
    }
  const level = trend;
  return { seasons, trend, rest: bare.map((value, index) => value - (level[index] ?? 0)) };
}
