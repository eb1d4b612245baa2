/** After how many values on average a chart signals: the mean run length. Shifts are in standard deviations of a value. */

/** Share of a normal distribution below `x`: Marsaglia's series (2004), to about 1e-15. */
function below(x: number): number {
  if (x < -8) return 0;
  if (x > 8) return 1;
  let [sum, term] = [x, x];
  for (let odd = 3; sum + term !== sum; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-(x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Of Shewhart's chart with limits of `width` standard deviations: one over the share of values beyond them. */
export const individualsRunLength = (shift = 0, width = 3): number =>
  1 / (1 - below(width - shift) + below(-width - shift));

const at = (row: readonly number[] | undefined, place: number): number => row?.[place] ?? 0;

/** Takes a row off those below it, so that they have nothing left in its place. */
function eliminate(rows: number[][], pivot: number): void {
  const own = rows[pivot] ?? [];
  for (const row of rows.slice(pivot + 1)) {
    const times = at(row, pivot) / at(own, pivot);
    for (let place = pivot; place < row.length; place += 1)
      row[place] = at(row, place) - times * at(own, place);
  }
}

/**
 * Solves (I - moves) steps = 1 by elimination; O(states^3). The states that are left for good are not among them. The matrix is
 * diagonally dominant: no exchange of rows is needed.
 */
function stepsFrom(moves: readonly (readonly number[])[]): number[] {
  const rows = moves.map((row, from) => [...row.map((share, to) => (to === from ? 1 : 0) - share), 1]);
  for (const pivot of rows.keys()) eliminate(rows, pivot);
  const steps = rows.map(() => 0);
  for (const [from, row] of [...rows.entries()].toReversed()) {
    const known = steps.reduce((sum, each, to) => (to > from ? sum + each * at(row, to) : sum), 0);
    steps[from] = (at(row, rows.length) - known) / at(row, from);
  }
  return steps;
}

/**
 * Of the chart of the moving average with steady limits, begun at the centre: a Markov chain over 201 strips between the limits
 * (Brook and Evans 1972; Lucas and Saccucci 1990).
 */
export function ewmaRunLength(shift = 0, { lambda = 0.1, width = 2.814 } = {}): number {
  const half = 100;
  const reach = width * Math.sqrt(lambda / (2 - lambda));
  const strip = (2 * reach) / (2 * half + 1);
  const centres = Array.from({ length: 2 * half + 1 }, (_, place) => (place - half) * strip);
  const moves = centres.map((from) => {
    const share = (edge: number) => below((edge - (1 - lambda) * from) / lambda - shift);
    return centres.map((to) => share(to + strip / 2) - share(to - strip / 2));
  });
  return stepsFrom(moves)[half] ?? Number.NaN;
}

/** One side alone, begun at zero. */
function oneSided(shift: number, allowance: number, limit: number): number {
  const states = 200;
  const strip = (2 * limit) / (2 * states - 1);
  const moves = Array.from({ length: states }, (_, from) =>
    Array.from({ length: states }, (__, to) => {
      const edge = (side: number) => below((to - from + side) * strip + allowance - shift);
      return to === 0 ? edge(0.5) : edge(0.5) - edge(-0.5);
    }),
  );
  return stepsFrom(moves)[0] ?? Number.NaN;
}

const together = (one: number, other: number): number => 1 / (1 / one + 1 / other);

/**
 * Of the two-sided tabular cumulative sum, both begun at zero: Markov chains of 200 states (Brook and Evans 1972), the two sides
 * together as the sum of their rates.
 */
export const cusumRunLength = (shift = 0, { allowance = 0.5, limit = 5 } = {}): number =>
  together(oneSided(shift, allowance, limit), oneSided(-shift, allowance, limit));

/** The same by Siegmund's approximation (1985), without a chain: within a few per cent. */
export function siegmundRunLength(shift = 0, { allowance = 0.5, limit = 5 } = {}): number {
  const side = (drift: number): number => {
    const reach = limit + 1.166;
    if (Math.abs(drift) < 1e-9) return reach * reach;
    return (Math.exp(-2 * drift * reach) + 2 * drift * reach - 1) / (2 * drift * drift);
  };
  return together(side(shift - allowance), side(-shift - allowance));
}
