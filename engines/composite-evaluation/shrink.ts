/** A ratio of a unit: what was counted, over what it is held against (cases, persons). */
export interface Counted {
  readonly events: number;
  readonly base: number;
}

export interface Shrunk {
  readonly raw: number;
  /** Between the raw ratio and that of all. */
  readonly value: number;
  /** 1: stands as it is; 0: is the ratio of all. */
  readonly kept: number;
}

/**
 * Ratios of few cases drawn towards that of all, the more the fewer there are: the global empirical Bayes estimator of R. J.
 * Marshall (Mapping disease and mortality rates using empirical Bayes estimators, Applied Statistics 40, 1991), by moments; it
 * goes back to James and Stein 1961.
 * @param of `share`: a part of a whole (binomial variance); `rate`: events for each unit of the base (Poisson)
 * @returns one a unit; null where it has no base
 */
export function shrink(counted: readonly (Counted | null)[], of: 'share' | 'rate'): (Shrunk | null)[] {
  const known = counted.filter((each) => each !== null && each.base > 0) as Counted[];
  const base = known.reduce((sum, each) => sum + each.base, 0);
  if (known.length === 0) return counted.map(() => null);
  const mean = known.reduce((sum, each) => sum + each.events, 0) / base;
  const spread =
    known.reduce((sum, each) => sum + each.base * (each.events / each.base - mean) ** 2, 0) / base;
  // What one case varies by chance alone.
  const chance = of === 'share' ? mean * (1 - mean) : mean;
  const between = Math.max(0, spread - chance / (base / known.length));
  return counted.map((each) => {
    if (each === null || each.base <= 0) return null;
    const raw = each.events / each.base;
    const noise = chance / each.base;
    const kept = between + noise === 0 ? 1 : between / (between + noise);
    return { raw, value: mean + kept * (raw - mean), kept };
  });
}
