import type { ChartPoint } from './charts.ts';

/** One sample: how many were counted, among how many (p) or over how much (u). Samples may differ in size. */
export interface Sample {
  /** Nonconforming items (p: whole, at most `size`) or events (u). Not below 0. */
  readonly count: number;
  /** Items looked at (p), or units of opportunity: inhabitants, lifts, days (u). More than 0. */
  readonly size: number;
}

export type CountChart = 'p' | 'u';

export interface CountsOptions {
  /** Share (p, above 0 and below 1) or rate (u, above 0) of the process in control: `estimateRate` of samples in control. */
  readonly centre: number;
  /** Limits in standard deviations of each sample; 3 when absent. */
  readonly width?: number;
}

function requireSamples(samples: readonly Sample[], chart: CountChart): void {
  for (const [at, { count, size }] of samples.entries()) {
    if (!(size > 0) || !Number.isFinite(size)) throw new RangeError(`sample ${at} has no size`);
    if (!(count >= 0) || !Number.isFinite(count)) throw new RangeError(`sample ${at} has no count`);
    if (chart === 'p' && count > size) throw new RangeError(`sample ${at} counts more than there are`);
  }
}

/**
 * Share or rate of samples in control: what was counted in all over all that was looked at, never the mean of shares
 * (Montgomery 7.2.2 and 7.3.2, variable sample size).
 * @throws RangeError without samples, for one without a size or with a count that is none, and where nothing (or, for `p`,
 *   everything) was counted: such a process has no spread
 */
export function estimateRate(chart: CountChart, samples: readonly Sample[]): number {
  requireSamples(samples, chart);
  const counted = samples.reduce((sum, { count }) => sum + count, 0);
  const all = samples.reduce((sum, { size }) => sum + size, 0);
  if (samples.length === 0 || counted === 0 || (chart === 'p' && counted === all))
    throw new RangeError('a process in which nothing or everything counts has no spread');
  return counted / all;
}

/** Standard deviation of the share or rate of one sample: of the binomial, or of the Poisson distribution. */
export const spreadOf = (chart: CountChart, centre: number, size: number): number =>
  Math.sqrt((chart === 'p' ? centre * (1 - centre) : centre) / size);

/**
 * Charts of counts with a limit for each sample by its own size: `p` of the share of items that count, `u` of events for
 * each unit (Montgomery 7.2 and 7.3). Rule: a share or rate farther than `width` of its own standard deviations from the
 * centre. A lower limit is never below 0, an upper one of shares never above 1.
 * @throws RangeError as `estimateRate`, and for a centre or width that is none
 */
export function counts(
  chart: CountChart,
  samples: readonly Sample[],
  { centre, width = 3 }: CountsOptions,
): ChartPoint[] {
  requireSamples(samples, chart);
  if (!(centre > 0) || !Number.isFinite(centre) || (chart === 'p' && centre >= 1))
    throw new RangeError('the centre must be above 0, and of shares below 1');
  if (!(width > 0) || !Number.isFinite(width)) throw new RangeError('width must be more than zero');
  return samples.map(({ count, size }) => {
    const reach = width * spreadOf(chart, centre, size);
    const lower = Math.max(0, centre - reach);
    const upper = chart === 'p' ? Math.min(1, centre + reach) : centre + reach;
    const value = count / size;
    const low = value < lower ? 'low' : null;
    return { value, lower, upper, signal: value > upper ? 'high' : low };
  });
}
