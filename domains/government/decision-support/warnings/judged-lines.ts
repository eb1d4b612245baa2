import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import { readReleased, type ReleasedValue } from '#platform/sense/indicators';
import type { MeasureDefinition } from '#platform/sense/indicators/contract';
import type { Detector } from '../judging/detectors.ts';
import { judge, type Judged } from '../judging/judge.ts';
import type { Grain, Place } from '../shapes.ts';

/** What a rule sees of its measure. */
export interface Watched {
  readonly measure: string;
  readonly grain: Grain;
  readonly by: string | undefined;
  readonly where: Place;
  readonly detector: Detector;
  /** The rule is invented. */
  readonly simulated: boolean;
}

export interface ReadLine {
  readonly key: string;
  readonly place: Place;
  readonly title: Text;
  readonly values: readonly ReleasedValue[];
}

/** Periods in a year of the grain that come again. */
export const seasonOf = (grain: Grain): number => ({ day: 7, month: 12, quarter: 4, year: 1 })[grain];

/**
 * Fixed limits that are real are not held against invented values: of those nothing is known. Limits that are reckoned from
 * the series itself say nothing about the real city, and what they raise is marked with the values.
 */
const visible = (watched: Watched, value: ReleasedValue): ReleasedValue =>
  watched.detector.kind === 'limits' && value.simulated && !watched.simulated
    ? { ...value, value: null, numerator: null, denominator: null }
    : value;

/** Twenty-seven years of days: what a chart was founded on stays in sight for as long as the rule stands. */
const mostOfChart = 10_000;

/** The released values that a rule watches, a line for each place; undefined where the measure does not stand so. */
export async function readWatched(
  context: Context,
  db: Db,
  watched: Watched,
): Promise<{ readonly measure: MeasureDefinition; readonly lines: readonly ReadLine[] } | undefined> {
  const { measure, grain, by, where, detector } = watched;
  const most = detector.kind === 'control' ? mostOfChart : undefined;
  const found = await readReleased(context, db, { measure, grain, by, where, most });
  if (!found) return undefined;
  const lines = found.lines.map((line) => ({
    ...line,
    values: line.values.map((value) => visible(watched, value)),
  }));
  return { measure: found.measure, lines };
}

/** Judges a line from a day on. */
export function judgeLine(
  { detector, grain }: Pick<Watched, 'detector' | 'grain'>,
  { values }: Pick<ReadLine, 'values'>,
  { since, factor }: { readonly since: string; readonly factor: number },
): Judged[] {
  const first = values.findIndex(({ start }) => start >= since);
  if (first < 0) return [];
  return judge({ detector, values, since: first, factor, season: seasonOf(grain) });
}
