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

/** What a group had at every time at which any ended: its own at risk, and its own that ended. */
function seenAt(lives: readonly Life[], all: Curve): readonly { atRisk: number; ended: number }[] {
  // Held to the other with no weight a curve is its own, told at the other's times.
  return curveOf(lives, { towards: all, weight: 0 }).steps;
}

/**
 * Whether groups end differently fast: the log-rank test (N. Mantel 1966; R. Peto, J. Peto 1972), with variance of the
 * hypergeometric and with late entries.
 * @returns undefined for fewer than two groups, or where there is nothing to tell them apart by
 */
export function logRank(groups: readonly (readonly Life[])[]): LogRank | undefined {
  if (groups.length < 2) return undefined;
  const all = curveOf(groups.flat());
  const seen = groups.map((lives) => seenAt(lives, all));
  const free = groups.length - 1;
  const off = Array.from({ length: free }, () => 0);
  const spread = off.map(() => Array.from({ length: free }, () => 0));
  for (const [at, { atRisk, ended }] of all.steps.entries()) {
    const share = seen.map((each) => (each[at]?.atRisk ?? 0) / atRisk);
    const chance = atRisk > 1 ? (ended * (atRisk - ended)) / (atRisk - 1) : 0;
    for (let one = 0; one < free; one += 1) {
      const own = share[one] ?? 0;
      off[one] = (off[one] ?? 0) + (seen[one]?.[at]?.ended ?? 0) - ended * own;
      const row = spread[one] ?? [];
      for (let other = 0; other < free; other += 1)
        row[other] = (row[other] ?? 0) + chance * own * ((one === other ? 1 : 0) - (share[other] ?? 0));
    }
  }
  const solved = solve(spread, off);
  if (!solved) return undefined;
  const statistic = solved.reduce((sum, value, at) => sum + value * (off[at] ?? 0), 0);
  return { statistic, free, chance: chiSquareAbove(statistic, free) };
}
