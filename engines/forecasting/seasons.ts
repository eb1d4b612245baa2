import { bridged, effectOn, effectsOf, type MarkEffect, type Marks } from './days.ts';
import { mstl, type Decomposition } from './stl.ts';

/** How a season shows: as a share of the level, or as an amount beside it. */
export type SeasonKind = 'multiplicative' | 'additive';

/** Seasons and the effects of marked values, taken off a series. */
export interface SeasonsOff {
  readonly kind: SeasonKind;
  /** Those seasons that stand out, the shortest first. */
  readonly periods: readonly number[];
  readonly effects: readonly MarkEffect[];
  readonly adjusted: readonly number[];
  /** How many numbers the seasons and effects take up, about. */
  readonly places: number;
  /** Puts seasons and effects on values that follow the series. */
  back(values: readonly number[]): number[];
}

/** One-sided 10 % point of the normal distribution, two-sided: how sure a season must be. */
const confident = 1.645;
/** A season shows over two of it. */
const leastSeasons = 2;
/** Of that many seasons in its window a smoothed place uses one number: tricube weights count the near ones most. */
const seasonsForOne = 6;

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function correlationAt(values: Float64Array, lag: number): number {
  const middle = mean(values);
  let [together, all] = [0, 0];
  for (let index = 0; index < values.length; index += 1) {
    const off = (values[index] ?? 0) - middle;
    all += off * off;
    if (index >= lag) together += off * ((values[index - lag] ?? 0) - middle);
  }
  return all > 0 ? (together / all) * (values.length / (values.length - lag)) : 0;
}

/**
 * Whether a season that was taken off stands out: what is left with it comes again after its length more surely, at 95 %,
 * than what is left without it makes likely (Bartlett's standard error, over the nearest lags).
 */
function standsOut(season: Float64Array, rest: Float64Array, period: number): boolean {
  const both = season.map((value, index) => value + (rest[index] ?? 0));
  let near = 0;
  for (let lag = 1; lag < Math.min(period, 30); lag += 1) near += correlationAt(rest, lag) ** 2;
  const error = Math.sqrt((1 + 2 * near) / (rest.length - period));
  return correlationAt(both, period) > confident * error;
}

/** Decomposes with the seasons given, and again without those that do not stand out. */
function standing(values: Float64Array, periods: readonly number[]) {
  const first = mstl(values, periods);
  const kept = periods.filter((period, at) => {
    const season = first.seasons[at];
    return season !== undefined && standsOut(season, first.rest, period);
  });
  return { periods: kept, parts: kept.length === periods.length ? first : mstl(values, kept) };
}

interface Found {
  readonly periods: readonly number[];
  readonly parts: Decomposition;
  readonly effects: readonly MarkEffect[];
}

/** Seasons and effects by turns: each is estimated while the other is off. */
function find(values: Float64Array, periods: readonly number[], marks: readonly Marks[]): Found {
  const hasMarks = marks.some((each) => each.length > 0);
  if (!hasMarks) return { ...standing(values, periods), effects: [] };
  let found = standing(bridged(values, marks, periods[0] ?? 1), periods);
  let effects: MarkEffect[] = [];
  for (let round = 0; round < 2; round += 1) {
    const { trend, seasons } = found.parts;
    const left = Array.from(values, (value, index) =>
      seasons.reduce((sum, season) => sum - (season[index] ?? 0), value - (trend[index] ?? 0)),
    );
    effects = effectsOf(left, marks);
    const off = effectOn(marks, effects);
    found = standing(
      values.map((value, index) => value - (off[index] ?? 0)),
      found.periods,
    );
  }
  return { ...found, effects };
}

/** What the last season says of a place behind the end of a series. */
const seasonAhead = (season: Float64Array, period: number, step: number): number =>
  season[season.length - period + (step % period)] ?? 0;

/**
 * Takes the seasons off a series, and what marked values (holidays, adjusted working days) are beside them. As shares
 * where every value is above zero, else as amounts. Each season goes on as its last one was.
 * @param periods those of one value are none; those of which the series holds less than two are left out
 * @param marks of the values and of those that are to be said; empty where nothing is marked
 */
export function takeSeasonsOff(
  values: readonly number[],
  periods: readonly number[],
  marks: readonly Marks[],
): SeasonsOff {
  const kind: SeasonKind = values.every((value) => value > 0) ? 'multiplicative' : 'additive';
  const isShare = kind === 'multiplicative';
  const scaled = Float64Array.from(values, (value) => (isShare ? Math.log(value) : value));
  const fitting = [...new Set(periods)]
    .filter((period) => period > 1 && values.length >= leastSeasons * period)
    .toSorted((a, b) => a - b);
  const past = values.map((_, index) => marks[index] ?? []);
  const { periods: kept, parts, effects } = find(scaled, fitting, past);
  const { seasons } = parts;
  const known = effectOn(past, effects);
  const ahead = effectOn(marks.slice(values.length), effects);
  const put = (value: number, by: number) => (isShare ? value * Math.exp(by) : value + by);
  const on = (index: number) =>
    seasons.reduce((sum, season) => sum + (season[index] ?? 0), known[index] ?? 0);
  return {
    kind,
    periods: kept,
    effects,
    adjusted: values.map((value, index) => put(value, -on(index))),
    places: kept.reduce(
      (sum, period) => sum + (period - 1) * Math.max(1, values.length / period / seasonsForOne),
      effects.filter(({ effect }) => effect !== 0).length,
    ),
    back: (said) =>
      said.map((value, step) =>
        put(
          value,
          kept.reduce(
            (sum, period, at) => sum + seasonAhead(seasons[at] ?? new Float64Array(), period, step),
            ahead[step] ?? 0,
          ),
        ),
      ),
  };
}
