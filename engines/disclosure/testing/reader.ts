import type { Table } from '../table.ts';
import { Polytope } from './simplex.ts';

export interface Interval {
  readonly cell: number;
  readonly from: number;
  readonly to: number;
}

/** Cells of each sum of the table: its categories, then their total. */
function sumsOf(sizes: readonly number[]): number[][] {
  const cells = sizes.reduce((product, size) => product * size, 1);
  const sums: number[][] = [];
  for (const [at, size] of sizes.entries()) {
    const stride = sizes.slice(at + 1).reduce((product, each) => product * each, 1);
    for (let cell = 0; cell < cells; cell += 1)
      if (Math.floor(cell / stride) % size === 0)
        sums.push(Array.from({ length: size }, (_, line) => cell + line * stride));
  }
  return sums;
}

/** What a reader with a linear programme finds out of each hidden cell, who knows the shown ones and that none is negative. */
export function reckon({ sizes, counts }: Table, hidden: readonly boolean[]): Interval[] {
  const unknown = counts.flatMap((_, cell) => (hidden[cell] === true ? [cell] : []));
  if (unknown.length === 0) return [];
  const place = new Map(unknown.map((cell, at) => [cell, at]));
  const rows: number[][] = [];
  const right: number[] = [];
  for (const sum of sumsOf(sizes)) {
    const row = unknown.map(() => 0);
    let known = 0;
    for (const [at, cell] of sum.entries()) {
      const sign = at === sum.length - 1 ? -1 : 1;
      const variable = place.get(cell);
      if (variable === undefined) known += sign * (counts[cell] ?? 0);
      else row[variable] = sign;
    }
    if (row.every((value) => value === 0)) continue;
    rows.push(row);
    right.push(-known);
  }
  const polytope = new Polytope(rows, right);
  return unknown.map((cell, at) => ({ cell, from: polytope.most(at, -1), to: polytope.most(at, 1) }));
}
