import { expect, test } from 'vitest';
import { chance, dice } from './index.ts';

test('the same seed draws the same, as the author of the method drew', () => {
  const next = chance(42);
  // From the reference in C by T. Ettinger, seed 42, divided by 2³².
  expect([next(), next(), next()].map((each) => Number(each.toFixed(8)))).toEqual([
    0.60110375, 0.44829056, 0.85246579,
  ]);
});

test('draws of a die spread evenly over its sides', () => {
  const roll = dice(7);
  const counts = Array.from({ length: 6 }, () => 0);
  for (let at = 0; at < 60_000; at += 1) counts[roll(6)]! += 1;
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});
