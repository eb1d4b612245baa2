import {
  counts,
  cusum,
  estimate,
  estimateRate,
  ewma,
  individuals,
  type ChartPoint,
  type CusumPoint,
} from '#engines/control-charts';
import { forecast, leastValues } from '#engines/forecasting';
import {
  usedLevels,
  type Control,
  type Departure,
  type Detector,
  type Level,
  type Limits,
} from './detectors.ts';

/** One period of a series, the oldest first. */
export interface Value {
  readonly period: string;
  /** Its first day. */
  readonly start: string;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly simulated: boolean;
  readonly cause: string | null;
}

/** A period as a detector sees it. */
export interface Judged extends Value {
  /** Whether there was a value and enough before it. */
  readonly known: boolean;
  readonly level: Level | null;
  /** Where the lowest level begins, and the middle, in the unit of the series; null where the detector has none. */
  readonly lower: number | null;
  readonly centre: number | null;
  readonly upper: number | null;
  /** What is held against the limits where that is not the value: a moving average, or a sum in standard deviations. */
  readonly statistic: number | null;
}

export interface Judging {
  readonly detector: Detector;
  readonly values: readonly Value[];
  /** Index of the first period that is watched; a control chart is founded on those before. */
  readonly since: number;
  /** What a share of sums is multiplied with to be shown. */
  readonly factor: number;
  /** Places in a season of the series: 12 months, 4 quarters, 7 days; 1 for none. */
  readonly season: number;
}

const unknown = {
  known: false,
  level: null,
  lower: null,
  centre: null,
  upper: null,
  statistic: null,
} as const;
type Verdict = Omit<Judged, keyof Value>;

function limitVerdicts(detector: Limits, values: readonly Value[]): Verdict[] {
  const { direction, times, of } = detector;
  const used = usedLevels(detector.levels);
  const above = direction === 'above';
  const beyond = (value: number | null, limit: number) =>
    value !== null && (above ? value >= limit : value <= limit);
  const first = used[0]?.at ?? null;
  return values.map(({ value }, at) => {
    if (value === null) return unknown;
    const last = values.slice(Math.max(0, at - of + 1), at + 1);
    const reached = used.filter(
      ({ at: limit }) => last.filter((each) => beyond(each.value, limit)).length >= times,
    );
    return {
      known: true,
      level: reached.at(-1)?.level ?? null,
      lower: above ? null : first,
      centre: detector.clear ?? null,
      upper: above ? first : null,
      statistic: null,
    };
  });
}

const wanted = (side: Control['side'], signal: 'high' | 'low' | null): boolean =>
  signal !== null && (side === 'both' || side === signal);

interface Charted {
  /** Of each watched value that is there, for each level that is used, the least first. */
  readonly points: readonly (readonly (ChartPoint | CusumPoint)[])[];
  readonly centre: number;
}

/** A chart for each level: those with a memory begin anew after a signal of their own, not after one of another's. */
function chartsOf(
  { chart, levels, lambda, allowance }: Control,
  founded: readonly Value[],
  watched: readonly Value[],
): Charted {
  const widths = usedLevels(levels).map(({ at }) => at);
  if (chart === 'p' || chart === 'u') {
    const samples = (of: readonly Value[]) =>
      of.map(({ numerator, denominator }) => ({ count: numerator ?? 0, size: denominator ?? 0 }));
    const centre = estimateRate(chart, samples(founded));
    return { centre, points: widths.map((width) => counts(chart, samples(watched), { centre, width })) };
  }
  const process = estimate(founded.map(({ value }) => value ?? 0));
  const single = watched.map(({ value }) => value ?? 0);
  const chartOf = (width: number) => {
    if (chart === 'individuals') return individuals(single, { ...process, width });
    if (chart === 'ewma')
      return ewma(single, { ...process, width, ...(lambda === undefined ? {} : { lambda }) });
    return cusum(single, { ...process, limit: width, ...(allowance === undefined ? {} : { allowance }) });
  };
  return { centre: process.centre, points: widths.map(chartOf) };
}

const isSum = (point: ChartPoint | CusumPoint | undefined): point is CusumPoint =>
  point !== undefined && 'high' in point;

/** What can be charted: of counts only samples with a size. */
const chartable = (chart: Control['chart'], { value, denominator }: Value): boolean =>
  value !== null && (chart === 'p' || chart === 'u' ? (denominator ?? 0) > 0 : true);

type At = { readonly value: Value; readonly at: number };

