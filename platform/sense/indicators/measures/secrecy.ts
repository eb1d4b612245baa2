import { setImmediate } from 'node:timers/promises';
import { mostHiding, suppress, withMargins, isMargin, linesOf, stridesOf } from '#engines/disclosure';
import type { KeptCell } from './cell-store.ts';
import { endOf } from './periods.ts';
import { isRatio, type Grain, type MeasureDefinition } from './shapes.ts';

/** What of a measure's values is hidden so that no small count shows, nor can be reckoned from those that do. */

/** What is counted in a cell that must not be small. */
export interface Counting {
  readonly of: (cell: KeptCell) => number;
  /** Counts of parts add up to that of the whole. Different ones do not: who is in two parts is one in all. */
  readonly addsUp: boolean;
}

type Side = 'numerator' | 'denominator';

function countingOf(measure: MeasureDefinition, side: Side): Counting {
  if (measure[side]?.aggregate === 'count-distinct')
    return { of: (cell) => Number(cell[side] ?? 0), addsUp: false };
  return { of: (cell) => Number(cell[`${side}_rows`]), addsUp: true };
}

/**
 * What a measure's values tell of: how many count on each side, and, where one is a part of the other, how many of the whole
 * do not count - a share of 98 in 100 tells of two.
 */
export function countingsOf(measure: MeasureDefinition): Counting[] {
  const above = countingOf(measure, 'numerator');
  if (!isRatio(measure)) return [above];
  const below = countingOf(measure, 'denominator');
  if (measure.numerator?.record === undefined || measure.numerator.record !== measure.denominator?.record)
    return [above, below];
  const rest = {
    of: (cell: KeptCell) => below.of(cell) - above.of(cell),
    addsUp: above.addsUp && below.addsUp,
  };
  return [above, below, rest];
}

export const keyOf = (period: string, place: string): string => `${period} ${place}`;

const isSmall = (rows: number, least: number): boolean => rows > 0 && rows < least;

/** All but the whole: where a table cannot be protected nothing of it is shown. */
const allOf = (cells: readonly KeptCell[], least: number, { of }: Counting): string[] => {
  const whole = cells.find(({ place }) => place === '{}');
  const small = whole !== undefined && isSmall(of(whole), least);
  return cells.filter(({ place }) => small || place !== '{}').map(({ place }) => place);
};

/** Places that are hidden in one period's table, the dimensions all together and with every total. */
function hiddenPlaces(
  cells: readonly KeptCell[],
  dimensions: readonly string[],
  least: number,
  counting: Counting,
): string[] {
  const { of, addsUp } = counting;
  if (!cells.some((cell) => isSmall(of(cell), least))) return [];
  // Of two sides with conditions of their own the part can be the larger: no table of counts.
  const isTable = addsUp && cells.every((cell) => of(cell) >= 0);
  if (dimensions.length === 0 || !isTable) return allOf(cells, least, counting);
  const places = cells.map((cell) => ({ cell, at: JSON.parse(cell.place) as Record<string, string> }));
  const inner = places.filter(({ at }) => dimensions.every((name) => at[name] !== undefined));
  const categories = dimensions.map((name) => [...new Set(inner.map(({ at }) => at[name] ?? ''))].toSorted());
  const sizes = categories.map(({ length }) => length);
  const cellsOfTable = sizes.reduce((product, size) => product * (size + 1), 1);
  if (cellsOfTable > mostHiding || sizes.includes(0)) return allOf(cells, least, counting);
  const counts = Array.from({ length: sizes.reduce((product, size) => product * size, 1) }, () => 0);
  const strides = stridesOf(sizes);
  for (const { cell, at } of inner) {
    const index = categories.reduce(
      (sum, values, dimension) =>
        sum + values.indexOf(at[dimensions[dimension] ?? ''] ?? '') * (strides[dimension] ?? 1),
      0,
    );
    counts[index] = of(cell);
  }
  const table = withMargins(sizes, counts);
  const found = suppress(table, { k: least });
  if (!found) return cells.map(({ place }) => place);
  const all = stridesOf(table.sizes);
  return found.hidden.flatMap((hidden, cell) => {
    if (!hidden) return [];
    const lines = linesOf(cell, table.sizes, all);
    const chosen = dimensions.flatMap((name, at) => {
      const value = categories[at]?.[lines[at] ?? 0];
      return value === undefined ? [] : [[name, value] as const];
    });
    return isMargin(cell, table.sizes, all) || chosen.length === dimensions.length
      ? [canonical(Object.fromEntries(chosen))]
      : [];
  });
}

/** Names in the order in which the database writes them: shorter ones first, then by their bytes. */
export const canonicalOrder = (names: readonly string[]): string[] =>
  names.toSorted(
    (one, other) => one.length - other.length || Buffer.compare(Buffer.from(one), Buffer.from(other)),
  );

/** A choice of dimensions as the database writes it. */
export function canonical(place: Readonly<Record<string, string>>): string {
  const names = canonicalOrder(Object.keys(place));
  return `{${names.map((name) => `${JSON.stringify(name)}: ${JSON.stringify(place[name])}`).join(', ')}}`;
}

export interface Hiding {
  readonly dimensions: readonly string[];
  readonly least: number;
  readonly countings: readonly Counting[];
}

/**
 * Keys (`period place`) of what is hidden among cells of one grain. One period's table is protected at a time, and whoever else
 * waits is served in between: a thousand periods keep nobody waiting longer than one.
 */
export async function hiddenIn(
  cells: readonly KeptCell[],
  { dimensions, least, countings }: Hiding,
): Promise<Set<string>> {
  const byPeriod = Map.groupBy(cells, ({ period }) => period);
  const hidden = new Set<string>();
  for (const [period, some] of byPeriod) {
    await setImmediate();
    for (const counting of countings)
      for (const place of hiddenPlaces(some, dimensions, least, counting)) hidden.add(keyOf(period, place));
  }
  return hidden;
}

/**
 * What a coarser period hides because a finer one in it does: the rest of its months would tell the one that is hidden.
 * @param finer keys that are hidden in the finest grain
 */
export function hiddenAbove(
  cells: readonly KeptCell[],
  grain: Grain,
  finer: ReadonlySet<string>,
): Set<string> {
  const byPlace = Map.groupBy([...finer], (key) => key.slice(11));
  return new Set(
    cells
      .filter(({ period, place }) => {
        const end = endOf(period, grain);
        return byPlace.get(place)?.some((key) => key.slice(0, 10) >= period && key.slice(0, 10) < end);
      })
      .map(({ period, place }) => keyOf(period, place)),
  );
}
