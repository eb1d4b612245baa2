import { expect, test } from 'vitest';
import { chance } from '#engines/chance';
import { pelt } from './change-points.ts';
import { chiSquareAbove, studentBeyond } from './distributions.ts';
import {
  associateSeries,
  associateTable,
  correlate,
  falseDiscoveries,
  findChangePoints,
  findDrivers,
  findOutliers,
  findOutliersInSeries,
  findSegments,
  type Slice,
} from './index.ts';
import { medoidsOf, nearest, silhouettes, totalOf } from './medoids.ts';
import { robustSpread, sumOf } from './numbers.ts';

// Figures of peers: scipy 1.17.1, scikit-learn 1.9.1, ruptures 1.1.10, kmedoids 0.5.5, statsmodels 0.15.0, on the same values.

const codes = (each: readonly { code: string }[]) => each.map(({ code }) => code);
const holds = (result: { checks: readonly { code: string; holds: boolean }[] }, code: string) =>
  result.checks.find((check) => check.code === code)?.holds;

const slice = (key: string, numerator: number, denominator: number): Slice => ({
  key,
  numerator,
  denominator,
});

test('drivers add up exactly, backwards as forwards, whatever the slices', () => {
  const next = chance(9);
  for (let run = 0; run < 200; run += 1) {
    const drawn = () =>
      Array.from({ length: 1 + Math.floor(next() * 8) }, (_, at) => {
        const denominator = 1 + Math.floor(next() * 1000);
        return slice(`t${at}`, Math.floor(next() * denominator), denominator);
      });
    const [before, after] = [drawn(), drawn()];
    const there = findDrivers(before, after, 'ratio');
    expect(sumOf(there.drivers.map(({ effect }) => effect))).toBeCloseTo(there.change, 12);
    expect(there.mix + there.rate).toBeCloseTo(there.change, 12);
    expect(holds(there, 'drivers.add-up')).toBe(true);
    const back = findDrivers(after, before, 'ratio');
    for (const { key, mix, rate } of there.drivers) {
      const same = back.drivers.find((driver) => driver.key === key);
      expect(same?.mix).toBeCloseTo(-mix, 12);
      expect(same?.rate).toBeCloseTo(-rate, 12);
    }
    const sum = findDrivers(before, after, 'sum');
    expect(sumOf(sum.drivers.map(({ effect }) => effect))).toBe(sum.change);
  }
});

test('a rate that moves is a rate, a weight that moves is a mix', () => {
  const rate = findDrivers(
    [slice('a', 10, 100), slice('b', 50, 100)],
    [slice('a', 20, 100), slice('b', 50, 100)],
    'ratio',
  );
  expect(rate.drivers[0]?.key).toBe('a');
  expect(rate.mix).toBeCloseTo(0, 12);
  expect(rate.drivers[0]?.rate).toBeCloseTo(0.05);
  const mix = findDrivers(
    [slice('a', 10, 100), slice('b', 50, 100)],
    [slice('a', 20, 200), slice('b', 50, 100)],
    'ratio',
  );
  expect(mix.rate).toBeCloseTo(0, 12);
  expect(codes(mix.warnings)).toContain('drivers.mix-not-performance');
});

// Charig et al., BMJ 292 (1986): kidney stones, open surgery beside keyhole; small and large stones.
test('where every slice goes up and the whole goes down, it is said', () => {
  const open = [slice('small', 81, 87), slice('large', 192, 263)];
  const keyhole = [slice('small', 234, 270), slice('large', 55, 80)];
  const found = findDrivers(keyhole, open, 'ratio');
  expect(found.before).toBeCloseTo(0.8257, 4);
  expect(found.after).toBeCloseTo(0.78, 4);
  expect(found.rate).toBeGreaterThan(0);
  expect(codes(found.warnings)).toContain('drivers.reversed');
  expect(codes(findDrivers(open, open, 'ratio').warnings)).not.toContain('drivers.reversed');
});

test('a slice that is new has no rate of its own; nothing to divide by is refused', () => {
  const found = findDrivers([slice('a', 10, 100)], [slice('a', 10, 100), slice('b', 40, 100)], 'ratio');
  expect(found.drivers.find(({ key }) => key === 'b')).toMatchObject({ before: null, rate: 0 });
  expect(found.change).toBeCloseTo(0.15);
  expect(() => findDrivers([], [slice('a', 1, 1)], 'ratio')).toThrow('mining.empty');
  expect(() => findDrivers([slice('a', 0, 0)], [slice('a', 1, 1)], 'ratio')).toThrow('mining.empty');
  expect(() => findDrivers([slice('a', Number.NaN, 1)], [slice('a', 1, 1)], 'ratio')).toThrow('not-a-number');
});

const stepped = [...Array<number>(20).fill(0), ...Array<number>(15).fill(4), ...Array<number>(25).fill(1.5)];
const levels = stepped.map((level, i) => ((i * 37) % 11) / 3 + level);

test.each([
  [5, [20, 35]],
  [12, [20, 35]],
  [60, [19]],
])('PELT with penalty %d finds what ruptures finds', (penalty, expected) => {
  expect(pelt(levels, penalty, 3)).toEqual(expected);
});

