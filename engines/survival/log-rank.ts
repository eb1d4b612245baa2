import { chiSquareAbove } from '#engines/mining';
import { curveOf, type Curve, type Life } from './curve.ts';

export interface LogRank {
  readonly statistic: number;
  /** Degrees of freedom: one less than groups. */
  readonly free: number;
  /** How likely so great a difference is where there is none. */
  readonly chance: number;
}

/** Solves a symmetric system by elimination; null where it has no single answer. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  for (let column = 0; column < rows.length; column += 1) {
    const rest = rows.slice(column);
    const pivot = rest.toSorted((a, b) => Math.abs(b[column] ?? 0) - Math.abs(a[column] ?? 0))[0];
    const head = pivot?.[column] ?? 0;
    if (!pivot || Math.abs(head) < 1e-12) return null;
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const [at, row] of rows.entries()) {
      const factor = (row[column] ?? 0) / head;
      if (at !== column) rows[at] = row.map((value, place) => value - factor * (pivot[place] ?? 0));
    }
  }
  return rows.map((row, at) => (row.at(-1) ?? 0) / (row[at] ?? 1));
}

type Seen = readonly { readonly atRisk: number; readonly ended: number }[];

/** What a group had at every time at which any ended: held to all with no weight, a curve is its own, told at their times. */
const seenAt = (lives: readonly Life[], all: Curve): Seen =>
  curveOf(lives, { towards: all, weight: 0 }).steps;

/** By how much a group ended more often than its share of all. */
const tooMany = (own: Seen, all: Curve): number =>
  all.steps.reduce(
    (sum, { atRisk, ended }, at) => sum + (own[at]?.ended ?? 0) - (ended * (own[at]?.atRisk ?? 0)) / atRisk,
    0,
  );

/** How two groups' excesses go together where there is no difference: of the hypergeometric. */
const together = (one: Seen, other: Seen, all: Curve): number =>
  all.steps.reduce((sum, { atRisk, ended }, at) => {
    const share = (one[at]?.atRisk ?? 0) / atRisk;
    const others = (other[at]?.atRisk ?? 0) / atRisk;
    const chance = atRisk > 1 ? (ended * (atRisk - ended)) / (atRisk - 1) : 0;
    return sum + chance * share * ((one === other ? 1 : 0) - others);
  }, 0);

/**
 * Whether groups end differently fast: the log-rank test (N. Mantel 1966; R. Peto, J. Peto 1972), with variance of the
 * hypergeometric and with late entries.
 * @returns undefined for fewer than two groups, or where there is nothing to tell them apart by
 */
export function logRank(groups: readonly (readonly Life[])[]): LogRank | undefined {
  if (groups.length < 2) return undefined;
  const all = curveOf(groups.flat());
  // The last group is what the others leave.
  const seen = groups.slice(0, -1).map((lives) => seenAt(lives, all));
  const off = seen.map((own) => tooMany(own, all));
  const solved = solve(
    seen.map((one) => seen.map((other) => together(one, other, all))),
    off,
  );
  if (!solved) return undefined;
  const statistic = solved.reduce((sum, value, at) => sum + value * (off[at] ?? 0), 0);
  return { statistic, free: seen.length, chance: chiSquareAbove(statistic, seen.length) };
}
