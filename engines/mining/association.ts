import { chiSquareAbove, studentBeyond } from './distributions.ts';
import { check, MiningError, requireNumbers, warningsWhere, type Check, type Checked } from './finding.ts';
import { differences, lagOne, meanOf, sumOf } from './numbers.ts';

/**
 * Shares of false findings among those called so, of each of several tests: a finding stands at 5 % when its share is below.
 *
 * Benjamini and Hochberg, "Controlling the false discovery rate", JRSS B 57 (1995).
 * @param chances one a test, 0 to 1
 */
export function falseDiscoveries(chances: readonly number[]): number[] {
  const count = chances.length;
  const order = chances.map((chance, index) => ({ chance, index })).toSorted((a, b) => b.chance - a.chance);
  const adjusted = Array<number>(count).fill(1);
  let least = 1;
  for (const [place, { chance, index }] of order.entries()) {
    least = Math.min(least, (chance * count) / (count - place));
    adjusted[index] = least;
  }
  return adjusted;
}

/** Ranks from 1, those alike their mean. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).toSorted((a, b) => a.value - b.value);
  const found = Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (order[to + 1]?.value === order[from]?.value && to + 1 < order.length) to += 1;
    for (let at = from; at <= to; at += 1) found[order[at]?.index ?? 0] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return found;
}

function correlation(one: readonly number[], other: readonly number[]): number | undefined {
  const [a, b] = [meanOf(one), meanOf(other)];
  let [together, first, second] = [0, 0, 0];
  for (const [index, value] of one.entries()) {
    const against = (other[index] ?? 0) - b;
    together += (value - a) * against;
    first += (value - a) ** 2;
    second += against ** 2;
  }
  return first > 0 && second > 0 ? together / Math.sqrt(first * second) : undefined;
}

export interface Correlation {
  /** Of the ranks: Spearman's. */
  readonly ranked: number;
  /** How likely a correlation as strong is where there is none. */
  readonly chance: number;
  readonly count: number;
}

/**
 * Whether two quantities go together, by ranks, so that single large values do not make it (Spearman 1904; Student's t).
 * @throws MiningError `mining.too-few` under eight pairs, `mining.no-spread` where one of them never changes
 */
export function correlate(one: readonly number[], other: readonly number[]): Correlation {
  if (one.length !== other.length) throw new MiningError('mining.unequal');
  requireNumbers(one, leastPairs);
  requireNumbers(other, leastPairs);
  const ranked = correlation(ranks(one), ranks(other));
  if (ranked === undefined) throw new MiningError('mining.no-spread');
  const free = one.length - 2;
  const t = ranked * Math.sqrt(free / Math.max(1 - ranked * ranked, Number.MIN_VALUE));
  return { ranked, chance: studentBeyond(t, free), count: one.length };
}

const leastPairs = 8;

export interface SeriesAssociation extends Correlation, Checked {
  /** As it looks before shared trends are taken off. */
  readonly asSeen: number;
}

/** Between such bounds the correlation of neighbours is chance, at 95 %. */
const boundOf = (count: number): number => 1.96 / Math.sqrt(count);

/**
 * Whether two series go together from one period to the next: their changes are held against each other, since any two series
 * with a trend look alike (Yule 1926). Take seasons off before.
 * @param one, other of the same periods, at least nine
 */
export function associateSeries(one: readonly number[], other: readonly number[]): SeriesAssociation {
  if (one.length !== other.length) throw new MiningError('mining.unequal');
  requireNumbers(one, leastPairs + 1);
  requireNumbers(other, leastPairs + 1);
  const [first, second] = [differences(one), differences(other)];
  const found = correlate(first, second);
  const asSeen = correlation(ranks(one), ranks(other)) ?? 0;
  // What both remember of the period before makes chance correlations larger: Bartlett (1935).
  const memory = Math.max(0, lagOne(first) * lagOne(second));
  const bound = boundOf(found.count) ** 2;
  return {
    ...found,
    asSeen,
    checks: [check('association.changes-independent', memory <= bound, { memory, most: bound })],
    warnings: warningsWhere(
      ['association.not-cause', true],
      [
        'association.shared-trend',
        Math.abs(asSeen) > 2 * Math.abs(found.ranked),
        { asSeen, ranked: found.ranked },
      ],
      ['association.few', found.count < 20, { count: found.count }],
    ),
  };
}

