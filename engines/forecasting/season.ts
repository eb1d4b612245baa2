/** How a season shows: as a share of the level, or as an amount beside it. */
export type SeasonKind = 'multiplicative' | 'additive';

/** A season of a fixed length, taken off a series. */
export interface Season {
  readonly kind: SeasonKind;
  readonly period: number;
  /** One number for each place in the season, the first for the first value of the series. */
  readonly indices: readonly number[];
  readonly adjusted: readonly number[];
}

/** One-sided 10 % point of the normal distribution, two-sided: how sure a season must be. */
const confident = 1.645;

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function autocorrelations(values: readonly number[], upTo: number): number[] {
  const mean = meanOf(values);
  const off = values.map((value) => value - mean);
  const all = off.reduce((sum, value) => sum + value * value, 0);
  return Array.from({ length: upTo }, (_, lag) => {
    let sum = 0;
    for (let index = lag + 1; index < off.length; index += 1)
      sum += (off[index] ?? 0) * (off[index - lag - 1] ?? 0);
    return all > 0 ? sum / all : 0;
  });
}

/**
 * Whether a series has a season of this length: its autocorrelation at that lag stands out, at 90 %, from what the nearer
 * ones make likely.
 *
 * Assimakopoulos and Nikolopoulos (2000), the test of the theta method; Bartlett's standard error.
 */
export function hasSeason(values: readonly number[], period: number): boolean {
  if (period < 2 || values.length < 3 * period) return false;
  const found = autocorrelations(values, period);
  const near = found.slice(0, -1).reduce((sum, value) => sum + value * value, 0);
  return Math.abs(found.at(-1) ?? 0) > confident * Math.sqrt((1 + 2 * near) / values.length);
}

/** Centred moving average over one season; undefined where it does not reach. */
function movingAverage(values: readonly number[], period: number): (number | undefined)[] {
  const half = Math.floor(period / 2);
  const isEven = period % 2 === 0;
  return values.map((_, index) => {
    if (index < half || index + half >= values.length) return undefined;
    const window = values.slice(index - half, index + half + 1);
    const ends = isEven ? ((window[0] ?? 0) + (window.at(-1) ?? 0)) / 2 : 0;
    const sum = window.reduce((total, value) => total + value, 0);
    return isEven ? (sum - ends) / period : sum / period;
  });
}

/**
 * Takes a season off by classical decomposition: what each place of the season is, on average, of the moving average. As a
 * share where every value is above zero, else as an amount.
 * @param values at least two seasons
 */
export function takeSeasonOff(values: readonly number[], period: number): Season {
  const kind: SeasonKind = values.every((value) => value > 0) ? 'multiplicative' : 'additive';
  const trend = movingAverage(values, period);
  const sums = Array.from({ length: period }, () => ({ sum: 0, count: 0 }));
  for (const [index, value] of values.entries()) {
    const level = trend[index];
    const place = sums[index % period];
    if (level === undefined || !place) continue;
    place.sum += kind === 'additive' ? value - level : value / level;
    place.count += 1;
  }
  const neutral = kind === 'additive' ? 0 : 1;
  const raw = sums.map(({ sum, count }) => (count > 0 ? sum / count : neutral));
  const mean = meanOf(raw);
  const indices = raw.map((index) => (kind === 'additive' ? index - mean : index / mean));
  // A place whose share is nothing cannot be divided by.
  if (kind === 'multiplicative' && indices.some((index) => index < 0.01))
    return withIndices(
      values,
      'multiplicative',
      indices.map(() => 1),
    );
  return withIndices(values, kind, indices);
}

function withIndices(values: readonly number[], kind: SeasonKind, indices: readonly number[]): Season {
  const adjusted = values.map((value, index) => {
    const at = indices[index % indices.length] ?? 0;
    return kind === 'additive' ? value - at : value / at;
  });
  return { kind, period: indices.length, indices, adjusted };
}

/**
 * Puts the season back on values that begin at a place of the series.
 * @param from place of the first of them in the series, counted from nothing
 */
export function putSeasonBack(season: Season, values: readonly number[], from: number): number[] {
  return values.map((value, index) => {
    const at = season.indices[(from + index) % season.period] ?? 0;
    return season.kind === 'additive' ? value + at : value * at;
  });
}
