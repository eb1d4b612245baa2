import type { KeptCell, Vintage } from './cell-store.ts';
import type { Point } from './contract.ts';
import { keyOf } from './secrecy.ts';
import { before, endOf, periodName, readPeriod, startOf, yearBefore } from './periods.ts';
import { type Grain, isAdditive, isRatio, type MeasureDefinition, type Targets } from './shapes.ts';
import { holdsStock } from './stocks.ts';

/** Values over time of one choice of dimensions: what it was, how it changed, so far this year, what was to be reached. */

export interface Line {
  readonly measure: MeasureDefinition;
  readonly grain: Grain;
  readonly place: string;
  /** Whether periods of it can be added to what they are together. */
  readonly adds: boolean;
  /** First days of the periods asked for, in order. */
  readonly starts: readonly string[];
  /** Every cell of the place from a year before the first on. */
  readonly cells: ReadonlyMap<string, KeptCell>;
  readonly hidden: ReadonlySet<string>;
  /** The releases of the place by period, the oldest first. */
  readonly vintages: ReadonlyMap<string, readonly Vintage[]>;
  /** Finer periods that do not count, by the first day of the period. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** A day of the city's calendar. */
  readonly today: string;
}

type Sums = Pick<KeptCell, 'numerator' | 'denominator'>;

/** What two sums say; null where there is no data, or nothing to divide by. */
export function valueOf(measure: MeasureDefinition, sums: Sums | undefined): number | null {
  if (!sums || sums.numerator === null) return null;
  const above = Number(sums.numerator) * measure.factor;
  if (!isRatio(measure)) return above;
  const below = Number(sums.denominator ?? 0);
  return below === 0 ? null : above / below;
}

/** Whether what is kept of periods can be added to what they are together: not what stands at the end of each. */
export function addsUp(
  measure: MeasureDefinition,
  measures: ReadonlyMap<string, MeasureDefinition>,
): boolean {
  const { derived, numerator, denominator } = measure;
  if (holdsStock(measure, measures)) return false;
  if (derived || !numerator) return derived !== undefined;
  return isAdditive(numerator) && (denominator === undefined || isAdditive(denominator));
}

/** Whether what has no rows is nothing of it, as a mean or a largest one of no rows is not. */
const countsNone = ({ numerator }: MeasureDefinition): boolean =>
  numerator === undefined || ['count', 'count-distinct', 'sum'].includes(numerator.aggregate);

/**
 * The cells of a place by period. Where the source has rows of a period and none of the place, nothing happened there: it is
 * shown as it counts in coarser periods. Of a place without any cell nothing is said.
 */
export function cellsAt(
  measure: MeasureDefinition,
  own: readonly KeptCell[],
  whole: readonly KeptCell[],
): Map<string, KeptCell> {
  const cells = new Map(own.map((cell) => [cell.period, cell]));
  const [some] = own;
  if (!some || !countsNone(measure)) return cells;
  const silent = ({ period }: KeptCell) => (cells.get(period)?.numerator ?? null) === null;
  for (const cell of whole.filter((each) => each.numerator !== null && silent(each)))
    cells.set(cell.period, { ...noneOf(cell), ...belowOf(cells.get(cell.period)), place: some.place });
  return cells;
}

/** Nothing in a period of which the whole is known. */
const noneOf = (whole: KeptCell): KeptCell => ({
  ...whole,
  numerator: '0',
  numerator_rows: 0,
  denominator: whole.denominator === null ? null : '0',
  denominator_rows: 0,
});

/** What nothing is nothing of, where that is kept. */
const belowOf = (own: KeptCell | undefined) =>
  own && own.denominator !== null
    ? { denominator: own.denominator, denominator_rows: own.denominator_rows }
    : {};

const add = (one: string | null, other: string | null): string | null =>
  one === null || other === null ? (one ?? other) : String(Number(one) + Number(other));

