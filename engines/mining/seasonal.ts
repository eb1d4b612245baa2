import { takeSeasonsOff } from '#engines/forecasting';
import { medianOf } from './numbers.ts';
import { findOutliers, type Outliers } from './outliers.ts';

/** A series without its season, as far as one stands out. @param period values in a season, 1 for none */
export const withoutSeason = (values: readonly number[], period: number): readonly number[] =>
  takeSeasonsOff(values, [period], []).adjusted;

/** So many values about each make its level, at least. */
const leastAbout = 7;

/** The median of the values about each, fewer at the ends: steps stay steps, and no single value moves it. */
function levelAbout(values: readonly number[], period: number): number[] {
  const reach = Math.floor(Math.max(leastAbout, period + 1) / 2);
  return values.map((_, at) => {
    const own = Math.min(reach, Math.max(at, 2), Math.max(values.length - 1 - at, 2));
    return medianOf(values.slice(Math.max(0, at - own), at + own + 1));
  });
}

/**
 * Outliers of a series beside its season and level. The season is taken off once more without those that were found first:
 * an outlier would pull its own place of the season along.
 * @param values at equal distances, the oldest first
 */
export function findOutliersInSeries(values: readonly number[], period: number): Outliers {
  const expectedOf = (given: readonly number[]) => {
    const { adjusted, kind } = takeSeasonsOff(given, [period], []);
    const levels = levelAbout(adjusted, period);
    return given.map((value, at) => {
      const bare = adjusted[at] ?? 0;
      const level = levels[at] ?? 0;
      return kind === 'multiplicative' ? level * (value / bare) : level + value - bare;
    });
  };
  const first = findOutliers(values, expectedOf(values));
  const off = new Map(first.outliers.map(({ at, expected }) => [at, expected]));
  return off.size === 0
    ? first
    : findOutliers(values, expectedOf(values.map((value, at) => off.get(at) ?? value)));
}
