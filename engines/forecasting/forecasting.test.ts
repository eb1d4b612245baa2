import { expect, test } from 'vitest';
import { normalQuantile, studentQuantile } from './distributions.ts';
import { forecast, mase, smape } from './index.ts';
import { minimise } from './minimise.ts';

/** Noise of the same seed is the same noise: a multiplicative congruence (Park and Miller 1988), two of them summed to normal. */
function noise(seed: number): () => number {
  let state = seed;
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  return () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
}

const first = <T>(values: readonly T[]): T => {
  const [value] = values;
  if (value === undefined) throw new Error('nothing there');
  return value;
};

test('what never changes goes on, and a line goes on as a line', () => {
  for (const { value, lower, upper } of forecast(Array<number>(12).fill(7), { horizon: 3 }).points)
    expect([value, lower, upper]).toEqual([7, 7, 7]);
  const line = Array.from({ length: 24 }, (_, index) => 10 + 2 * index);
  const { points } = forecast(line, { horizon: 4 });
  for (const [step, { value }] of points.entries()) expect(value).toBeCloseTo(10 + 2 * (24 + step), 0);
});

test('a season is found, goes on, and is not invented', () => {
  const shape = [0.6, 0.8, 1, 1.4, 1.2, 1];
  const seasonal = Array.from({ length: 36 }, (_, index) => (100 + index) * (shape[index % 6] ?? 1));
  const said = forecast(seasonal, { horizon: 6, period: 6 });
  expect(said.season).toBe('multiplicative');
  for (const [step, { value }] of said.points.entries())
    expect(Math.abs(value / ((136 + step) * (shape[step] ?? 1)) - 1)).toBeLessThan(0.03);

  const around = noise(5);
  const plain = Array.from({ length: 60 }, () => 50 + around());
  expect(forecast(plain, { horizon: 1, period: 12 }).season).toBeUndefined();
  // What goes below nothing has a season as an amount.
  const cold = Array.from({ length: 48 }, (_, index) => 10 * Math.sin((index * Math.PI) / 6));
  expect(forecast(cold, { horizon: 1, period: 12 }).season).toBe('additive');
});

test('in another unit the same is said', () => {
  const step = noise(11);
  let at = 100;
  const walk = Array.from({ length: 40 }, () => (at += step()));
  const said = forecast(walk, { horizon: 5 }).points;
  const thousandfold = forecast(
    walk.map((value) => value * 1000),
    { horizon: 5 },
  ).points;
  for (const [index, { value, upper }] of said.entries()) {
    expect(thousandfold[index]?.value).toBeCloseTo(value * 1000, -1);
    expect((thousandfold[index]?.upper ?? 0) / upper).toBeCloseTo(1000, 0);
  }
});

/** How many of the next six values lie within their intervals, over a hundred series. */
function covered(next: (at: number, step: number) => number): number {
  let within = 0;
  for (let seed = 1; seed <= 100; seed += 1) {
    const step = noise(seed * 7919);
    // The first numbers of near seeds are near each other.
    for (let index = 0; index < 20; index += 1) step();
    let at = 0;
    const values = Array.from({ length: 66 }, () => (at = next(at, step())));
    const { points } = forecast(values.slice(0, 60), { horizon: 6 });
    within += points.filter(({ lower, upper }, index) => {
      const value = values[60 + index] ?? Number.NaN;
      return value >= lower && value <= upper;
    }).length;
  }
  return within / 600;
}

test('of series that nobody tuned for, nineteen in twenty lie within', () => {
  const walking = covered((at, step) => at + step);
  expect(walking).toBeGreaterThan(0.92);
  expect(walking).toBeLessThan(0.98);
  // What leans back to its mean has errors that do not grow: too wide at worst, never too narrow.
  expect(covered((at, step) => 0.5 * at + step)).toBeGreaterThan(0.94);
});

test('bounds that a measure cannot pass are not passed', () => {
  const falling = Array.from({ length: 20 }, (_, index) => Math.max(0, 0.9 - index * 0.05));
  const { points } = forecast(falling, { horizon: 10, least: 0, most: 1 });
  for (const { value, lower, upper } of points) {
    expect(lower).toBeGreaterThanOrEqual(0);
    expect(value).toBeGreaterThanOrEqual(0);
    expect(upper).toBeLessThanOrEqual(1);
  }
});

test('what is no series is refused, with the reason', () => {
  expect(() => forecast([1, 2, 3], { horizon: 1 })).toThrow('6 values');
  expect(() => forecast([1, 2, 3, 4, 5, Number.NaN], { horizon: 1 })).toThrow('finite');
  expect(() => forecast([1, 2, 3, 4, 5, 6], { horizon: 0 })).toThrow('horizon');
  expect(() => forecast([1, 2, 3, 4, 5, 6], { horizon: 1, period: 1.5 })).toThrow('season');
  expect(() => forecast([1, 2, 3, 4, 5, 6], { horizon: 1, level: 1 })).toThrow('level');
});

test('the measures of M3 are what their papers say', () => {
  expect(smape([100, 200], [110, 180])).toBeCloseTo(100 * (10 / 210 + 20 / 380), 6);
  expect(smape([0], [0])).toBe(0);
  expect(mase([10, 12], [9, 14], [1, 3, 5, 7], 1)).toBeCloseTo(0.75);
  expect(mase([1], [1], [5, 5, 5], 1)).toBeUndefined();
});

test.each([
  [0.975, 3, 3.182_446],
  [0.975, 10, 2.228_139],
  [0.975, 30, 2.042_272],
  [0.995, 4, 4.604_095],
  [0.9995, 3, 12.923_979],
])('Student’s table: %d at %d degrees of freedom', (share, free, value) => {
  expect(studentQuantile(share, free)).toBeCloseTo(value, 3);
});

test('the normal table', () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959_963_985, 7);
  expect(normalQuantile(0.001)).toBeCloseTo(-3.090_232_306, 7);
});

test('the valley of Rosenbrock is found without slopes', () => {
  const valley = ([x = 0, y = 0]: readonly number[]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
  const { at } = minimise(valley, [-1.2, 1], { steps: [0.5, 0.5], tolerance: 1e-12 });
  expect(first(at)).toBeCloseTo(1, 3);
});
