import { takeSeasonsOff } from '#engines/forecasting';
import { medianOf } from './numbers.ts';
import { findOutliers, type Outliers } from './outliers.ts';

/** Over fewer seasons a step cannot be told from a season, and no odd value is outvoted. */
const leastSeasons = 3;

/** A series without its season, as far as one stands out over three of it. @param period values in a season, 1 for none */
export const withoutSeason = (values: readonly number[], period: number): readonly number[] =>
  values.length < leastSeasons * period ? values : takeSeasonsOff(values, [period], []).adjusted;

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

/** What each place of the season is beside the level: by medians, so that no outlier pulls its own place along. */
function seasonAbout(values: readonly number[], levels: readonly number[], period: number): number[] {
  if (period < 2 || values.length < leastSeasons * period) return values.map(() => 0);
  const off = values.map((value, at) => value - (levels[at] ?? 0));
  const places = Array.from({ length: period }, (_, place) =>
    medianOf(off.filter((_each, at) => at % period === place)),
  );
  return values.map((_, at) => places[at % period] ?? 0);
}

/** Level and season by turns. */
function expectedOf(values: readonly number[], period: number): number[] {
  let season = values.map(() => 0);
  let levels: readonly number[] = season;
  for (let round = 0; round < 2; round += 1) {
    const known = season;
    levels = levelAbout(
      values.map((value, at) => value - (known[at] ?? 0)),
      period,
    );
    season = seasonAbout(values, levels, period);
  }
  return levels.map((level, at) => level + (season[at] ?? 0));
}

/** Of a series with more outliers than one in so many nothing is ordinary. */
const mostOf = 5;

/**
 * Outliers of a series beside its season and level, both by medians; of values all above nothing the season is a share. The
 * farthest is taken for what was likely before the next is looked for: beside a step it would make others look odd.
 * @param values at equal distances, the oldest first
 * @param period values in a season, 1 for none
 */
export function findOutliersInSeries(values: readonly number[], period: number): Outliers {
  const isShare = values.every((value) => value > 0);
  const likely = (given: readonly number[]) =>
    isShare ? expectedOf(given.map(Math.log), period).map(Math.exp) : expectedOf(given, period);
  let given = values;
  const off = new Set<number>();
  for (;;) {
    const found = findOutliers(values, likely(given));
    const next = found.outliers
      .filter(({ at }) => !off.has(at))
      .toSorted((one, other) => Math.abs(other.score) - Math.abs(one.score));
    const [worst] = next;
    if (!worst || off.size * mostOf >= values.length) return found;
    off.add(worst.at);
    given = given.with(worst.at, worst.expected);
  }
}
