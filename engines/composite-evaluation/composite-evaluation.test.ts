import { expect, test } from 'vitest';
import { chance } from '#engines/chance';
import {
  entropyWeights,
  type Evaluated,
  explainChange,
  explainRank,
  normalise,
  priorities,
  ranksOf,
  reciprocalMatrix,
  sharedWeights,
  shrink,
  simulateRanks,
  totalOf,
} from './index.ts';

const rounded = (values: readonly number[], digits: number) =>
  values.map((value) => Number(value.toFixed(digits)));

test("Saaty's distances from Philadelphia (1977): weights and the largest eigenvalue as printed", () => {
  // Cairo, Tokyo, Chicago, San Francisco, London, Montreal.
  const upper = [1 / 3, 8, 3, 3, 7, 9, 3, 3, 9, 1 / 6, 1 / 5, 2, 1 / 3, 6, 6];
  const found = priorities(reciprocalMatrix(6, upper));
  for (const [at, printed] of [0.263, 0.397, 0.033, 0.116, 0.164, 0.027].entries())
    expect(Math.abs((found.weights[at] ?? 0) - printed)).toBeLessThan(0.0015);
  expect(found.lambdaMax).toBeCloseTo(6.45, 1);
  expect(found.consistencyRatio).toBeCloseTo(0.09 / 1.24, 2);
});

test("Saaty's choice of a school (1980): judgements that contradict each other have a ratio above 0.1", () => {
  // Learning, friends, school life, vocational training, college preparation, music classes.
  const upper = [4, 3, 1, 3, 4, 7, 3, 1 / 5, 1, 1 / 5, 1 / 5, 1 / 6, 1, 1 / 3, 3];
  const found = priorities(reciprocalMatrix(6, upper));
  expect(rounded(found.weights, 2)).toEqual([0.32, 0.14, 0.03, 0.13, 0.24, 0.14]);
  // Printed as 0.24, from an eigenvalue approximated by hand.
  expect(found.consistencyRatio).toBeGreaterThan(0.22);
  expect(found.consistencyRatio).toBeLessThan(0.25);
});

test('consistent judgements give their own weights back and a ratio of nought', () => {
  const weights = [0.5, 0.3, 0.2];
  const matrix = weights.map((one) => weights.map((other) => one / other));
  const found = priorities(matrix);
  expect(rounded(found.weights, 12)).toEqual(weights);
  expect(found.lambdaMax).toBeCloseTo(3, 10);
  expect(found.consistencyRatio).toBeCloseTo(0, 10);
  expect(() => priorities([[1, 2]])).toThrow(RangeError);
  expect(() => reciprocalMatrix(3, [1, 0, 2])).toThrow(RangeError);
});

test('entropy weights what tells units apart, and nothing else', () => {
  const apart = [1, 0, 0, 0];
  const alike = [7, 7, 7, 7];
  expect(rounded(entropyWeights([apart, alike]), 9)).toEqual([1, 0]);
  expect(entropyWeights([alike, alike])).toEqual([0.5, 0.5]);
  // Shares of 3/4 and 1/4: 1 − (2 ln 2 − ¾ ln 3) / ln 2; of 1 and 0: 1.
  const half = 1 - (2 * Math.LN2 - 0.75 * Math.log(3)) / Math.LN2;
  const [first, second] = entropyWeights([
    [3, 1],
    [5, 0],
  ]);
  expect(first).toBeCloseTo(half / (1 + half), 12);
  expect(second).toBeCloseTo(1 / (1 + half), 12);
});

test('scores of one scale, by each way', () => {
  expect(normalise([40, 70, 130], { method: 'target', floor: 40, target: 100 })).toEqual([0, 50, 100]);
  expect(normalise([20, 5], { method: 'target', floor: 20, target: 0 })).toEqual([0, 75]);
  expect(normalise([1, null, 3], { method: 'min-max', more: false })).toEqual([100, null, 0]);
  expect(normalise([5, 5], { method: 'min-max', more: true })).toEqual([50, 50]);
  expect(normalise([9, 4, 4, 1], { method: 'rank', more: true })).toEqual([100, 50, 50, 0]);
  expect(normalise([2, 4, 4, 4, 5, 5, 7, 9], { method: 'z-score', more: true })).toEqual([
    35, 45, 45, 45, 50, 50, 60, 70,
  ]);
});

test('a ratio of few cases is drawn to that of all, one of many stands', () => {
  const [few, many, other, none] = shrink(
    [{ events: 3, base: 3 }, { events: 900, base: 1000 }, { events: 500, base: 1000 }, null],
    'share',
  );
  expect(few?.raw).toBe(1);
  expect(few?.value).toBeLessThan(0.92);
  expect(few?.kept).toBeLessThan(0.5);
  expect(many?.kept).toBeGreaterThan(0.98);
  expect(other?.value).toBeCloseTo(0.5, 2);
  expect(none).toBeNull();
  // Nothing but chance between them: all are the mean.
  const alike = shrink(
    [
      { events: 1, base: 10 },
      { events: 1, base: 10 },
    ],
    'rate',
  );
  expect(alike.map((each) => each?.value)).toEqual([0.1, 0.1]);
});

