import { chance } from '#engines/chance';
import { isBefore, ranksOf } from './composite.ts';

/**
 * How far a rank stands if the choices behind it had been others: weights around those chosen, other ways to make scores of
 * values (M. Saisana, A. Saltelli and S. Tarantola, Uncertainty and sensitivity analysis techniques as tools for the quality
 * assessment of composite indicators, J. R. Statist. Soc. A 168, 2005; the OECD and JRC handbook, step 7).
 */
export interface Uncertain {
  /** Weight of each criterion; they add up to 1. */
  readonly weights: readonly number[];
  /**
   * Of each criterion the scores of the units, once for each way that could have been taken. One draw takes one of them for
   * each criterion. Null: no score, and the unit's other criteria share the weight.
   */
  readonly alternatives: readonly (readonly (readonly (number | null)[])[])[];
  /** Of each unit, what is added or taken off whatever was drawn. */
  readonly adjustments: readonly number[];
  readonly seed: number;
  readonly draws?: number;
  /** Dirichlet concentration: the larger, the nearer the weights drawn lie to those chosen. */
  readonly concentration?: number;
}

export interface RankRange {
  /** 5 of 100 draws put it before this place, 5 behind `high`: 90 of 100 lie between. */
  readonly low: number;
  readonly high: number;
  readonly median: number;
}

export interface Simulated {
  readonly ranges: readonly RankRange[];
  /** `before[a][b]`: share of the draws in which a stands before b; those alike count half for each. */
  readonly before: readonly (readonly number[])[];
}

function normal(random: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

/** G. Marsaglia and W. W. Tsang, A simple method for generating gamma variables, 2000. */
function gamma(shape: number, random: () => number): number {
  if (shape <= 0) return 0;
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

function dirichlet(weights: readonly number[], concentration: number, random: () => number): number[] {
  const drawn = weights.map((weight) => gamma(weight * concentration, random));
  const total = drawn.reduce((sum, value) => sum + value, 0);
  return total === 0 ? [...weights] : drawn.map((value) => value / total);
}

function totalsOf(
  weights: readonly number[],
  scores: readonly (readonly (number | null)[])[],
  adjustments: readonly number[],
): number[] {
  return adjustments.map((points, unit) => {
    let [sum, weighed] = [0, 0];
    for (const [criterion, column] of scores.entries()) {
      const score = column[unit] ?? null;
      const weight = weights[criterion] ?? 0;
      if (score === null) continue;
      sum += weight * score;
      weighed += weight;
    }
    return points + (weighed === 0 ? 0 : sum / weighed);
  });
}

/** The place below which a share of sorted places lies. */
const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 1;

/** Draws weights and ways as many times as is asked. @returns ranges and shares in the order of the units */
export function simulateRanks(uncertain: Uncertain): Simulated {
  const { weights, alternatives, adjustments, seed, draws = 2000, concentration = 60 } = uncertain;
  const random = chance(seed);
  const units = adjustments.length;
  const places: number[][] = adjustments.map(() => []);
  const before = adjustments.map(() => Array.from({ length: units }, () => 0));
  for (let draw = 0; draw < draws; draw += 1) {
    const drawn = dirichlet(weights, concentration, random);
    const scores = alternatives.map((ways) => ways[Math.floor(random() * ways.length)] ?? []);
    const totals = totalsOf(drawn, scores, adjustments);
    for (const [unit, place] of ranksOf(totals).entries()) places[unit]?.push(place);
    count(before, totals);
  }
  return {
    ranges: places.map((own) => {
      const sorted = own.toSorted((one, other) => one - other);
      return { low: quantile(sorted, 0.05), median: quantile(sorted, 0.5), high: quantile(sorted, 0.95) };
    }),
    before: before.map((row) => row.map((times) => times / draws)),
  };
}

function count(before: number[][], totals: readonly number[]): void {
  for (const [one, row] of before.entries())
    for (const other of totals.keys()) {
      const [own, its] = [totals[one] ?? 0, totals[other] ?? 0];
      // Behind nothing, alike a half, before one.
      const share = (Number(isBefore(own, its)) - Number(isBefore(its, own)) + 1) / 2;
      row[other] = (row[other] ?? 0) + share;
    }
}
