import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { errorOf, laplaceNoise, privateCounts, type Privacy } from './noise.ts';
import { secureRandom, uniformBelow, type RandomSource } from './random.ts';

/** The same bytes at every run. */
function fixedRandom(seed: string): RandomSource {
  let block = 0;
  let left = Buffer.alloc(0);
  return (bytes) => {
    while (left.length < bytes)
      left = Buffer.concat([left, createHash('sha256').update(`${seed} ${block++}`).digest()]);
    const given = left.subarray(0, bytes);
    left = left.subarray(bytes);
    return given;
  };
}

const chance = ({ milliEpsilon, sensitivity }: Privacy, x: number): number => {
  const each = milliEpsilon / 1000 / sensitivity;
  return (Math.expm1(each) / (Math.exp(each) + 1)) * Math.exp(-Math.abs(x) * each);
};

/** How far draws lie from what is expected of them, in standard deviations of the chi-square statistic. */
function strayOf(privacy: Privacy, draws: number, mean: Privacy = privacy): number {
  const random = fixedRandom(JSON.stringify(privacy));
  const seen = new Map<number, number>();
  for (let at = 0; at < draws; at += 1) {
    const x = laplaceNoise(privacy, random);
    seen.set(x, (seen.get(x) ?? 0) + 1);
  }
  let chi = 0;
  let cells = 0;
  let rest = 1;
  let restSeen = draws;
  for (let x = -2000; x <= 2000; x += 1) {
    const expected = draws * chance(mean, x);
    if (expected < 10) continue;
    chi += ((seen.get(x) ?? 0) - expected) ** 2 / expected;
    cells += 1;
    rest -= chance(mean, x);
    restSeen -= seen.get(x) ?? 0;
  }
  if (draws * rest > 10) chi += (restSeen - draws * rest) ** 2 / (draws * rest);
  return (chi - cells) / Math.sqrt(2 * cells);
}

test.each([
  { milliEpsilon: 1000, sensitivity: 1 },
  { milliEpsilon: 250, sensitivity: 1 },
  { milliEpsilon: 500, sensitivity: 3 },
  { milliEpsilon: 3333, sensitivity: 1 },
])('draws follow the discrete Laplace distribution: $milliEpsilon/1000 over $sensitivity', (privacy) => {
  expect(Math.abs(strayOf(privacy, 10_000))).toBeLessThan(4);
});

test('the check tells a scale that is a tenth off', () => {
  const privacy = { milliEpsilon: 1000, sensitivity: 1 };
  expect(strayOf(privacy, 20_000, { ...privacy, milliEpsilon: 900 })).toBeGreaterThan(8);
});

test('whole numbers are drawn evenly, whatever the bound', () => {
  for (const bound of [1n, 3n, 10n, 257n]) {
    const random = fixedRandom(String(bound));
    const seen = Array.from({ length: Number(bound) }, () => 0);
    const draws = 200 * Number(bound);
    for (let at = 0; at < draws; at += 1) {
      const drawn = Number(uniformBelow(bound, random));
      seen[drawn] = (seen[drawn] ?? 0) + 1;
    }
    const chi = seen.reduce((sum, times) => sum + (times - 200) ** 2 / 200, 0);
    expect(chi, String(bound)).toBeLessThan(Number(bound) + 5 * Math.sqrt(2 * Number(bound)));
  }
  const big = 2n ** 90n;
  expect(uniformBelow(big, secureRandom) < big).toBe(true);
  expect(() => uniformBelow(0n, secureRandom)).toThrow(RangeError);
});

test('the error that is told is the smallest that 95 of 100 draws keep to', () => {
  for (const milliEpsilon of [50, 250, 1000, 5000]) {
    const privacy = { milliEpsilon, sensitivity: 1 };
    const within = (most: number) => {
      let sum = 0;
      for (let x = -most; x <= most; x += 1) sum += chance(privacy, x);
      return sum;
    };
    const error = errorOf(privacy);
    expect(within(error)).toBeGreaterThanOrEqual(0.95);
    if (error > 0) expect(within(error - 1)).toBeLessThan(0.95);
  }
});

test('each count has noise of its own, from the secure source, and what is no whole ε is refused', () => {
  const made = privateCounts(
    Array.from({ length: 200 }, () => 100),
    { milliEpsilon: 100, sensitivity: 1 },
  );
  expect(new Set(made).size).toBeGreaterThan(10);
  expect(made.every(Number.isSafeInteger)).toBe(true);
  for (const milliEpsilon of [0, -1, 0.5, Number.NaN])
    expect(() => laplaceNoise({ milliEpsilon, sensitivity: 1 })).toThrow(RangeError);
});
