import { expect, test } from 'vitest';
import { chance } from '#engines/chance';
import { workingCalendar } from '#engines/working-days';
import { chineseDays, forecast, smape, type Forecast, type Marks } from './index.ts';
import { mstl, stl } from './stl.ts';

const made = Float64Array.from(
  { length: 120 },
  (_, at) =>
    50 +
    0.1 * at +
    5 * Math.sin((2 * Math.PI * at) / 7) +
    3 * Math.cos((2 * Math.PI * at) / 30) +
    ((at * at * 37 + at * 11) % 101) / 25,
);

// statsmodels 0.15.0: STL(y, period=12, seasonal=11, seasonal_deg=0).fit(inner_iter=2, outer_iter=0)
test.each([
  [0, -1.242_969, 57.089_215],
  [5, -0.059_232, 54.4129],
  [60, 0.040_596, 60.802_071],
  [119, 1.143_279, 65.198_036],
])('STL says what statsmodels says, at %d', (at, season, trend) => {
  const found = stl(made, { period: 12, window: 11 });
  expect(found.season[at]).toBeCloseTo(season, 5);
  expect(found.trend[at]).toBeCloseTo(trend, 5);
});

// statsmodels 0.15.0: MSTL(y, periods=(6, 24), windows=(11, 15), iterate=2, stl_kwargs={seasonal_deg: 0, inner_iter: 2, outer_iter: 0})
test.each([
  [0, -0.555_181, -0.690_089, 53.664_533],
  [60, -0.067_772, -0.916_364, 58.896_851],
  [119, 0.655_943, 0.489_833, 62.960_766],
])('MSTL says what statsmodels says, at %d', (at, short, long, trend) => {
  const found = mstl(made, [6, 24]);
  expect(found.seasons[0]?.[at]).toBeCloseTo(short, 5);
  expect(found.seasons[1]?.[at]).toBeCloseTo(long, 5);
  expect(found.trend[at]).toBeCloseTo(trend, 5);
});

/** Normal values, the same each time (Box and Muller). */
function noise(seed: number): () => number {
  const next = chance(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

const week = [0, 0.05, 0.02, 0, -0.05, -0.4, -0.5];
function effect(marks: Marks): number {
  const of = (mark: string) => (mark.startsWith('Spring') ? -0.6 : -0.2);
  return marks.reduce((sum, mark) => sum + (mark === 'make-up' ? 0.4 : of(mark)), 0);
}

/** Visits a day of three years from 1 January 2022, a Saturday, and of a month after them. */
function visits(seed: number): { all: number[]; marks: Marks[] } {
  const step = noise(seed);
  const { marks } = chineseDays(workingCalendar(), '2022-01-01', 1096 + 60);
  const all = marks.map(
    (each, day) =>
      200 *
      Math.exp(
        (week[(day + 5) % 7] ?? 0) +
          0.3 * Math.sin((2 * Math.PI * day) / 365.25) +
          effect(each) +
          0.05 * step(),
      ),
  );
  return { all, marks };
}

test('days with weeks, years and a Spring Festival that moves: each part makes the forecast better, the interval holds', () => {
  const { all, marks } = visits(3);
  const [past, next] = [all.slice(0, 1096), all.slice(1096)];
  const ask = { horizon: 60, least: 0 };
  const wrongBy = ({ points }: Forecast) =>
    smape(
      next,
      points.map(({ value }) => value),
    );
  const one = wrongBy(forecast(past, { ...ask, periods: [7] }));
  const two = wrongBy(forecast(past, { ...ask, periods: [7, 365] }));
  const days = forecast(past, { ...ask, periods: [7, 365], marks });
  expect(days.periods).toEqual([7, 365]);
  expect(two).toBeLessThan(one);
  expect(wrongBy(days)).toBeLessThan(two / 2);
  // The noise alone makes 4 %.
  expect(wrongBy(days)).toBeLessThan(8);
  const within = days.points.filter(
    ({ lower, upper }, at) => lower <= (next[at] ?? 0) && (next[at] ?? 0) <= upper,
  );
  expect(within.length / 60).toBeGreaterThan(0.9);
  expect(new Set(days.effects.map(({ mark }) => mark)).size).toBe(days.effects.length);
});

test('seasons and holidays are not found where there are none', () => {
  const step = noise(7);
  const { marks } = chineseDays(workingCalendar(), '2023-01-01', 430);
  const plain = Array.from({ length: 400 }, () => 100 + 5 * step());
  const said = forecast(plain, { horizon: 30, periods: [7, 365], marks });
  expect(said.periods).toEqual([]);
  for (const { effect: found } of said.effects) expect(Math.abs(found)).toBeLessThan(0.06);
  for (const { value } of said.points) expect(Math.abs(value - 100)).toBeLessThan(5);
});

test('counts with nothing on some days have seasons as amounts', () => {
  const counts = Array.from({ length: 140 }, (_, day) => (day % 7 > 4 ? 0 : 10 + (day % 3)));
  const said = forecast(counts, { horizon: 7, periods: [7], least: 0 });
  expect(said.season).toBe('additive');
  expect(said.points.map(({ value }) => Math.round(value / 10))).toEqual([1, 1, 1, 1, 1, 0, 0]);
});

test('days of China: the festival moves with the moon, weekends are worked, a year without notice is said', () => {
  const calendar = workingCalendar();
  const on = (day: string) => chineseDays(calendar, day, 1).marks[0];
  expect(on('2024-02-10')).toEqual(['Spring Festival -1..0, weekend']);
  expect(on('2025-01-29')).toEqual(['off-weekday', 'Spring Festival -1..0']);
  // Nobody is off on the first day of that lunar year's twelfth, and it is a festival's eve all the same.
  expect(on('2024-02-04')).toEqual(['make-up', 'Spring Festival -7..-4']);
  expect(on('2024-10-01')).toEqual(['off-weekday', 'National Day']);
  expect(on('2024-10-12')).toEqual(['make-up']);
  expect(on('2024-07-03')).toEqual([]);
  const { marks, uncertainFrom } = chineseDays(calendar, '2026-12-30', 45);
  expect(uncertainFrom).toBe('2027-01-01');
  // 6 February 2027 is the lunar new year.
  expect(marks.at(-6)).toEqual(['Spring Festival -1..0']);
  expect(() => chineseDays(calendar, '2026-02-30', 1)).toThrow(RangeError);
});

test('marks that are not one for each value are refused', () => {
  expect(() => forecast([1, 2, 3, 4, 5, 6], { horizon: 2, marks: [[]] })).toThrow('marks');
  expect(() => forecast([1, 2, 3, 4, 5, 6], { horizon: 2, periods: [7, 0.5] })).toThrow('season');
});
