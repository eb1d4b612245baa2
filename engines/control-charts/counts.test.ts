import { expect, test } from 'vitest';
import { chance } from '#engines/chance';
import { counts, countsRunLength, estimateRate, type Sample } from './index.ts';

const samplesOf = (sizes: readonly number[], counted: readonly number[]): Sample[] =>
  sizes.map((size, at) => ({ size, count: counted[at] ?? 0 }));
const round = (value: number | undefined, places: number) => Number((value ?? Number.NaN).toFixed(places));

// Montgomery, Introduction to Statistical Quality Control, table 7.4: purchase orders, weeks of different size.
const orders = samplesOf(
  [
    100, 80, 80, 100, 110, 110, 100, 100, 90, 90, 110, 120, 120, 120, 110, 80, 80, 80, 90, 100, 100, 100, 100,
    90, 90,
  ],
  [12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9],
);
// The same, table 7.11: defects in rolls of dyed cloth.
const cloth = samplesOf(
  [10, 8, 13, 10, 9.5, 10, 12, 10.5, 12, 12.5],
  [14, 12, 20, 11, 7, 10, 21, 16, 19, 23],
);

test('p-chart: samples of different sizes have limits of their own, and the eleventh week is out of control', () => {
  const centre = estimateRate('p', orders);
  expect(round(centre, 3)).toBe(0.096);
  const points = counts('p', orders, { centre });
  expect(points.map(({ upper }) => round(upper, 3)).slice(0, 6)).toEqual([
    0.184, 0.194, 0.194, 0.184, 0.18, 0.18,
  ]);
  expect(points.flatMap(({ signal }, at) => (signal ? [[at + 1, signal]] : []))).toEqual([[11, 'high']]);
});

test('u-chart: rolls of different length have limits of their own, and none is out of control', () => {
  const centre = estimateRate('u', cloth);
  expect(round(centre, 2)).toBe(1.42);
  const points = counts('u', cloth, { centre });
  const limits = points.map(({ lower, upper }) => [round(lower, 2), round(upper, 2)]);
  expect(limits.slice(0, 5)).toEqual([
    [0.29, 2.56],
    [0.16, 2.69],
    [0.43, 2.42],
    [0.29, 2.56],
    [0.26, 2.58],
  ]);
  expect(points.every(({ signal }) => signal === null)).toBe(true);
});

// Montgomery 7.2.4: n = 50, centre 0.20; a share of 0.30 is missed with probability 0.8594. 7.3.4: c-chart, centre 19.85.
test('run lengths of counts are those of the operating characteristics', () => {
  const orange = { size: 50, centre: 0.2 };
  expect(round(1 - 1 / countsRunLength('p', { ...orange, rate: 0.3 }), 4)).toBe(0.8594);
  expect(Math.round(countsRunLength('p', orange))).toBe(370);
  // Each is the difference of two probabilities of three digits.
  const published = [
    [3, 0.034],
    [5, 0.238],
    [7, 0.55],
    [10, 0.87],
    [15, 0.991],
    [20, 0.997],
    [25, 0.95],
    [30, 0.744],
    [33, 0.546],
    [35, 0.41],
    [40, 0.151],
    [45, 0.038],
  ] as const;
  for (const [rate, missed] of published) {
    const found = 1 - 1 / countsRunLength('u', { size: 1, centre: 19.85, rate });
    expect(Math.abs(found - missed), `rate ${rate}`).toBeLessThan(0.0015);
  }
});

test('the charts themselves keep their run lengths over invented samples', () => {
  const uniform = chance(11);
  const binomial = (size: number, share: number) => {
    let count = 0;
    for (let item = 0; item < size; item += 1) if (uniform() < share) count += 1;
    return count;
  };
  const samples = Array.from({ length: 100_000 }, () => ({ size: 50, count: binomial(50, 0.3) }));
  const points = counts('p', samples, { centre: 0.2 });
  const length = points.length / points.filter(({ signal }) => signal).length;
  // About 14,000 runs: three standard errors of their mean are under 3 per cent.
  expect(Math.abs(length / countsRunLength('p', { size: 50, centre: 0.2, rate: 0.3 }) - 1)).toBeLessThan(
    0.03,
  );
});

test('what cannot be charted is refused', () => {
  for (const wrong of [
    () => estimateRate('p', []),
    () => estimateRate('u', [{ count: 0, size: 3 }]),
    () => estimateRate('p', [{ count: 3, size: 3 }]),
    () => counts('p', [{ count: 4, size: 3 }], { centre: 0.5 }),
    () => counts('u', [{ count: 4, size: 0 }], { centre: 0.5 }),
    () => counts('p', [{ count: 1, size: 3 }], { centre: 1 }),
    () => counts('u', [{ count: 1, size: 3 }], { centre: 1, width: 0 }),
  ])
    expect(wrong).toThrow(RangeError);
});