// Flow of the Nile at Aswan 1871–1970 (Cobb 1978): the change of 1898, before the dam.
const nile = [
  1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958,
  1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020,
  1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040,
  759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
  744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
];

test('the Nile fell once, in 1898, and not by chance', () => {
  const found = findChangePoints(nile);
  expect(found.changes.map(({ at }) => 1871 + at)).toEqual([1899]);
  expect(found.changes[0]?.before).toBeCloseTo(1097.75, 2);
  expect(holds(found, 'changes.any-beyond-chance')).toBe(true);
  expect(holds(found, 'changes.steps-not-line')).toBe(true);
});

test('noise has no changes in nine of ten; a line is not taken for steps in silence', () => {
  const next = chance(3);
  const noise = () => next() + next() + next() - 1.5;
  let quiet = 0;
  for (let run = 0; run < 50; run += 1)
    if (findChangePoints(Array.from({ length: 48 }, noise)).changes.length === 0) quiet += 1;
  expect(quiet).toBeGreaterThan(44);
  const line = findChangePoints(Array.from({ length: 60 }, (_, at) => at / 4 + noise()));
  expect(holds(line, 'changes.steps-not-line')).toBe(false);
  const late = findChangePoints([...Array.from({ length: 40 }, noise), 9, 9.2, 9.1]);
  expect(codes(late.warnings)).toContain('changes.near-end');
  expect(() => findChangePoints(Array<number>(20).fill(4))).toThrow('no-spread');
  expect(() => findChangePoints([1, 2, 3])).toThrow('too-few');
});

test('outliers by medians do not hide each other', () => {
  expect(robustSpread([2, 4, 4, 5, 7, 9, 30, 1, 3, 6])).toBeCloseTo(2.965_204, 6);
  // Two of ten pull mean and deviation so far that neither lies three deviations off.
  const found = findOutliers([10, 11, 9, 10, 12, 11, 10, 60, 62, 9]);
  expect(found.outliers.map(({ at }) => at)).toEqual([7, 8]);
  expect(holds(found, 'outliers.few')).toBe(false);
  const seasonal = Array.from({ length: 28 }, (_, at) => (at % 7 > 4 ? 50 : 100) + (at % 3));
  const expected = seasonal.map((_, at) => (at % 7 > 4 ? 51 : 101));
  const odd = seasonal.with(12, 100);
  expect(findOutliers(odd, expected).outliers.map(({ at }) => at)).toEqual([12]);
  expect(findOutliers(odd).outliers.map(({ at }) => at)).not.toContain(12);
  const leaning = findOutliers([1, 1.1, 1.2, 1.3, 1.5, 2, 3, 5, 8, 13, 21, 34]);
  expect(holds(leaning, 'outliers.both-sides-alike')).toBe(false);
  expect(() => findOutliers([5, 5, 5, 5, 5, 5, 5, 9])).toThrow('no-spread');
});

test('in a series with a season and a step only the odd month is one', () => {
  const season = [0, 8, 3, -4, -9, -2, 5, 9, 4, -3, -8, -3];
  const next = chance(4);
  const values = Array.from(
    { length: 60 },
    (_, at) => 100 + (season[at % 12] ?? 0) + (at > 36 ? 6 : 0) + next(),
  );
  expect(findOutliersInSeries(values.with(20, 120), 12).outliers.map(({ at }) => at)).toEqual([20]);
});

test('the tables of chi-square and Student', () => {
  expect(chiSquareAbove(3.2, 1)).toBeCloseTo(0.073_638_27, 8);
  expect(chiSquareAbove(30, 4) * 1e6).toBeCloseTo(4.894_437_13, 6);
  expect(chiSquareAbove(0.5, 7)).toBeCloseTo(0.999_446_48, 8);
  expect(studentBeyond(2.1, 10)).toBeCloseTo(0.062_077_244, 8);
  expect(studentBeyond(0.3, 3)).toBeCloseTo(0.783_763_29, 8);
  expect(studentBeyond(9, 25) * 1e9).toBeCloseTo(2.571_137, 5);
});

test('what goes together is what scipy says goes together', () => {
  const a = [1.2, 3.4, 2.2, 5.9, 5.1, 7.7, 6, 9.3, 8.8, 10.4, 3.3, 2.1];
  const b = [2, 2.9, 3.5, 4, 6.6, 5.2, 7.9, 7.1, 9.9, 9, 1.1, 2.9];
  const found = correlate(a, b);
  expect(found.ranked).toBeCloseTo(0.858_144_924, 8);
  expect(found.chance).toBeCloseTo(0.000_354_759, 8);
  const table = associateTable([
    [12, 7, 21],
    [30, 25, 4],
  ]);
  expect(table.chiSquare).toBeCloseTo(26.737_648, 5);
  expect(table.chance * 1e6).toBeCloseTo(1.563_124, 5);
  expect(table.residuals[0]?.map((each) => Number(each.toFixed(6)))).toEqual([
    -2.059513, -2.596494, 5.138036,
  ]);
  // Cramér's V is 0.5197 before its bias is taken off.
  expect(table.strength).toBeGreaterThan(0.49);
  expect(table.strength).toBeLessThan(0.5197);
  for (const [at, share] of falseDiscoveries([0.01, 0.04, 0.03, 0.2, 0.005, 0.5]).entries())
    expect(share).toBeCloseTo([0.03, 0.06, 0.06, 0.24, 0.03, 0.5][at] ?? 0, 12);
});