export interface TableAssociation extends Checked {
  readonly chiSquare: number;
  readonly free: number;
  readonly chance: number;
  /** Cramér's V without its bias: 0 none, 1 whole. */
  readonly strength: number;
  /** Of each cell how far it is from what rows and columns make likely, in standard deviations (Haberman 1973). */
  readonly residuals: readonly (readonly number[])[];
}

function requireTable(table: readonly (readonly number[])[]): void {
  const width = table[0]?.length ?? 0;
  if (table.length < 2 || width < 2) throw new MiningError('mining.too-few', 2);
  if (!table.every((row) => row.length === width)) throw new MiningError('mining.unequal');
  if (!table.flat().every((count) => Number.isFinite(count) && count >= 0))
    throw new MiningError('mining.not-a-number');
}

/** V of a table of independent counts is not nothing: Bergsma, "A bias-correction for Cramér's V" (2013). */
function strengthOf(chiSquare: number, count: number, [rows, columns]: readonly [number, number]): number {
  const spare = ((rows - 1) * (columns - 1)) / (count - 1);
  const phi = Math.max(0, chiSquare / count - spare);
  const [r, c] = [rows - (rows - 1) ** 2 / (count - 1), columns - (columns - 1) ** 2 / (count - 1)];
  return Math.sqrt(phi / Math.max(Number.MIN_VALUE, Math.min(r, c) - 1));
}

/** Cochran (1954): expected counts of 5 or more in four fifths of the cells, of 1 in all. */
function expectedCheck(expected: readonly number[]): Check {
  const low = expected.filter((count) => count < 5).length / expected.length;
  const least = Math.min(...expected);
  return check('association.expected-large-enough', low <= 0.2 && least >= 1, { low, least });
}

/**
 * Whether two ways of telling counts apart have to do with each other: Pearson's chi-square, its strength, and which cells
 * make it.
 * @param table counts, two rows and columns or more, no row or column of nothing
 * @throws MiningError `mining.too-few`, `mining.unequal`, `mining.not-a-number`, `mining.empty` for a row or column of nothing
 */
export function associateTable(table: readonly (readonly number[])[]): TableAssociation {
  requireTable(table);
  const rows = table.map(sumOf);
  const columns = (table[0] ?? []).map((_, at) => sumOf(table.map((row) => row[at] ?? 0)));
  if ([...rows, ...columns].some((sum) => sum === 0)) throw new MiningError('mining.empty');
  const count = sumOf(rows);
  const expected = rows.map((row) => columns.map((column) => (row * column) / count));
  const off = table.map((row, at) => row.map((seen, place) => seen - (expected[at]?.[place] ?? 0)));
  const chiSquare = sumOf(
    off.flatMap((row, at) => row.map((each, place) => each ** 2 / (expected[at]?.[place] ?? 1))),
  );
  const free = (rows.length - 1) * (columns.length - 1);
  const strength = strengthOf(chiSquare, count, [rows.length, columns.length]);
  const spread = (at: number, place: number) =>
    Math.sqrt(
      (expected[at]?.[place] ?? 0) * (1 - (rows[at] ?? 0) / count) * (1 - (columns[place] ?? 0) / count),
    );
  return {
    chiSquare,
    free,
    chance: chiSquareAbove(chiSquare, free),
    strength,
    residuals: off.map((row, at) => row.map((each, place) => each / spread(at, place))),
    checks: [expectedCheck(expected.flat())],
    warnings: warningsWhere(
      ['association.not-cause', true],
      ['association.sure-but-weak', count > 1000 && strength < 0.1, { count, strength }],
    ),
  };
}
