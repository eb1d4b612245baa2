import { patternOf, type Grid, type Pattern } from './patterns.ts';

const least = (counts: readonly number[], cells: readonly number[]): number =>
  cells.reduce((least_, cell) => Math.min(least_, counts[cell] ?? 0), Number.POSITIVE_INFINITY);

function bestStep(
  counts: readonly number[],
  patterns: readonly Pattern[],
  up: boolean,
): { readonly pattern: Pattern; readonly by: number } | undefined {
  let best: { readonly pattern: Pattern; readonly by: number } | undefined;
  for (const pattern of patterns) {
    const by = least(counts, up ? pattern.shrinking : pattern.growing);
    if (by > 0 && (best === undefined || by > best.by)) best = { pattern, by };
  }
  return best;
}

/** How far a cell can be moved one way, up to `wanted`: each step is a table that a reader must think possible too. */
function moved(
  counts: readonly number[],
  patterns: readonly Pattern[],
  { up, wanted }: { readonly up: boolean; readonly wanted: number },
): number {
  const now = [...counts];
  let far = 0;
  while (far < wanted) {
    const step = bestStep(now, patterns, up);
    if (!step) return far;
    const by = Math.min(step.by, wanted - far);
    for (const cell of step.pattern.growing) now[cell] = (now[cell] ?? 0) + (up ? by : -by);
    for (const cell of step.pattern.shrinking) now[cell] = (now[cell] ?? 0) - (up ? by : -by);
    far += by;
  }
  return far;
}

/**
 * A lower bound of the width of what a hidden cell can be, reckoned from what is published and that counts are not
 * negative. It is never more than the true width: for both ends a whole table is at hand that has them.
 * @param hidden whether each cell is hidden
 * @param wanted no wider than this is looked for
 */
export function slackOf(
  grid: Grid,
  counts: readonly number[],
  hidden: readonly boolean[],
  { cell, wanted }: { readonly cell: number; readonly wanted: number },
): number {
  const patterns: Pattern[] = [];
  for (let other = 0; other < grid.cells; other += 1) {
    if (hidden[other] !== true) continue;
    const pattern = patternOf(grid, cell, other);
    if (pattern && [...pattern.growing, ...pattern.shrinking].every((corner) => hidden[corner] === true))
      patterns.push(pattern);
  }
  const up = moved(counts, patterns, { up: true, wanted });
  if (up >= wanted) return wanted;
  return up + moved(counts, patterns, { up: false, wanted: wanted - up });
}