test('two trends are not an association; what moves together is', () => {
  const one = Array.from({ length: 40 }, (_, i) => i * 0.5 + ((i * 37) % 11) / 5);
  const two = Array.from({ length: 40 }, (_, i) => i * 0.8 + ((i * 53) % 13) / 4);
  const found = associateSeries(one, two);
  expect(found.asSeen).toBeCloseTo(0.988_743, 6);
  expect(found.ranked).toBeCloseTo(0.116_404, 6);
  expect(found.chance).toBeCloseTo(0.480_376, 6);
  expect(codes(found.warnings)).toContain('association.shared-trend');
  const next = chance(5);
  const drawn = Array.from({ length: 40 }, next);
  const together = associateSeries(
    drawn,
    drawn.map((value, at) => 3 * value + at / 10),
  );
  expect(together.chance).toBeLessThan(1e-6);
  expect(() => associateSeries([1, 2], [1, 2])).toThrow('too-few');
  expect(() => associateSeries(drawn, drawn.slice(1))).toThrow('unequal');
});

test('of many tests by chance about none stands', () => {
  const next = chance(17);
  const chances = Array.from({ length: 60 }, () => {
    const drawn = () => Array.from({ length: 30 }, next);
    return correlate(drawn(), drawn()).chance;
  });
  expect(chances.filter((chance) => chance < 0.05).length).toBeGreaterThan(0);
  expect(falseDiscoveries(chances).filter((share) => share < 0.05)).toEqual([]);
});

test('a table too thin, or with nothing in a row, is told', () => {
  expect(
    holds(
      associateTable([
        [1, 2],
        [3, 1],
      ]),
      'association.expected-large-enough',
    ),
  ).toBe(false);
  expect(() =>
    associateTable([
      [1, 0],
      [3, 0],
    ]),
  ).toThrow('empty');
  expect(() => associateTable([[1, 2]])).toThrow('too-few');
});

const towns = Array.from({ length: 21 }, (_, i) => ({
  key: `t${i}`,
  values: [((i * 7) % 5) + (i % 3 === 0 ? 10 : 0), ((i * 11) % 7) + (i % 3 === 1 ? 9 : 0), (i * 3) % 4],
}));

test.each([
  [2, 27.482_600_106_9, 0.308_950_217],
  [3, 21.402_692_531_6, 0.347_734_399],
  [4, 17.127_095_539_9, 0.388_452_126],
])(
  '%d groups around medoids are those of kmedoids, their silhouette that of scikit-learn',
  (count, loss, mean) => {
    const spread = [0, 1, 2].map((axis) => {
      const values = towns.map((town) => town.values[axis] ?? 0);
      const middle = sumOf(values) / 21;
      return { middle, sd: Math.sqrt(sumOf(values.map((value) => (value - middle) ** 2)) / 20) };
    });
    const points = towns.map(({ values }) =>
      spread.map(({ middle, sd }, axis) => ((values[axis] ?? 0) - middle) / sd),
    );
    const distances = points.map((one) =>
      points.map((other) => Math.hypot(...one.map((v, axis) => v - (other[axis] ?? 0)))),
    );
    const medoids = medoidsOf(distances, count);
    expect(totalOf(distances, medoids)).toBeCloseTo(loss, 8);
    expect(sumOf(silhouettes(distances, nearest(distances, medoids))) / 21).toBeCloseTo(mean, 6);
  },
);

test('three kinds of towns are found, again and again; of noise it is said that there are none', () => {
  const next = chance(2);
  const kinds = [
    [0, 0],
    [9, 0],
    [0, 9],
  ];
  const units = Array.from({ length: 21 }, (_, at) => ({
    key: `t${at}`,
    values: (kinds[at % 3] ?? []).map((value) => value + next()),
  }));
  const found = findSegments(units);
  expect(found.segments).toHaveLength(3);
  for (const { members, stability } of found.segments) {
    expect(new Set(members.map(({ key }) => Number(key.slice(1)) % 3)).size).toBe(1);
    expect(stability).toBeGreaterThan(0.95);
  }
  expect(findSegments(units)).toEqual(found);
  const noise = findSegments(
    Array.from({ length: 21 }, (_, at) => ({ key: `t${at}`, values: [next(), next(), next(), next()] })),
  );
  expect(holds(noise, 'segments.beyond-chance')).toBe(false);
  expect(holds(found, 'segments.beyond-chance')).toBe(true);
  expect(() => findSegments(units.slice(0, 5))).toThrow('too-few');
  expect(() => findSegments(units.map(({ key }) => ({ key, values: [1] })))).toThrow('no-spread');
});
