/** A process in control: where its values lie and how far they scatter, in their own unit. */
export interface Process {
  readonly centre: number;
  /** Standard deviation of a single value; more than 0. */
  readonly sigma: number;
}

/** Mean of the range of two normal values, in standard deviations. */
const d2 = 1.128;

function requireFinite(values: readonly number[]): void {
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new RangeError(`value ${at} is no number`);
}

function requireProcess({ centre, sigma }: Process): void {
  if (!Number.isFinite(centre)) throw new RangeError('the centre is no number');
  if (!(sigma > 0) || !Number.isFinite(sigma)) throw new RangeError('the spread must be more than zero');
}

const positive = (name: string, value: number): void => {
  if (!(value > 0) || !Number.isFinite(value)) throw new RangeError(`${name} must be more than zero`);
};

/**
 * Centre and spread of a series in control, the oldest first: its mean, and the mean of the moving ranges of two over
 * d2 = 1.128, which a slow drift widens less than it does a standard deviation (Montgomery 6.4; NIST/SEMATECH 6.3.2.2).
 * @throws RangeError for fewer than two values, a value that is no number, or values that are all the same
 */
export function estimate(values: readonly number[]): Process {
  requireFinite(values);
  if (values.length < 2) throw new RangeError('two values at least');
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const moved = values
    .slice(1)
    .reduce((sum, value, index) => sum + Math.abs(value - (values[index] ?? value)), 0);
  const process = { centre, sigma: moved / (values.length - 1) / d2 };
  requireProcess(process);
  return process;
}

/** One value on a chart, in the unit of the series. */
export interface ChartPoint {
  /** What is held against the limits: the value, or its moving average. */
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** `high` above the upper limit, `low` below the lower one. */
  readonly signal: 'high' | 'low' | null;
}

const pointOf = (value: number, centre: number, reach: number): ChartPoint => {
  const [lower, upper] = [centre - reach, centre + reach];
  const low = value < lower ? 'low' : null;
  return { value, lower, upper, signal: value > upper ? 'high' : low };
};

export interface IndividualsOptions extends Process {
  /** Limits in standard deviations; 3 when absent. */
  readonly width?: number;
}

/**
 * Shewhart's chart of single values. Rule: a value farther than `width` standard deviations from the centre.
 * @throws RangeError for a value that is no number, a spread or width that is not more than zero
 */
export function individuals(values: readonly number[], options: IndividualsOptions): ChartPoint[] {
  const { centre, sigma, width = 3 } = options;
  requireFinite(values);
  requireProcess(options);
  positive('width', width);
  return values.map((value) => pointOf(value, centre, width * sigma));
}

export interface EwmaOptions extends Process {
  /** Weight of the newest value, above 0 and up to 1; 0.1 when absent. */
  readonly lambda?: number;
  /** Limits in standard deviations of the average; 2.814 when absent, 500 values in control with a weight of 0.1. */
  readonly width?: number;
}

/**
 * Chart of the exponentially weighted moving average with steady limits (Lucas and Saccucci 1990). Rule: an average farther
 * than `width` of its own standard deviations, sigma * sqrt(lambda / (2 - lambda)), from the centre. It begins anew at the
 * centre after a signal.
 * @throws RangeError as `individuals`, and for a weight that is not above 0 and up to 1
 */
export function ewma(values: readonly number[], options: EwmaOptions): ChartPoint[] {
  const { centre, sigma, lambda = 0.1, width = 2.814 } = options;
  requireFinite(values);
  requireProcess(options);
  positive('width', width);
  if (!(lambda > 0 && lambda <= 1)) throw new RangeError('lambda must be above 0 and up to 1');
  const reach = width * sigma * Math.sqrt(lambda / (2 - lambda));
  let average = centre;
  return values.map((value) => {
    average = lambda * value + (1 - lambda) * average;
    const point = pointOf(average, centre, reach);
    if (point.signal) average = centre;
    return point;
  });
}

export interface CusumOptions extends Process {
  /** Half of the shift that is to be found, in standard deviations; 0.5 when absent. */
  readonly allowance?: number;
  /** Sum that signals, in standard deviations; 5 when absent. */
  readonly limit?: number;
}

export interface CusumPoint {
  /** Sums of what lies above and below the centre by more than the allowance, in standard deviations. */
  readonly high: number;
  readonly low: number;
  readonly signal: 'high' | 'low' | null;
  /** Index of the value with which the sum that signals began to grow: about then the process shifted. */
  readonly since: number | null;
}

interface Sum {
  readonly size: number;
  readonly since: number;
}

function grown({ size, since }: Sum, by: number, at: number): Sum {
  const next = Math.max(0, size + by);
  return { size: next, since: size === 0 ? at : since };
}

/**
 * Two-sided tabular cumulative sum (Montgomery 9.1; Hawkins and Olwell 1998). Rule: a sum above `limit`. Both sums begin anew
 * at zero after a signal.
 * @throws RangeError as `individuals`, and for an allowance below zero
 */
export function cusum(values: readonly number[], options: CusumOptions): CusumPoint[] {
  const { centre, sigma, allowance = 0.5, limit = 5 } = options;
  requireFinite(values);
  requireProcess(options);
  positive('limit', limit);
  if (!(allowance >= 0)) throw new RangeError('the allowance must not be below zero');
  const none: Sum = { size: 0, since: 0 };
  let [above, below] = [none, none];
  return values.map((value, at) => {
    const distance = (value - centre) / sigma;
    above = grown(above, distance - allowance, at);
    below = grown(below, -distance - allowance, at);
    const low = below.size > limit ? 'low' : null;
    const signal: CusumPoint['signal'] = above.size > limit ? 'high' : low;
    const { since } = signal === 'high' ? above : below;
    const point = { high: above.size, low: below.size, signal, since: signal ? since : null };
    if (signal) [above, below] = [none, none];
    return point;
  });
}
