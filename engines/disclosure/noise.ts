import { secureRandom, uniformBelow, type RandomSource } from './random.ts';

/** A fraction of whole numbers, both positive. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** True with probability over/under, which is at most 1. */
const bernoulli = ({ over, under }: Fraction, random: RandomSource): boolean =>
  uniformBelow(under, random) < over;

/** True with probability exp(−γ) for γ = over/under from 0 to 1 (Canonne, Kamath and Steinke 2020, algorithm 1). */
function bernoulliExp({ over, under }: Fraction, random: RandomSource): boolean {
  let k = 1n;
  while (bernoulli({ over, under: under * k }, random)) k += 1n;
  return k % 2n === 1n;
}

/** A whole number n ≥ 0 with probability proportional to exp(−n·s/t) and then a sign: their algorithm 2. */
function drawLaplace({ over: t, under: s }: Fraction, random: RandomSource): bigint {
  for (;;) {
    const u = uniformBelow(t, random);
    if (!bernoulliExp({ over: u, under: t }, random)) continue;
    let v = 0n;
    while (bernoulliExp({ over: 1n, under: 1n }, random)) v += 1n;
    const size = (u + t * v) / s;
    const negative = bernoulli({ over: 1n, under: 2n }, random);
    if (negative && size === 0n) continue;
    return negative ? -size : size;
  }
}

export interface Privacy {
  /** What is spent, in thousandths of ε: whole, so that what was spent adds up exactly. */
  readonly milliEpsilon: number;
  /** By how much one person can change all counts together: 1 when each is in one cell. */
  readonly sensitivity: number;
}

function scaleOf({ milliEpsilon, sensitivity }: Privacy): Fraction {
  const whole = [milliEpsilon, sensitivity].every((each) => Number.isSafeInteger(each) && each > 0);
  if (!whole) throw new RangeError('ε in thousandths and the sensitivity are whole numbers from 1 on');
  return { over: 1000n * BigInt(sensitivity), under: BigInt(milliEpsilon) };
}

/**
 * Noise of the discrete Laplace distribution of scale sensitivity/ε: P(x) = (e^(1/b) − 1)/(e^(1/b) + 1) · e^(−|x|/b). Counts to
 * which it is added are ε-differentially private (the geometric mechanism, Ghosh, Roughgarden and Sundararajan 2012),
 * and of all such mechanisms serve every reader best. Drawn exactly, from whole random numbers alone (Canonne, Kamath and
 * Steinke, "The Discrete Gaussian for Differential Privacy", 2020): noise of floating point tells the count by the values
 * that it cannot take (Mironov 2012).
 * @returns a whole number; expected cost grows with the logarithm of the scale
 * @throws RangeError when ε or the sensitivity is not a whole number from 1 on
 */
export function laplaceNoise(privacy: Privacy, random: RandomSource = secureRandom): number {
  return Number(drawLaplace(scaleOf(privacy), random));
}

/** Counts with noise, each its own. Some come out negative: cut off at zero, their sums would be too high. */
export const privateCounts = (
  counts: readonly number[],
  privacy: Privacy,
  random: RandomSource = secureRandom,
): number[] => counts.map((count) => count + laplaceNoise(privacy, random));

/** How far a count lies from the true one at most, in 95 of 100 draws: the smallest such whole number. */
export function errorOf(privacy: Privacy): number {
  const { over, under } = scaleOf(privacy);
  const p = Math.exp(-Number(under) / Number(over));
  // P(|x| > n) = 2·p^(n+1) / (1 + p)
  return Math.max(0, Math.ceil(Math.log((0.05 * (1 + p)) / 2) / Math.log(p) - 1));
}