/** The year up to and with a period: its sums together, over how many of its periods there is nothing. */
function soFar({ measure, adds, grain, place, cells, hidden }: Line, start: string): Point['cumulative'] {
  if (!adds || grain === 'year') return null;
  let sums: Sums = { numerator: null, denominator: null };
  let missing = 0;
  for (let at = startOf(start, 'year'); at <= start; at = endOf(at, grain)) {
    if (hidden.has(keyOf(at, place))) return null;
    const cell = cells.get(at);
    if (!cell || cell.numerator === null || (isRatio(measure) && cell.denominator === null)) missing += 1;
    else
      sums = {
        numerator: add(sums.numerator, cell.numerator),
        denominator: add(sums.denominator, cell.denominator),
      };
  }
  const value = valueOf(measure, sums);
  return value === null ? null : { value, missing };
}

/** Beside another period; null where either has no value or is hidden, or the other does not exist. */
function beside(line: Line, value: number | null, other: string | undefined): Point['yearBefore'] {
  if (value === null || other === undefined || line.hidden.has(keyOf(other, line.place))) return null;
  const then = valueOf(line.measure, line.cells.get(other));
  if (then === null) return null;
  return {
    period: periodName(other, line.grain),
    value: then,
    change: value - then,
    percent: then === 0 ? null : (100 * (value - then)) / Math.abs(then),
  };
}

/** What is to be reached in a period: on the straight line between two points, or what the last point says. */
export function targetOf(targets: Targets | undefined, start: string, grain: Grain): number | null {
  const points = (targets?.points ?? []).map(({ period, value }) => ({
    at: Date.parse(readPeriod(period)?.start ?? ''),
    period,
    value,
  }));
  const now = Date.parse(start);
  const exact = points.find(({ period }) => period === periodName(start, grain));
  if (exact) return exact.value;
  const last = points.findLast(({ at }) => at <= now);
  if (!targets || !last) return null;
  if (targets.path === 'steps') return last.value;
  const next = points.find(({ at }) => at > now);
  return next ? last.value + ((next.value - last.value) * (now - last.at)) / (next.at - last.at) : null;
}

function revisionOf({ measure, vintages }: Line, start: string): Point['revision'] {
  const own = vintages.get(start) ?? [];
  const [first] = own;
  const last = own.at(-1);
  if (!first || !last || own.length < 2) return null;
  return {
    count: own.length - 1,
    first: valueOf(measure, first),
    firstAt: first.released_at,
    at: last.released_at,
    cause: last.cause,
  };
}

const number = (text: string | null | undefined): number | null =>
  text === null || text === undefined ? null : Number(text);

/** What is shown of the sums behind a value: nothing of one that is hidden or has none. */
const sumsOf = (cell: KeptCell | undefined) => ({
  numerator: number(cell?.numerator),
  denominator: number(cell?.denominator),
  rows: cell?.numerator_rows ?? null,
});

const originOf = (cell: KeptCell | undefined) => ({
  simulated: cell?.simulated ?? false,
  asOf: cell?.as_of ?? null,
});

function stateOf({ grain, today }: Line, start: string, value: number | null): Point['state'] {
  if (value === null) return 'none';
  return endOf(start, grain) <= today ? 'final' : 'provisional';
}

function pointOf(line: Line, start: string): Point {
  const { measure, grain, place, cells, hidden } = line;
  const cell = cells.get(start);
  const isHidden = hidden.has(keyOf(start, place));
  const value = isHidden ? null : valueOf(measure, cell);
  return {
    period: periodName(start, grain),
    start,
    value,
    ...sumsOf(isHidden ? undefined : cell),
    state: isHidden ? 'hidden' : stateOf(line, start, value),
    ...originOf(cell),
    revision: isHidden ? null : revisionOf(line, start),
    cumulative: soFar(line, start),
    leftOut: line.leftOut.get(start) ?? 0,
    before: beside(line, value, before(start, grain)),
    yearBefore: beside(line, value, yearBefore(start)),
    target: place === '{}' ? targetOf(measure.targets, start, grain) : null,
  };
}

export const pointsOf = (line: Line): Point[] => line.starts.map((start) => pointOf(line, start));
