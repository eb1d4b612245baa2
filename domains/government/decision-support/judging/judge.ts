import { forecast, leastValues } from '#engines/forecasting';
import { controlVerdicts } from './control.ts';
import { usedLevels, type Control, type Departure, type Detector, type Limits } from './detectors.ts';
import { unknown, wanted, type Judged, type Value, type Verdict } from './verdict.ts';

export type { Judged, Value } from './verdict.ts';

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
      back: true,
      onInvented: last.some((each) => each.value !== null && each.simulated),
      lower: above ? null : first,
      centre: detector.clear ?? null,
      upper: above ? first : null,
      statistic: null,
    };
  });
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
    back: true,
    onInvented: values.slice(at - past.length, at + 1).some(({ simulated }) => simulated),
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
