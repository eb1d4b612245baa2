import type { BatchCheck } from './checks.ts';
import { dayOfIso, isoOf } from './day.ts';
import { quantile, stabilityIndex } from './distribution.ts';
import type { Gathered } from './gathered.ts';
import type { Lookups } from './lookups.ts';

/** What was measured of a batch, and whether it breaks the rule. */
export interface BatchVerdict {
  readonly bad: boolean;
  /** For people: 12.5 %, 2026-11-20. */
  readonly measured: string;
}

/** Measured, or nothing to measure by: no batch before, no value. */
type Verdict = BatchVerdict | undefined;

export interface Measuring {
  readonly rows: number;
  readonly gathered: (field: string) => Gathered;
  readonly lookups: Lookups;
}

const rounded = (value: number): string => String(Math.round(value * 100) / 100);
const percent = (value: number): string => `${rounded(value)} %`;
const share = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);

const within = (
  value: number,
  {
    least = -Infinity,
    most = Infinity,
  }: { readonly least?: number | undefined; readonly most?: number | undefined },
): boolean => value >= least && value <= most;

const mean = (numbers: Float64Array): number =>
  numbers.reduce((sum, value) => sum + value, 0) / numbers.length;

function deviation(numbers: Float64Array): number {
  const middle = mean(numbers);
  return Math.sqrt(numbers.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (numbers.length - 1));
}

type Statistic = Extract<BatchCheck, { kind: 'statistic' }>['of'];

const statistics: Readonly<Record<Statistic, (numbers: Float64Array) => number>> = {
  mean,
  median: (numbers) => quantile(numbers, 0.5),
  least: (numbers) => numbers[0] ?? NaN,
  most: (numbers) => numbers.at(-1) ?? NaN,
  sum: (numbers) => numbers.reduce((sum, value) => sum + value, 0),
  deviation,
  'lower-quartile': (numbers) => quantile(numbers, 0.25),
  'upper-quartile': (numbers) => quantile(numbers, 0.75),
};

const enough = 5;
/** Makes the median absolute deviation comparable with a standard deviation (1 / 0.6745). */
const asDeviation = 1.4826;
const leastSpread = 0.01;

/** How far rows lie from what earlier batches had; a spread of less than one per cent counts as that. */
function anomaly(rows: number, earlier: readonly number[]): number | undefined {
  if (earlier.length < enough) return undefined;
  const middle = quantile(Float64Array.from(earlier).toSorted(), 0.5);
  const distances = Float64Array.from(earlier, (each) => Math.abs(each - middle)).toSorted();
  return Math.abs(rows - middle) / Math.max(asDeviation * quantile(distances, 0.5), leastSpread * middle, 1);
}

const dayInMs = 86_400_000;
const daysBetween = (day: number, today: string): number =>
  Math.round((Date.parse(today) - Date.parse(isoOf(day))) / dayInMs);

type Measures = {
  readonly [K in BatchCheck['kind']]: (check: Extract<BatchCheck, { kind: K }>, about: Measuring) => Verdict;
};

const measures: Measures = {
  'row-count': (check, { rows }) => ({ bad: !within(rows, check), measured: String(rows) }),
  'row-change'({ down = 100, up = Infinity }, { rows, lookups: { earlier } }) {
    const before = earlier?.rows.at(-1);
    if (before === undefined || before === 0) return undefined;
    const change = (100 * (rows - before)) / before;
    return { bad: change < -down || change > up, measured: `${change > 0 ? '+' : ''}${percent(change)}` };
  },
  'row-anomaly'({ deviations }, { rows, lookups: { earlier } }) {
    const distance = anomaly(rows, earlier?.rows ?? []);
    return distance === undefined ? undefined : { bad: distance > deviations, measured: String(rows) };
  },
  'missing-share'({ field, most }, { rows, gathered }) {
    const missing = share(gathered(field).missing, rows);
    return { bad: missing > most, measured: percent(missing) };
  },
  'distinct-count'(check, { gathered }) {
    const { distinct } = gathered(check.field);
    return { bad: !within(distinct, check), measured: String(distinct) };
  },
  'distinct-share'(check, { rows, gathered }) {
    const { distinct, missing } = gathered(check.field);
    if (rows === missing) return undefined;
    const found = share(distinct, rows - missing);
    return { bad: !within(found, check), measured: percent(found) };
  },
  statistic(check, { gathered }) {
    const { numbers } = gathered(check.field);
    const found = statistics[check.of](numbers);
    return Number.isFinite(found) ? { bad: !within(found, check), measured: rounded(found) } : undefined;
  },
  'values-present'({ field, values }, { gathered }) {
    const { counts } = gathered(field);
    const absent = values.filter((value) => !counts.has(value));
    return { bad: absent.length > 0, measured: absent.slice(0, 10).join('、') };
  },
  freshness({ field, days }, { gathered, lookups: { today } }) {
    const last = dayOfIso(today);
    // A day that is still to come says nothing of how fresh the others are.
    const newest = gathered(field).numbers.findLast((day) => day <= last);
    if (newest === undefined) return undefined;
    return { bad: daysBetween(newest, today) > days, measured: isoOf(newest) };
  },
  drift({ field, most }, { gathered, lookups: { earlier } }) {
    const before = earlier?.distributions.get(field);
    if (!before || (before.numbers.length === 0 && before.counts.size === 0)) return undefined;
    const index = stabilityIndex(before, gathered(field));
    return { bad: index > most, measured: rounded(index) };
  },
};

/** Measures a whole batch by one rule; undefined when there is nothing to measure it by. */
export function measureBatch(check: BatchCheck, about: Measuring): Verdict {
  const measure = measures[check.kind] as (check: BatchCheck, about: Measuring) => Verdict;
  return measure(check, about);
}
