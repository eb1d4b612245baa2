/** A function of some numbers that is to be made small; Infinity where it is not defined. */
export type Objective = (at: readonly number[]) => number;

interface Corner {
  readonly at: readonly number[];
  readonly value: number;
}

interface MinimiseOptions {
  /** First step along each axis. */
  readonly steps: readonly number[];
  /** Evaluations at most. */
  readonly evaluations?: number;
  /** Ends when the best and the worst corner differ by less than this share. */
  readonly tolerance?: number;
}

/** The point at `share` of the way from the centre away from a corner; negative shares lie towards it. */
const beyond = (centre: readonly number[], corner: readonly number[], share: number): number[] =>
  centre.map((middle, axis) => middle + share * (middle - (corner[axis] ?? 0)));

function centreOf(corners: readonly Corner[]): number[] {
  const first = corners[0]?.at ?? [];
  return first.map((_, axis) => corners.reduce((sum, { at }) => sum + (at[axis] ?? 0), 0) / corners.length);
}

/**
 * Minimises a function without its slopes, by the simplex of Nelder and Mead (1965), with the coefficients of that paper:
 * reflection 1, expansion 2, contraction ½, shrinking ½. Deterministic.
 * @param start where to begin
 * @returns the best point found and its value, however early it was stopped
 */
export function minimise(
  objective: Objective,
  start: readonly number[],
  { steps, evaluations = 400, tolerance = 1e-7 }: MinimiseOptions,
): { at: readonly number[]; value: number } {
  let left = evaluations;
  const look = (at: readonly number[]): Corner => {
    left -= 1;
    const value = objective(at);
    return { at, value: Number.isNaN(value) ? Infinity : value };
  };
  const stepped = steps.map((step, axis) =>
    start.map((value, index) => (index === axis ? value + step : value)),
  );
  let corners = [start, ...stepped].map(look).toSorted((a, b) => a.value - b.value);
  for (;;) {
    const [best] = corners;
    const worst = corners.at(-1);
    const second = corners.at(-2);
    if (!best || !worst || !second) throw new RangeError('nothing to minimise');
    const spread = worst.value - best.value;
    if (left <= 0 || spread <= tolerance * (Math.abs(best.value) + tolerance)) return best;
    corners = replaceWorst(corners, { best, second, worst }, look).toSorted((a, b) => a.value - b.value);
  }
}

interface Ranked {
  readonly best: Corner;
  readonly second: Corner;
  readonly worst: Corner;
}

function replaceWorst(
  corners: readonly Corner[],
  { best, second, worst }: Ranked,
  look: (at: readonly number[]) => Corner,
): readonly Corner[] {
  const others = corners.slice(0, -1);
  const centre = centreOf(others);
  const reflected = look(beyond(centre, worst.at, 1));
  if (reflected.value < best.value) {
    const expanded = look(beyond(centre, worst.at, 2));
    return [...others, expanded.value < reflected.value ? expanded : reflected];
  }
  if (reflected.value < second.value) return [...others, reflected];
  const isOutside = reflected.value < worst.value;
  const contracted = look(beyond(centre, worst.at, isOutside ? 0.5 : -0.5));
  if (contracted.value < Math.min(reflected.value, worst.value)) return [...others, contracted];
  return [best, ...corners.slice(1).map(({ at }) => look(beyond(best.at, at, -0.5)))];
}
