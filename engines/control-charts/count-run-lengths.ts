import { counts, type CountChart } from './counts.ts';

/** Logarithm of the gamma function: Lanczos' series with g = 7, to about 1e-15. */
function lnGamma(x: number): number {
  const series = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const at = x - 1;
  const sum = series.reduce((all, each, index) => all + each / (at + index + 1), 0.99999999999980993);
  const t = at + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Probability of exactly `count` in a sample. */
function probability(chart: CountChart, count: number, rate: number, size: number): number {
  if (chart === 'u') {
    const mean = rate * size;
    return Math.exp(count * Math.log(mean) - mean - lnGamma(count + 1));
  }
  const ways = lnGamma(size + 1) - lnGamma(count + 1) - lnGamma(size - count + 1);
  return Math.exp(ways + count * Math.log(rate) + (size - count) * Math.log1p(-rate));
}

export interface CountsRunLength {
  /** Items of each sample (p: whole), or units (u). */
  readonly size: number;
  /** For which the limits stand. */
  readonly centre: number;
  /** How it really is; in control, `centre`, when absent. */
  readonly rate?: number;
  readonly width?: number;
}

/**
 * After how many samples of one size on average a chart of counts signals: one over the share of samples beyond its limits,
 * summed over the binomial or Poisson distribution without approximation (Montgomery 7.2.4, 7.3.4). O(size), or of `u`
 * O(size * centre).
 */
export function countsRunLength(
  chart: CountChart,
  { size, centre, rate = centre, width = 3 }: CountsRunLength,
): number {
  const [limits] = counts(chart, [{ count: 0, size }], { centre, width });
  const lower = limits?.lower ?? 0;
  const upper = limits?.upper ?? 0;
  const most = chart === 'p' ? Math.min(size, Math.floor(upper * size)) : Math.floor(upper * size);
  let within = 0;
  for (let count = Math.ceil(lower * size); count <= most; count += 1)
    within += probability(chart, count, rate, size);
  return 1 / (1 - within);
}
