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
  higher,
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

function controlVerdicts(detector: Control, { values, since, factor }: Judging): Verdict[] {
  const { chart, side, baseline, levels } = detector;
  const there = values.map((value, at) => ({ value, at })).filter(({ value }) => chartable(chart, value));
  const founded = there.filter(({ at }) => at < since).slice(-baseline);
  const watched = there.filter(({ at }) => at >= since);
  const verdicts: Verdict[] = values.map(() => unknown);
  if (founded.length < Math.min(baseline, 8)) return verdicts;
  let charted: Charted;
  try {
    charted = chartsOf(
      detector,
      founded.map(({ value }) => value),
      watched.map(({ value }) => value),
    );
  } catch (error) {
    // A series that never moved, or shares of counts that are none: nothing can be said by a chart.
    if (error instanceof RangeError) return verdicts;
    throw error;
  }
  const used = usedLevels(levels);
  const times = chart === 'p' || chart === 'u' ? factor : 1;
  for (const [index, { at }] of watched.entries()) {
    const own = charted.points.map((points) => points[index]);
    const level = used.reduce<Level | null>(
      (found, each, of) => (wanted(side, own[of]?.signal ?? null) ? each.level : found),
      null,
    );
    const [first] = own;
    const sum = isSum(first);
    verdicts[at] = {
      known: true,
      level,
      centre: charted.centre * times,
      lower: sum || !first || side === 'high' ? null : first.lower * times,
      upper: sum || !first || side === 'low' ? null : first.upper * times,
      statistic: statisticOf(chart, first),
    };
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
  let verdict: Verdict = unknown;
  for (const { level, at: share } of usedLevels(levels)) {
    const [said] = forecast(past, { horizon: 1, period, level: share, ...floorOf(past) }).points;
    if (!said) return unknown;
    if (!verdict.known)
      verdict = {
        known: true,
        level: null,
        centre: said.value,
        lower: side === 'high' ? null : said.lower,
        upper: side === 'low' ? null : said.upper,
        statistic: null,
      };
    const low = value < said.lower ? 'low' : null;
    if (wanted(side, value > said.upper ? 'high' : low))
      verdict = { ...verdict, level: higher(level, verdict.level) };
  }
  return verdict;
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