const unit = (
  name: string,
  scores: readonly number[],
  weights: readonly number[],
  points = 0,
): Evaluated => ({
  unit: name,
  parts: scores.map((score, at) => ({ criterion: `c${at}`, score, weight: weights[at] ?? 0 })),
  adjustments: points === 0 ? [] : [{ criterion: 'deduction', points }],
});

test('effects add up to the change of the total, passings to the change of the rank', () => {
  const random = chance(7);
  const drawn = (count: number) => Array.from({ length: count }, () => random());
  const some = (weights: readonly number[]) =>
    ['a', 'b', 'c', 'd', 'e'].map((name) =>
      unit(
        name,
        drawn(3).map((value) => 100 * value),
        weights,
        Math.round(-4 * random()),
      ),
    );
  for (let time = 0; time < 50; time += 1) {
    const [earlier, later] = [some([0.5, 0.3, 0.2]), some([0.4, 0.4, 0.2])];
    const [was, is] = [earlier, later].map((units) => units.map(totalOf));
    const [rankWas, rankIs] = [ranksOf(was ?? []), ranksOf(is ?? [])];
    for (const [at, own] of later.entries()) {
      const before = earlier[at];
      if (!before) throw new Error('one a unit');
      const moved = explainChange(before, own).reduce(
        (sum, { byScore, byWeight, byAdjustment }) => sum + byScore + byWeight + byAdjustment,
        0,
      );
      expect(moved).toBeCloseTo(totalOf(own) - totalOf(before), 9);
      const places = explainRank(own.unit, earlier, later).reduce((sum, each) => sum + each.places, 0);
      expect(places).toBe((rankIs[at] ?? 0) - (rankWas[at] ?? 0));
    }
  }
});

test('a weight that moves lifts whoever is better there than all in all, and nobody who is alike everywhere', () => {
  const made = (weights: readonly number[], scores: readonly number[]) => ({
    parts: scores.map((score, at) => ({ criterion: 'abc'.charAt(at), weight: weights[at] ?? 0, score })),
    adjustments: [],
  });
  const [before, after] = [
    [0.5, 0.3, 0.2],
    [0.2, 0.3, 0.5],
  ];
  const effects = (scores: readonly number[]) =>
    explainChange(made(before, scores), made(after, scores)).map(({ byWeight }) => byWeight);
  expect(rounded(effects([80, 80, 80]), 9).map(Math.abs)).toEqual([0, 0, 0]);
  // 64.5 all in all before and 69 after, so 66.75 is held against: less of what is below it, more of what is above.
  expect(rounded(effects([60, 65, 75]), 9)).toEqual([2.025, 0, 2.475]);
  const alone = explainChange({ parts: [], adjustments: [] }, made(after, [60, 65, 75]));
  expect(alone.reduce((sum, { byWeight }) => sum + byWeight, 0)).toBeCloseTo(69, 9);
});

test('what is not scored leaves its weight to the others', () => {
  const parts = sharedWeights([
    { criterion: 'a', weight: 0.5, score: 80 },
    { criterion: 'b', weight: 0.3, score: null },
    { criterion: 'c', weight: 0.2, score: 10 },
  ]);
  expect(rounded(parts?.map(({ weight }) => weight) ?? [], 9)).toEqual([0.714285714, 0.285714286]);
  expect(sharedWeights([{ criterion: 'a', weight: 1, score: null }])).toBeUndefined();
  expect(ranksOf([70, 90, 90, 10])).toEqual([3, 1, 1, 4]);
});

test('one that is better in everything is first in every draw; those alike share the draws', () => {
  const scores = [
    [90, 50, 50],
    [95, 40, 40],
  ];
  const asked = {
    weights: [0.6, 0.4],
    alternatives: scores.map((column) => [column]),
    adjustments: [0, 0, 0],
    seed: 42,
    draws: 500,
  };
  const found = simulateRanks(asked);
  expect(found.ranges[0]).toEqual({ low: 1, median: 1, high: 1 });
  expect(found.before[0]).toEqual([0.5, 1, 1]);
  expect(found.before[1]).toEqual([0, 0.5, 0.5]);
  expect(simulateRanks(asked)).toEqual(found);
});

test('one that is first by one criterion alone stands as often before as its weight lets it', () => {
  // a leads where the first criterion weighs over a half: with equal weights in half of the draws.
  const found = simulateRanks({
    weights: [0.5, 0.5],
    alternatives: [[[100, 0]], [[0, 100]]],
    adjustments: [0, 0],
    seed: 3,
    draws: 4000,
  });
  expect(Math.abs((found.before[0]?.[1] ?? 0) - 0.5)).toBeLessThan(0.03);
  expect(found.ranges[0]).toEqual({ low: 1, median: expect.any(Number), high: 2 });
});
