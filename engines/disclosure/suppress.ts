import { gridOf, patternOf, type Grid, type Pattern } from './patterns.ts';
import { slackOf } from './slack.ts';
import type { Table } from './table.ts';

export interface Suppressed {
  /** Whether each cell is hidden, in the order of the table. */
  readonly hidden: readonly boolean[];
  /** Cells hidden because they are too small themselves. */
  readonly primary: number;
  /** Cells hidden so that those cannot be reckoned from the rest. */
  readonly secondary: number;
}

interface Asked {
  /** No count from 1 to below this is published, and no hidden one is known to within fewer than it. Two or more. */
  readonly k: number;
  /** Further cells to hide, whatever they count. */
  readonly also?: readonly number[];
}

interface Work {
  readonly grid: Grid;
  readonly counts: readonly number[];
  readonly hidden: boolean[];
  readonly k: number;
}

/** What hiding the corners of a box that are not hidden yet costs: people whose cell is lost, and the cell itself. */
function costOf({ counts, hidden }: Work, { growing, shrinking }: Pattern): number {
  let cost = 0;
  for (const cell of growing) if (hidden[cell] !== true) cost += (counts[cell] ?? 0) + 1;
  for (const cell of shrinking) if (hidden[cell] !== true) cost += (counts[cell] ?? 0) + 1;
  return cost;
}

function widthOf({ counts }: Work, { growing, shrinking }: Pattern): number {
  const least = (cells: readonly number[]) => Math.min(...cells.map((cell) => counts[cell] ?? 0));
  return least(growing) + least(shrinking);
}

interface Choice {
  readonly pattern: Pattern;
  readonly width: number;
  readonly cost: number;
}

/** The boxes through a cell that hide something more and make it wider. */
function* choicesOf(work: Work, cell: number): Generator<Choice> {
  const total = work.grid.cells - 1;
  for (let other = 0; other < total; other += 1) {
    const pattern = patternOf(work.grid, cell, other);
    if (!pattern || pattern.growing.includes(total) || pattern.shrinking.includes(total)) continue;
    const cost = costOf(work, pattern);
    const width = Math.min(work.k, widthOf(work, pattern));
    if (cost > 0 && width > 0) yield { pattern, width, cost };
  }
}

const isBetter = (one: Choice, other: Choice | undefined): boolean =>
  !other || one.width > other.width || (one.width === other.width && one.cost < other.cost);

/**
 * Hides the cheapest box through a cell that leaves it wide enough by itself; where none does, the one that adds most. The
 * grand total is never hidden: how many there are in all is known elsewhere.
 * @returns false when nothing more can be hidden
 */
function widen(work: Work, cell: number): boolean {
  let best: Choice | undefined;
  for (const choice of choicesOf(work, cell)) if (isBetter(choice, best)) best = choice;
  if (!best) return false;
  for (const corner of [...best.pattern.growing, ...best.pattern.shrinking]) work.hidden[corner] = true;
  return true;
}

/** Hides others until a hidden cell is wide enough. @returns whether it is */
function protect(work: Work, cell: number): boolean {
  const { grid, counts, hidden, k } = work;
  while (slackOf(grid, counts, hidden, { cell, wanted: k }) < k) if (!widen(work, cell)) return false;
  return true;
}

/** Every hidden cell, those too that are hidden on the way: a box that is found later may cross what was shown before. */
function protectAll(work: Work): boolean {
  for (let before = -1, now = 0; now !== before;) {
    before = work.hidden.filter(Boolean).length;
    for (let cell = 0; cell < work.grid.cells; cell += 1)
      if (work.hidden[cell] === true && !protect(work, cell)) return false;
    now = work.hidden.filter(Boolean).length;
  }
  return true;
}

function hidePrimary({ counts, hidden, k }: Work, also: readonly number[]): number {
  for (const [cell, count] of counts.entries()) if (count > 0 && count < k) hidden[cell] = true;
  for (const cell of also) hidden[cell] = true;
  return hidden.filter(Boolean).length;
}

/**
 * Hides small counts of a table, and as many others as it takes that none of them can be reckoned from the totals: each
 * hidden cell can still be at least `k` different values apart. Complementary suppression by hypercubes (Repsilber 1994;
 * Giessing and Repsilber 2002), with the protection of each cell proved by whole tables that would look the same
 * (`slackOf`). Zeros are published unless a small count needs them. Not optimal: dearer cells than needed may be hidden.
 *
 * Protects against whoever knows only what is published. It does not hide that a hidden cell is small from somebody who
 * can tell the small ones from those hidden for their sake, and not against a table of the same people published before.
 * @returns undefined when the table cannot be published at all: even with everything hidden but the grand total, that
 * total would tell too much, or it is small itself
 * @throws RangeError for a `k` that is no whole number from 2 on
 */
export function suppress(table: Table, { k, also = [] }: Asked): Suppressed | undefined {
  if (!Number.isInteger(k) || k < 2) throw new RangeError('k is a whole number from 2 on');
  const grid = gridOf(table.sizes);
  const hidden = Array.from({ length: grid.cells }, () => false);
  const work: Work = { grid, counts: table.counts, hidden, k };
  const primary = hidePrimary(work, also);
  if (hidden[grid.cells - 1] === true) return undefined;
  if (!protectAll(work)) return undefined;
  return { hidden, primary, secondary: hidden.filter(Boolean).length - primary };
}
