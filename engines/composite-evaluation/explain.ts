import { isBefore, totalOf, type Evaluated } from './composite.ts';

export interface Effect {
  readonly criterion: string;
  /** By a score that moved, weighed by the mean of both weights. */
  readonly byScore: number;
  /**
   * By a weight that moved, at how far the mean of both scores is from what the unit has all in all: what one criterion gains in
   * weight the others lose, and by that alone nobody rises. A criterion that came or went is a weight that did.
   */
  readonly byWeight: number;
  /** By points that were added or taken off. */
  readonly byAdjustment: number;
}

type Made = Omit<Evaluated, 'unit'>;

const pointsOf = ({ adjustments }: Made, criterion: string): number =>
  adjustments.reduce((sum, each) => (each.criterion === criterion ? sum + each.points : sum), 0);

const partOf = ({ parts }: Made, criterion: string) => parts.find((part) => part.criterion === criterion);

const meanScore = ({ parts }: Made): number =>
  parts.reduce((sum, { weight, score }) => sum + weight * score, 0);

/** What weights are held against. Where only one side was scored at all they do not cancel out, and it is nought. */
const middleOf = (earlier: Made, later: Made): number =>
  earlier.parts.length === 0 || later.parts.length === 0 ? 0 : (meanScore(earlier) + meanScore(later)) / 2;

/**
 * Which criteria made the difference of two totals, exactly: the effects add up to it. A product of two factors is split between
 * them evenly, which is its Shapley value (A. F. Shorrocks, Decomposition procedures for distributional analysis, 2013).
 */
export function explainChange(earlier: Made, later: Made): Effect[] {
  const middle = middleOf(earlier, later);
  const all = [...earlier.parts, ...later.parts, ...earlier.adjustments, ...later.adjustments];
  return [...new Set(all.map(({ criterion }) => criterion))].map((criterion) => {
    const [was, is] = [partOf(earlier, criterion), partOf(later, criterion)];
    // What was not scored, or is not, moved by its weight alone.
    const before = was ?? { weight: 0, score: is?.score ?? 0 };
    const after = is ?? { weight: 0, score: before.score };
    return {
      criterion,
      byScore: ((before.weight + after.weight) / 2) * (after.score - before.score),
      byWeight: ((before.score + after.score) / 2 - middle) * (after.weight - before.weight),
      byAdjustment: pointsOf(later, criterion) - pointsOf(earlier, criterion),
    };
  });
}

/** What another unit did to one's rank: below zero it fell behind one, above zero it passed; the rank moves by the sum. */
export interface Passing {
  readonly unit: string;
  readonly places: number;
  /** By how much the other's total moved; null where it was, or is, not evaluated. */
  readonly moved: number | null;
}

/** Whom one passed and by whom one was passed between two results; the places add up to the change of the rank. */
export function explainRank(
  unit: string,
  earlier: readonly Evaluated[],
  later: readonly Evaluated[],
): Passing[] {
  const totals = (of: readonly Evaluated[]) => new Map(of.map((each) => [each.unit, totalOf(each)]));
  const [was, is] = [totals(earlier), totals(later)];
  const aheadIn = (of: ReadonlyMap<string, number>, other: string): number => {
    const [own, its] = [of.get(unit), of.get(other)];
    return own !== undefined && its !== undefined && isBefore(its, own) ? 1 : 0;
  };
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((other) => other !== unit)
    .map((other) => {
      const [before, after] = [was.get(other), is.get(other)];
      const moved = before === undefined || after === undefined ? null : after - before;
      return { unit: other, places: aheadIn(is, other) - aheadIn(was, other), moved };
    })
    .filter(({ places }) => places !== 0);
}
