import { misplaced, usedLevels, type ByLevel, type Detector } from './detectors.ts';
import type { Episode } from './episodes.ts';

/** What people have found, against which another width of a detector is held. */
export interface Experience {
  /** Periods of warnings that were judged, by place. */
  readonly judged: readonly {
    readonly placeKey: string;
    readonly begins: string;
    readonly last: string;
    readonly verdict: string;
  }[];
  readonly missed: readonly { readonly placeKey: string; readonly start: string }[];
}

/** What a detector would have done with what is known. */
export interface Score {
  readonly raised: number;
  readonly right: number;
  readonly wrong: number;
  /** Missed events that it would have raised. */
  readonly found: number;
  /** Raised where nobody has said what it was. */
  readonly unknown: number;
}

export interface RaisedAt extends Pick<Episode, 'begins' | 'last'> {
  readonly placeKey: string;
}

/** Holds what a detector raises on history against what people found of it. O(raised × known). */
export function scoreOf(raised: readonly RaisedAt[], { judged, missed }: Experience): Score {
  const touches = (one: RaisedAt, key: string, begins: string, last: string) =>
    one.placeKey === key && one.begins <= last && begins <= one.last;
  const again = (verdict: string) =>
    judged.filter(
      (each) =>
        each.verdict === verdict && raised.some((one) => touches(one, each.placeKey, each.begins, each.last)),
    ).length;
  const seen = (one: RaisedAt) =>
    judged.some((each) => touches(one, each.placeKey, each.begins, each.last)) ||
    missed.some(({ placeKey, start }) => touches(one, placeKey, start, start));
  return {
    raised: raised.length,
    right: again('true'),
    wrong: again('false'),
    found: missed.filter(({ placeKey, start }) => raised.some((one) => touches(one, placeKey, start, start)))
      .length,
    unknown: raised.filter((one) => !seen(one)).length,
  };
}

/** What a true warning or a found event is worth in false alarms. */
const worth = 3;
/** What nobody has looked at costs a little, for somebody would have to. */
const unseen = 0.25;

export const valueOf = ({ right, found, wrong, unknown }: Score): number =>
  worth * (right + found) - wrong - unseen * unknown;

const mapped = (said: ByLevel, to: (at: number) => number): ByLevel =>
  Object.fromEntries(usedLevels(said).map(({ level, at }) => [level, to(at)]));

const rounded = (value: number): number => Number(value.toPrecision(4));

/**
 * The same detector, wider or narrower.
 * @param by 0.5 is half of what is usual farther out; negative: narrower
 * @param spread of single values, for fixed limits, in their own unit
 */
export function widened(detector: Detector, by: number, spread: number): Detector {
  if (detector.kind === 'control')
    return {
      ...detector,
      levels: mapped(detector.levels, (at) => rounded(Math.max(0.1, at * (1 + by / 4)))),
    };
  if (detector.kind === 'forecast') {
    // A level of 0.95 leaves out one in twenty; half as wide again as what is left out.
    const moved = (at: number) => Math.min(0.9999, Math.max(0.51, 1 - (1 - at) * 2 ** -by));
    return { ...detector, levels: mapped(detector.levels, (at) => rounded(moved(at))) };
  }
  const away = (detector.direction === 'above' ? 1 : -1) * by * spread;
  const levels = mapped(detector.levels, (at) => rounded(at + away));
  return {
    ...detector,
    levels,
    ...(detector.clear === undefined ? {} : { clear: rounded(detector.clear + away) }),
  };
}

const moves = [-3, -2, -1, -0.5, 0.5, 1, 1.5, 2, 3, 4, 6, 9];
/** Each forecast costs as much as a hundred comparisons. */
const fewMoves = [-1, 1, 2, 4];

/** The same detector in other places, to see whether it would have been better there; none that could not be saved. */
export const movedAbout = (detector: Detector, spread: number): Detector[] =>
  (detector.kind === 'forecast' ? fewMoves : moves)
    .map((by) => widened(detector, by, spread))
    .filter((moved) => misplaced(moved) === undefined);

/** Verdicts that one request may ask for, some seconds of work: a forecast is a whole model. */
const mostVerdicts = { forecast: 6000, other: 600_000 } as const;

/** How many places one request may judge, 1 or more: each takes a verdict for each period and level. */
export function placesWithin({ kind, levels }: Detector, periods: number): number {
  const most = kind === 'forecast' ? mostVerdicts.forecast : mostVerdicts.other;
  return Math.max(1, Math.floor(most / (periods * usedLevels(levels).length)));
}

/** Fewer judgements than this say nothing about a limit. */
export const leastExperience = 3;

export interface Proposal {
  readonly detector: Detector;
  readonly score: Score;
}

/**
 * The best among some detectors, if it is better than the one in force: fewer false alarms, none of the true ones lost for
 * less than three of them, missed events found.
 * @returns undefined where nothing is better, or too little is known
 */
export function better(
  present: Score,
  others: readonly Proposal[],
  { judged, missed }: Experience,
): Proposal | undefined {
  if (judged.length + missed.length < leastExperience) return undefined;
  const [best] = others.toSorted((one, other) => valueOf(other.score) - valueOf(one.score));
  return best && valueOf(best.score) > valueOf(present) ? best : undefined;
}

/** Spread of single values: the middle of how far they lie from their middle, as a standard deviation. */
export function spreadOf(values: readonly number[]): number {
  const middle = (of: readonly number[]): number =>
    of.toSorted((one, other) => one - other)[Math.floor(of.length / 2)] ?? 0;
  const centre = middle(values);
  return 1.4826 * middle(values.map((value) => Math.abs(value - centre))) || Math.abs(centre) / 10 || 1;
}
