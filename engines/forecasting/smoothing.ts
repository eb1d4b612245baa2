import type { Fit } from './fit.ts';
import { minimise } from './minimise.ts';

/** No trend, a trend that goes on, a trend that dies away. */
export type Trend = 'none' | 'linear' | 'damped';

interface Smoothing {
  readonly alpha: number;
  readonly beta: number;
  readonly phi: number;
  readonly level: number;
  readonly slope: number;
}

/** The level and slope behind the first `upTo` values, with what was said of each before it. */
function walk(values: readonly number[], upTo: number, start: Smoothing) {
  const { alpha, beta, phi } = start;
  let { level, slope } = start;
  const said: number[] = [];
  for (let index = 0; index < upTo; index += 1) {
    const expected = level + phi * slope;
    const error = (values[index] ?? 0) - expected;
    said.push(expected);
    level = expected + alpha * error;
    slope = phi * slope + beta * error;
  }
  return { level, slope, said };
}

/** The usual bounds of the parameters; beta is that of the state-space form, so it is at most alpha. */
const isAllowed = ({ alpha, beta, phi }: Smoothing): boolean =>
  alpha >= 0.0001 && alpha <= 0.9999 && beta >= 0 && beta <= alpha && phi >= 0.8 && phi <= 0.98;

interface Begin {
  readonly at: readonly number[];
  readonly steps: readonly number[];
}

/** Level and slope of a line through the first ten values. */
function firstLine(values: readonly number[]): { level: number; slope: number } {
  const few = values.slice(0, 10);
  const middle = (few.length - 1) / 2;
  const mean = few.reduce((sum, value) => sum + value, 0) / few.length;
  const over = few.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0);
  const under = few.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  const slope = under > 0 ? over / under : 0;
  return { level: mean - slope * (middle + 1), slope };
}

const readers: Record<Trend, (at: readonly number[]) => Smoothing> = {
  none: ([alpha = 0, level = 0]) => ({ alpha, beta: 0, phi: 0.98, level, slope: 0 }),
  linear: ([alpha = 0, level = 0, beta = 0, slope = 0]) => ({ alpha, beta, phi: 1, level, slope }),
  damped: ([alpha = 0, level = 0, beta = 0, slope = 0, phi = 0]) => ({ alpha, beta, phi, level, slope }),
};

function beginning(values: readonly number[], trend: Trend): Begin {
  const { level, slope } = firstLine(values);
  const scale = Math.max(...values) - Math.min(...values) || 1;
  const small = scale / values.length;
  if (trend === 'none') return { at: [0.5, values[0] ?? 0], steps: [0.2, scale / 4] };
  const at = [0.3, level, 0.1, slope];
  const steps = [0.2, scale / 4, 0.1, small];
  return trend === 'linear' ? { at, steps } : { at: [...at, 0.95], steps: [...steps, -0.05] };
}

/**
 * Exponential smoothing with additive errors, without season: ETS(A,N,N), ETS(A,A,N) or ETS(A,Ad,N), its parameters and
 * first states estimated together by least squares.
 *
 * Hyndman, Koehler, Ord and Snyder, "Forecasting with Exponential Smoothing" (2008), chapters 2 and 5.
 * @param values at least three
 */
export function fitSmoothing(values: readonly number[], trend: Trend): Fit & { readonly squares: number } {
  const read = readers[trend];
  const { at, steps } = beginning(values, trend);
  const squaresOf = (point: readonly number[]) => {
    const start = read(point);
    if (!isAllowed(trend === 'linear' ? { ...start, phi: 0.9 } : start)) return Infinity;
    const { said } = walk(values, values.length, start);
    let sum = 0;
    for (let index = 0; index < values.length; index += 1)
      sum += ((values[index] ?? 0) - (said[index] ?? 0)) ** 2;
    return sum;
  };
  const found = minimise(squaresOf, at, { steps, evaluations: 250 * at.length });
  const start = read(found.at);
  return {
    parameters: at.length,
    squares: found.value,
    said: walk(values, values.length, start).said,
    skipped: 0,
    ahead: (upTo, horizon) => goOn(walk(values, upTo, start), start.phi, horizon),
  };
}

function goOn({ level, slope }: { level: number; slope: number }, phi: number, horizon: number): number[] {
  const ahead: number[] = [];
  let [at, step] = [level, slope];
  for (let index = 0; index < horizon; index += 1) {
    step *= phi;
    at += step;
    ahead.push(at);
  }
  return ahead;
}

/** Akaike's criterion corrected for short series, of least squares. Infinity where there are too few values. */
function criterion(squares: number, count: number, parameters: number): number {
  const all = parameters + 1;
  if (count <= all + 1) return Infinity;
  const logLikelihood = count * Math.log(Math.max(squares, Number.MIN_VALUE) / count);
  return logLikelihood + 2 * all + (2 * all * (all + 1)) / (count - all - 1);
}

/** The trend that Akaike's corrected criterion chooses: no more of it than the series can carry. */
export function chooseSmoothing(values: readonly number[]): Fit {
  const [first, ...others] = (['none', 'linear', 'damped'] as const).map((trend) => {
    const fit = fitSmoothing(values, trend);
    return { fit, score: criterion(fit.squares, values.length, fit.parameters) };
  });
  if (!first) throw new RangeError('no model');
  return others.reduce((best, each) => (each.score < best.score ? each : best), first).fit;
}
