import { expect, test } from 'vitest';
import { Detector, misplaced } from './detectors.ts';
import { episodesOf } from './episodes.ts';
import { judge, type Value } from './judge.ts';

const month = (at: number) => `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
const valuesOf = (values: readonly (number | null)[], sizes?: readonly number[]): Value[] =>
  values.map((value, at) => ({
    period: month(at),
    start: `${month(at)}-01`,
    value: value === null || !sizes ? value : (100 * value) / (sizes[at] ?? 1),
    numerator: value,
    denominator: sizes?.[at] ?? null,
    simulated: false,
    hidden: false,
    cause: null,
  }));

const run = (said: object, values: Value[], since = 0) => {
  const detector = Detector.parse(said);
  const judged = judge({ detector, values, since, factor: 100, season: 12 });
  const episodes = episodesOf(detector, judged).map(({ begins, last, level, over }) =>
    [begins.slice(0, 7), last.slice(0, 7), level, over].join(' '),
  );
  return { judged, levels: judged.map(({ level }) => level), episodes };
};

const above = { kind: 'limits', direction: 'above', levels: { blue: 10, red: 30 } };

test('limits: the highest level that is reached, both on the limit and beyond it', () => {
  expect(run(above, valuesOf([9, 10, 29, 30, null])).levels).toEqual([null, 'blue', 'blue', 'red', null]);
  const below = { kind: 'limits', direction: 'below', levels: { yellow: 90, orange: 80 } };
  expect(run(below, valuesOf([91, 90, 79])).levels).toEqual([null, 'yellow', 'orange']);
});

test('limits: between the limit and where it clears a warning goes on, and none begins', () => {
  const band = { ...above, clear: 6 };
  expect(run(band, valuesOf([8, 12, 8, 11, 8, 5, 8, 31])).episodes).toEqual([
    '2023-02 2023-04 blue 2023-06',
    '2023-08 2023-08 red ',
  ]);
  // Without a value nothing is said: it neither ends nor begins.
  expect(run(band, valuesOf([12, null, null, 13])).episodes).toEqual(['2023-01 2023-04 blue ']);
});

test('limits: two of the last three, not one alone', () => {
  const twice = { ...above, times: 2, of: 3 };
  expect(run(twice, valuesOf([12, 1, 1, 12, 12, 1, 1])).levels).toEqual([
    null,
    null,
    null,
    null,
    'blue',
    'blue',
    null,
  ]);
});

// In control around 50, then raised by two standard deviations.
const steady = [
  50, 52, 49, 51, 48, 50, 53, 47, 50, 51, 49, 50, 52, 48, 51, 49, 50, 51, 50, 49, 51, 50, 48, 52,
];
const shifted = [...steady, 55, 54, 55, 54, 55, 54];

test('control charts find what they are for: a jump at once, a shift that lasts by its sum', () => {
  const single = { kind: 'control', chart: 'individuals', levels: { yellow: 3, red: 6 } };
  expect(run(single, valuesOf([...steady, 50, 90]), 24).levels).toEqual([null, 'red']);
  const sum = { kind: 'control', chart: 'cusum', levels: { yellow: 5 } };
  expect(run(single, valuesOf(shifted), 24).levels.filter(Boolean)).toEqual([]);
  expect(run(sum, valuesOf(shifted), 24).levels.filter(Boolean).length).toBeGreaterThan(0);
  const average = { kind: 'control', chart: 'ewma', levels: { yellow: 2.814 } };
  expect(run(average, valuesOf(shifted), 24).levels.filter(Boolean).length).toBeGreaterThan(0);
  // A fall is not what it was asked to find.
  expect(run(single, valuesOf([...steady, 10]), 24).levels).toEqual([null]);
  expect(run({ ...single, side: 'both' }, valuesOf([...steady, 10]), 24).levels).toEqual(['red']);
});

test('one shift that lasts is one episode, at its highest level, and over when it is', () => {
  const process = Array.from({ length: 24 }, (_, at) => 50 + [1, -1, 2, -2][at % 4]!);
  const { judged } = run(
    { kind: 'control', chart: 'individuals', levels: { yellow: 3 } },
    valuesOf([...process, 50]),
    24,
  );
  const sigma = ((judged[0]?.upper ?? 0) - (judged[0]?.centre ?? 0)) / 3;
  const lasting = Array.from({ length: 30 }, (_, at) => 50 + sigma * (1 + 0.2 * (at % 2)));
  const series = valuesOf([
    ...process,
    ...lasting,
    50,
    49,
    50,
    50,
    49,
    50,
    50,
    49,
    50,
    50,
    49,
    50,
    50,
    49,
    50,
  ]);
  const sum = {
    kind: 'control',
    chart: 'cusum',
    levels: { blue: 4, yellow: 5, orange: 8, red: 12 },
    calm: 3,
  };
  const sums = run(sum, series, 24);
  expect(sums.episodes).toEqual(['2025-07 2027-04 red 2027-09']);
  // Beside a level stands the sum that reached it, not one that has begun anew.
  const red = sums.judged.find(({ level }) => level === 'red');
  expect(red?.statistic).toBeGreaterThan(12);
  const average = { kind: 'control', chart: 'ewma', levels: { yellow: 2.814 }, calm: 2 };
  expect(run(average, series, 24).episodes).toHaveLength(1);
  expect(run(average, series, 24).episodes[0]).toMatch(/ yellow 2028/);
});

test('what is founded on invented periods is known as such, though itself real', () => {
  const jump = [...steady, 50, 90];
  const invented = (at: number) =>
    valuesOf(jump).map((value, index) => ({ ...value, simulated: index === at }));
  const single = { kind: 'control', chart: 'individuals', levels: { yellow: 3 } };
  const ahead = { kind: 'forecast', levels: { yellow: 0.95 } };
  for (const detector of [single, ahead]) {
    expect(run(detector, invented(3), 24).judged.at(-1)).toMatchObject({
      level: 'yellow',
      simulated: false,
      onInvented: true,
    });
    expect(run(detector, valuesOf(jump), 24).judged.at(-1)).toMatchObject({
      level: 'yellow',
      onInvented: false,
    });
  }
  // What only goes by itself is not made so by a period that it does not look at.
  expect(run(single, invented(24), 24).judged.map(({ onInvented }) => onInvented)).toEqual([true, false]);
  const sum = { kind: 'control', chart: 'cusum', levels: { yellow: 5 } };
  expect(run(sum, invented(24), 24).judged.map(({ onInvented }) => onInvented)).toEqual([true, true]);
});

test('a sample that cannot be one is passed over, not the place', () => {
  const founded = Array.from({ length: 12 }, () => 10);
  const share = { kind: 'control', chart: 'p', levels: { yellow: 3 }, baseline: 12 };
  const sizes = [...founded.map(() => 100), 100, 100, 100];
  const { judged, levels } = run(share, valuesOf([...founded, 40, 120, 9], sizes), 12);
  expect(levels).toEqual(['yellow', null, null]);
  expect(judged.map(({ known }) => known)).toEqual([true, false, true]);
  const rate = { ...share, chart: 'u' };
  expect(run(rate, valuesOf([...founded, 40, -1, 9], sizes), 12).levels).toEqual(['yellow', null, null]);
});

test('p-chart: the same share is out of control of many and within it of few', () => {
  const founded = Array.from({ length: 12 }, () => 10);
  const sizes = [...founded.map(() => 100), 1000, 50];
  const share = { kind: 'control', chart: 'p', levels: { yellow: 3 }, baseline: 12 };
  const { judged, levels } = run(share, valuesOf([...founded, 180, 9], sizes), 12);
  expect(levels).toEqual(['yellow', null]);
  expect(judged.map(({ centre, upper }) => [centre, Number(upper?.toFixed(1))])).toEqual([
    [10, 12.8],
    [10, 22.7],
  ]);
});

test('too little before, or a series that never moved: nothing is said', () => {
  const single = { kind: 'control', chart: 'individuals', levels: { yellow: 3 } };
  expect(run(single, valuesOf([1, 2, 3, 90]), 3).judged.every(({ known }) => !known)).toBe(true);
  const flat = valuesOf([...Array.from({ length: 12 }, () => 5), 90]);
  expect(run(single, flat, 12).judged.every(({ known }) => !known)).toBe(true);
  const ahead = { kind: 'forecast', levels: { yellow: 0.95 } };
  expect(run(ahead, valuesOf([5, 6, 5, 7, 90])).judged.every(({ known }) => !known)).toBe(true);
});

test('departure from forecast: what the season explains is expected, what it does not is not', () => {
  const season = [20, 22, 25, 30, 38, 45, 50, 46, 38, 30, 25, 21];
  const years = [0, 1, 2, 3].flatMap((year) =>
    season.map((value, at) => value + year + ((at * 7 + year * 5 + at * year) % 5)),
  );
  const ahead = { kind: 'forecast', side: 'high', levels: { yellow: 0.99, red: 0.9999 } };
  const expected = run(ahead, valuesOf([...years, 24, 27, 30]), 48);
  expect(expected.levels).toEqual([null, null, null]);
  const odd = run(ahead, valuesOf([...years, 24, 27, 60]), 48);
  expect(odd.levels).toEqual([null, null, 'red']);
  expect(odd.judged[2]?.upper).toBeLessThan(60);
});

test('levels out of order, and clearing beyond the limit, are told', () => {
  expect(misplaced(Detector.parse({ ...above, levels: { blue: 30, red: 10 } }))).toBe('levels');
  expect(misplaced(Detector.parse({ ...above, clear: 11 }))).toBe('clear');
  expect(misplaced(Detector.parse({ ...above, clear: 10 }))).toBeUndefined();
  const below = { kind: 'limits', direction: 'below', levels: { blue: 90, red: 70 }, clear: 95 };
  expect(misplaced(Detector.parse(below))).toBeUndefined();
  expect(Detector.safeParse({ ...above, levels: {} }).success).toBe(false);
  expect(Detector.safeParse({ ...above, times: 3, of: 2 }).success).toBe(false);
});
