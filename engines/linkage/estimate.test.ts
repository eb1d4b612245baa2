import { expect, test } from 'vitest';
import { estimate, probabilityOf, weightsOf, type Parameters } from './estimate.ts';
import type { Pattern } from './pattern.ts';

const radices = [4, 3, 5];
const truth: Parameters = {
  prior: 0.0005,
  m: [
    [0.05, 0.15, 0.8],
    [0.1, 0.9],
    [0.04, 0.06, 0.1, 0.8],
  ],
  u: [
    [0.975, 0.02, 0.005],
    [0.8, 0.2],
    [0.94, 0.0594, 0.0005, 0.0001],
  ],
};
const totalPairs = 2e7;
const missing = 0.1;

/** Every pattern with the number of pairs that it has by expectation. */
function patternsOf(share: (level: readonly number[]) => number): Pattern[] {
  const patterns: Pattern[] = [];
  for (let a = 0; a < 4; a++)
    for (let b = 0; b < 3; b++)
      for (let c = 0; c < 5; c++) patterns.push({ digits: [a, b, c], count: share([a, b, c]) });
  return patterns;
}

const chance = (digits: readonly number[], rows: readonly (readonly number[])[]): number =>
  digits.reduce(
    (all, digit, at) => all * (digit === 0 ? missing : (1 - missing) * (rows[at]?.[digit - 1] ?? 0)),
    1,
  );

const all = patternsOf(
  (digits) =>
    totalPairs * (truth.prior * chance(digits, truth.m) + (1 - truth.prior) * chance(digits, truth.u)),
);
const background = {
  totalPairs,
  random: all.map(({ digits, count }) => ({ digits, count: count / 40 })),
  equal: [undefined, undefined, undefined],
  radices,
};

test('what was put in is found again, from counts alone', () => {
  const found = estimate(all, background);
  expect(found.prior / truth.prior).toBeCloseTo(1, 1);
  for (const [at, row] of truth.m.entries())
    for (const [level, value] of row.entries()) expect(found.m[at]?.[level]).toBeCloseTo(value, 1);
  for (const [at, row] of truth.u.entries())
    for (const [level, value] of row.entries())
      expect((found.u[at]?.[level] ?? 0) / value, `u ${at} ${level}`).toBeCloseTo(1, 1);
});

test('a column of numbers agrees by chance far less than it agrees: the matches in it are taken out', () => {
  const unique: Parameters = { ...truth, u: [...truth.u.slice(0, 2), [0.99, 0.009, 0.0009999, 0.0000001]] };
  const patterns = patternsOf(
    (digits) =>
      totalPairs * (unique.prior * chance(digits, unique.m) + (1 - unique.prior) * chance(digits, unique.u)),
  );
  const equal = unique.prior * 0.8 + (1 - unique.prior) * 0.0000001;
  const random = patterns.map(({ digits, count }) => ({ digits, count: count / 40 }));
  const found = estimate(patterns, { ...background, random, equal: [undefined, undefined, equal] });
  expect(found.u[2]?.[3]).toBeLessThan(equal / 10);
  expect(found.prior / unique.prior).toBeCloseTo(1, 1);
});

test('more agreement never speaks against a match here, and a missing value speaks for nothing', () => {
  const weights = weightsOf(estimate(all, background));
  for (const row of weights) {
    expect(row[0]).toBe(0);
    expect(row.slice(1)).toEqual(row.slice(1).toSorted((x, y) => x - y));
  }
  const found = estimate(all, background);
  expect(probabilityOf([0, 0, 0], found)).toBeCloseTo(found.prior, 10);
  expect(probabilityOf([3, 2, 4], found)).toBeGreaterThan(0.9);
});

test('nothing found: no matches are claimed, and nothing is divided by nothing', () => {
  const found = estimate([], {
    totalPairs: 10,
    random: [],
    equal: [undefined, undefined, undefined],
    radices,
  });
  expect(found.prior).toBeLessThan(0.1);
  for (const row of [...found.m, ...found.u])
    for (const value of row) {
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThanOrEqual(1);
    }
});

test('the same counts give the same parameters, in whatever order they come', () => {
  const one = estimate(all, background);
  const other = estimate(all.toReversed(), background);
  expect(other.prior).toBeCloseTo(one.prior, 12);
});
