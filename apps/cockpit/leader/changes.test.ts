import { expect, test } from 'vitest';
import type { Indicator } from '#platform/sense/indicators/contract';
import { biggestMoves, changeOf } from './changes.ts';

const figure = (code: string, values: readonly (number | null)[], stale = false): Indicator =>
  ({
    code,
    value: values.at(-1) ?? null,
    stale: stale ? { since: '2026-11-01T00:00:00Z', source: { zh: '来源', en: 'source' } } : null,
    series: values.map((value, at) => ({ day: `2026-11-${10 + at}`, value })),
  }) as unknown as Indicator;

test('a change is against the last day that has a value, and says which', () => {
  expect(changeOf(figure('a', [10, null, 15]))).toMatchObject({
    before: 10,
    now: 15,
    day: '2026-11-10',
    share: 0.5,
  });
  expect(changeOf(figure('a', [0, 3]))).toMatchObject({ share: 1 });
});

test('this hour yesterday comes before days, where it is known', () => {
  const yesterday = (value: number | null) => ({ at: '', items: [{ ...figure('a', []), value }] });
  expect(changeOf(figure('a', [10, 15]), yesterday(12))).toMatchObject({
    before: 12,
    now: 15,
    day: undefined,
  });
  expect(changeOf(figure('a', [10, 15]), yesterday(null))).toMatchObject({ before: 10, day: '2026-11-10' });
});

test('what stands still, has nothing before it, no value now, or no data any more has not changed', () => {
  for (const [values, stale] of [
    [[5, 5], false],
    [[5], false],
    [[], false],
    [[5, null], false],
    [[5, 9], true],
  ] as const)
    expect(changeOf(figure('a', values, stale))).toBeUndefined();
});

test('the biggest moves come first, for what they were', () => {
  const moves = biggestMoves(
    [
      figure('little', [100, 101]),
      figure('b-half', [2, 1]),
      figure('a-half', [4, 6]),
      figure('none', [1, 1]),
    ],
    3,
  );
  expect(moves.map((each) => each.figure.code)).toEqual(['a-half', 'b-half', 'little']);
});