/** A series that never moved, or shares of counts that are none: nothing can be said by a chart. */
function charted(detector: Control, founded: readonly At[], watched: readonly At[]): Charted | undefined {
  const of = (some: readonly At[]) => some.map(({ value }) => value);
  try {
    return chartsOf(detector, of(founded), of(watched));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What the charts of all levels say of one period: the highest that signals, the limits of the lowest. */
function chartVerdict(
  { chart, side, levels }: Control,
  own: readonly (ChartPoint | CusumPoint | undefined)[],
  { centre, times }: { readonly centre: number; readonly times: number },
): Verdict {
  const level = usedLevels(levels).reduce<Level | null>(
    (found, each, of) => (wanted(side, own[of]?.signal ?? null) ? each.level : found),
    null,
  );
  const [first] = own;
  const limits = first === undefined || isSum(first) ? undefined : first;
  return {
    known: true,
    level,
    centre: centre * times,
    lower: limits && side !== 'high' ? limits.lower * times : null,
    upper: limits && side !== 'low' ? limits.upper * times : null,
    statistic: statisticOf(chart, first),
  };
}

function controlVerdicts(detector: Control, { values, since, factor }: Judging): Verdict[] {
  const { chart, baseline } = detector;
  const there = values.map((value, at) => ({ value, at })).filter(({ value }) => chartable(chart, value));
  const founded = there.filter(({ at }) => at < since).slice(-baseline);
  const watched = there.filter(({ at }) => at >= since);
  const verdicts: Verdict[] = values.map(() => unknown);
  const found = founded.length < Math.min(baseline, 8) ? undefined : charted(detector, founded, watched);
  if (!found) return verdicts;
  const times = chart === 'p' || chart === 'u' ? factor : 1;
  for (const [index, { at }] of watched.entries()) {
    const own = found.points.map((points) => points[index]);
    verdicts[at] = chartVerdict(detector, own, { centre: found.centre, times });
  }
  return verdicts;
}

function statisticOf(chart: Control['chart'], point: ChartPoint | CusumPoint | undefined): number | null {
  if (isSum(point)) return Math.max(point.high, point.low);
  return chart === 'ewma' ? (point?.value ?? null) : null;
}

/** The unbroken values before a period, at most so many. */
function before(values: readonly Value[], at: number, most: number): number[] {
  const found: number[] = [];
  for (let back = at - 1; back >= 0 && found.length < most; back -= 1) {
    const value = values[back]?.value ?? null;
    if (value === null) break;
    found.unshift(value);
  }
  return found;
}

/** Figures that were never below nothing are not expected to be. */
const floorOf = (past: readonly number[]) => (past.every((value) => value >= 0) ? { least: 0 } : {});

interface Said {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

const sideOf = (value: number, { lower, upper }: Said): 'high' | 'low' | null => {
  if (value > upper) return 'high';
  return value < lower ? 'low' : null;
};

const limitsOf = (side: Control['side'], { value, lower, upper }: Said) => ({
  centre: value,
  lower: side === 'high' ? null : lower,
  upper: side === 'low' ? null : upper,
});

function departureAt(
  { side, levels, history }: Departure,
  { values, season }: Pick<Judging, 'values' | 'season'>,
  at: number,
): Verdict {
  const value = values[at]?.value ?? null;
  const past = before(values, at, history);
  if (value === null || past.length < Math.max(8, leastValues)) return unknown;
  // A season shows only over two of them.
  const period = past.length >= 2 * season ? season : 1;
  const said = usedLevels(levels).flatMap(({ level, at: share }) => {
    const [point] = forecast(past, { horizon: 1, period, level: share, ...floorOf(past) }).points;
    return point ? [{ ...point, level }] : [];
  });
  const [first] = said;
  if (!first) return unknown;
  const left = said.filter((each) => wanted(side, sideOf(value, each)));
  return {
    known: true,
    level: left.at(-1)?.level ?? null,
    ...limitsOf(side, first),
    statistic: null,
  };
}

function verdictsOf(judging: Judging): Verdict[] {
  const { detector, values, since } = judging;
  if (detector.kind === 'limits') return limitVerdicts(detector, values);
  if (detector.kind === 'control') return controlVerdicts(detector, judging);
  return values.map((_, at) => (at < since ? unknown : departureAt(detector, judging, at)));
}

/**
 * Judges the watched periods of one series.
 * @returns one a period from `since` on, in order
 */
export function judge(judging: Judging): Judged[] {
  const verdicts = verdictsOf(judging);
  return judging.values
    .map((value, at) => ({ ...value, ...(verdicts[at] ?? unknown) }))
    .slice(Math.max(0, judging.since));
}
