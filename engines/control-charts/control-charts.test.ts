import { expect, test } from 'vitest';
import { chance } from '#engines/chance';
import {
  cusum,
  cusumRunLength,
  estimate,
  ewma,
  ewmaRunLength,
  individuals,
  individualsRunLength,
  siegmundRunLength,
} from './index.ts';

const apart = (one: number, other: number): number => Math.abs(one / other - 1);

// Montgomery, tables 9.3 and 9.11; the EWMA from Lucas and Saccucci (1990).
test.each([
  [
    'individuals',
    individualsRunLength,
    [
      [0, 370.4],
      [1, 43.9],
      [2, 6.3],
      [3, 2],
    ],
  ],
  [
    'cusum',
    cusumRunLength,
    [
      [0, 465],
      [0.25, 139],
      [0.5, 38],
      [0.75, 17],
      [1, 10.4],
      [1.5, 5.75],
      [2, 4.01],
      [3, 2.57],
    ],
  ],
  [
    'ewma',
    ewmaRunLength,
    [
      [0, 500],
      [0.25, 106],
      [0.5, 31.3],
      [0.75, 15.9],
      [1, 10.3],
      [2, 4.4],
      [3, 2.9],
    ],
  ],
  [
    'siegmund',
    siegmundRunLength,
    [
      [0, 465],
      [1, 10.4],
    ],
  ],
] as const)(
  '%s: run lengths are those of the published tables within 3 per cent',
  (_name, lengthOf, table) => {
    for (const [shift, length] of table)
      expect(apart(lengthOf(shift), length), `shift ${shift}`).toBeLessThan(0.03);
  },
);

/** Invented normal values, the same each time (Box and Muller). */
function normals(seed: number, count: number): number[] {
  const next = chance(seed);
  // Never zero, which has no logarithm.
  const uniform = () => next() + 0.5 / 2 ** 32;
  return Array.from(
    { length: count },
    () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
}

test.each([0, 1])(
  'the charts themselves keep their run lengths over a million values, shifted by %d',
  (shift) => {
    const values = normals(7 + shift, 1_000_000).map((value) => 50 + 4 * (value + shift));
    const process = { centre: 50, sigma: 4 };
    const lengthOf = (points: readonly { signal: string | null }[]) =>
      points.length / points.filter(({ signal }) => signal !== null).length;
    // About 2,000 runs in control: three standard errors of their mean are 7 per cent.
    expect(apart(lengthOf(individuals(values, process)), individualsRunLength(shift))).toBeLessThan(0.07);
    expect(apart(lengthOf(ewma(values, process)), ewmaRunLength(shift))).toBeLessThan(0.07);
    expect(apart(lengthOf(cusum(values, process)), cusumRunLength(shift))).toBeLessThan(0.07);
  },
);

test('centre and spread are the mean and the moving range over 1.128', () => {
  expect(estimate([10, 12, 9, 13])).toEqual({ centre: 11, sigma: 3 / 1.128 });
  const { centre, sigma } = estimate(normals(3, 20_000).map((value) => 5 + 2 * value));
  expect([centre, sigma].map((value) => Math.round(value * 10) / 10)).toEqual([5, 2]);
});

test('each chart says on which side, and the sum since when', () => {
  const process = { centre: 0, sigma: 1 };
  expect(individuals([2.9, 3.1, -3.1], process).map(({ signal }) => signal)).toEqual([null, 'high', 'low']);
  const down = [0, 0, ...Array.from({ length: 20 }, () => -1.5)];
  expect(ewma(down, process).find(({ signal }) => signal)?.signal).toBe('low');
  const points = cusum(down, process);
  const first = points.findIndex(({ signal }) => signal);
  // A standard deviation more than the allowance each time: the sixth is above five.
  expect([first, points[first]]).toEqual([7, { high: 0, low: 6, signal: 'low', since: 2 }]);
  // After a signal it begins anew.
  expect(points[first + 1]).toMatchObject({ low: 1, signal: null });
});

test('what cannot be charted is refused', () => {
  const process = { centre: 0, sigma: 1 };
  for (const wrong of [
    () => estimate([1]),
    () => estimate([1, 1, 1]),
    () => estimate([1, Number.NaN]),
    () => individuals([1], { ...process, sigma: 0 }),
    () => individuals([Number.POSITIVE_INFINITY], process),
    () => ewma([1], { ...process, lambda: 0 }),
    () => cusum([1], { ...process, allowance: -1 }),
  ])
    expect(wrong).toThrow(RangeError);
});
