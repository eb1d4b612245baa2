import { expect, test } from 'vitest';
import { isBad, wilson } from './rules.ts';

// Figures of R's binom.confint(…, methods = "wilson").
test.each([
  [8, 10, 0.4902, 0.9433],
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
  [81, 263, 0.2553, 0.3662],
])('%i of %i lies between %f and %f', (good, all, low, high) => {
  const found = wilson(good, all);
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

test('the two lowest grades are bad', () => {
  expect([1, 2, 3, 4, 5].map(isBad)).toEqual([true, true, false, false, false]);
});
