import {
  counts,
  cusum,
  estimate,
  estimateRate,
  ewma,
  individuals,
  type ChartPoint,
  type CusumPoint,
  type Process,
} from '#engines/control-charts';
import { usedLevels, type Control } from './detectors.ts';
import type { Judging } from './judge.ts';
import { unknown, wanted, type Value, type Verdict } from './verdict.ts';

interface Charted {
  /** Of each watched value that is there, for each level that is used, the least first. */
  readonly points: readonly (readonly (ChartPoint | CusumPoint)[])[];
  readonly centre: number;
  /** Of each watched value, whether it is back where the process was. */
  readonly back: readonly boolean[];
}

/**
 * Charts with a memory begin anew after a signal of their own and are quiet then, though the shift lasts: what is back is
 * seen on the values. Of sums a value within the allowance; of averages the average that never began anew, within half of
 * its lowest limit.
 */
function backOf(detector: Control, values: readonly number[], { centre, sigma }: Process): boolean[] {
  const { chart, side, levels, lambda = 0.1, allowance = 0.5 } = detector;
  const within = (distance: number, reach: number) =>
    (side === 'low' || distance <= reach) && (side === 'high' || distance >= -reach);
  if (chart === 'cusum') return values.map((value) => within((value - centre) / sigma, allowance));
  if (chart !== 'ewma') return values.map(() => true);
  const width = usedLevels(levels)[0]?.at ?? 0;
  const half = (width / 2) * Math.sqrt(lambda / (2 - lambda));
  let average = 0;
  return values.map((value) => {
    average = lambda * ((value - centre) / sigma) + (1 - lambda) * average;
    return within(average, half);
  });
}

/** A chart for each level: those with a memory begin anew after a signal of their own, not after one of another's. */
function chartsOf(detector: Control, founded: readonly Value[], watched: readonly Value[]): Charted {
  const { chart, levels, lambda, allowance } = detector;
  const widths = usedLevels(levels).map(({ at }) => at);
  if (chart === 'p' || chart === 'u') {
    const samples = (of: readonly Value[]) =>
      of.map(({ numerator, denominator }) => ({ count: numerator ?? 0, size: denominator ?? 0 }));
    const centre = estimateRate(chart, samples(founded));
    const points = widths.map((width) => counts(chart, samples(watched), { centre, width }));
    return { centre, points, back: watched.map(() => true) };
  }
  const process = estimate(founded.map(({ value }) => value ?? 0));
  const single = watched.map(({ value }) => value ?? 0);
  const chartOf = (width: number) => {
    if (chart === 'individuals') return individuals(single, { ...process, width });
    if (chart === 'ewma')
      return ewma(single, { ...process, width, ...(lambda === undefined ? {} : { lambda }) });
    return cusum(single, { ...process, limit: width, ...(allowance === undefined ? {} : { allowance }) });
  };
  const back = backOf(detector, single, process);
  return { centre: process.centre, points: widths.map(chartOf), back };
}

const isSum = (point: ChartPoint | CusumPoint | undefined): point is CusumPoint =>
  point !== undefined && 'high' in point;

/** What can be charted: of counts samples with a size and with a count that can be one. One that cannot is passed over. */
function chartable(chart: Control['chart'], { value, numerator, denominator }: Value): boolean {
  if (value === null || (chart !== 'p' && chart !== 'u')) return value !== null;
  const [count, size] = [numerator ?? 0, denominator ?? 0];
  return size > 0 && count >= 0 && (chart === 'u' || count <= size);
}

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
  points: readonly (ChartPoint | CusumPoint | undefined)[],
  {
    centre,
    times,
    ...own
  }: { readonly centre: number; readonly times: number } & Pick<Verdict, 'back' | 'onInvented'>,
): Verdict {
  const used = usedLevels(levels);
  const highest = used.findLastIndex((_, of) => wanted(side, points[of]?.signal ?? null));
  const [first] = points;
  const limits = first === undefined || isSum(first) ? undefined : first;
  return {
    ...own,
    known: true,
    level: used[highest]?.level ?? null,
    centre: centre * times,
    lower: limits && side !== 'high' ? limits.lower * times : null,
    upper: limits && side !== 'low' ? limits.upper * times : null,
    // Of the chart that signals: the others may have begun anew.
    statistic: statisticOf(chart, points[Math.max(0, highest)]),
  };
}

/** Whether each watched verdict rests on anything invented: what it is founded on, itself, and what a memory holds. */
function inventedIn({ chart }: Control, founded: readonly At[], watched: readonly At[]): boolean[] {
  const ground = founded.some(({ value }) => value.simulated);
  const first = watched.findIndex(({ value }) => value.simulated);
  const remembers = chart === 'ewma' || chart === 'cusum';
  return watched.map(
    ({ value }, index) => ground || value.simulated || (remembers && first >= 0 && index > first),
  );
}

/** A chart for each level over the watched values, founded on those before. */
export function controlVerdicts(
  detector: Control,
  { values, since, factor }: Pick<Judging, 'values' | 'since' | 'factor'>,
): Verdict[] {
  const { chart, baseline } = detector;
  const there = values.map((value, at) => ({ value, at })).filter(({ value }) => chartable(chart, value));
  const founded = there.filter(({ at }) => at < since).slice(-baseline);
  const watched = there.filter(({ at }) => at >= since);
  const verdicts: Verdict[] = values.map(() => unknown);
  const found = founded.length < Math.min(baseline, 8) ? undefined : charted(detector, founded, watched);
  if (!found) return verdicts;
  const times = chart === 'p' || chart === 'u' ? factor : 1;
  const invented = inventedIn(detector, founded, watched);
  for (const [index, { at }] of watched.entries()) {
    const own = { back: found.back[index] === true, onInvented: invented[index] === true };
    const points = found.points.map((each) => each[index]);
    verdicts[at] = chartVerdict(detector, points, { centre: found.centre, times, ...own });
  }
  return verdicts;
}

function statisticOf(chart: Control['chart'], point: ChartPoint | CusumPoint | undefined): number | null {
  if (isSum(point)) return Math.max(point.high, point.low);
  return chart === 'ewma' ? (point?.value ?? null) : null;
}
