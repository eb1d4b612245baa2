import { expect, test } from 'vitest';
import { withoutSmall } from './suppress.ts';

const column = (counts: readonly number[]) =>
  withoutSmall(
    counts.map((n) => ({ n })),
    ['n'],
  ).map(({ n }) => n);

test.each([
  ['nothing small, nothing left out', [10, 20, 0], [10, 20, 0]],
  ['two small', [3, 4, 30], [null, null, 30]],
  ['one small: its neighbour goes with it', [3, 40, 30], [null, 40, null]],
  ['one small among zeros cannot hide, and is left out all the same', [0, 2, 0], [0, null, 0]],
  ['five is shown, four is not', [5, 4, 4], [5, null, null]],
  ['none', [], []],
])('%s', (_title, counts, expected) => {
  expect(column(counts)).toEqual(expected);
});

test('what adds up with another to a sum that is shown does not tell it, in a row nor then in a column', () => {
  const rows = [
    { all: 20, own: 18, other: 2 },
    { all: 30, own: 20, other: 10 },
    { all: 50, own: 30, other: 20 },
  ];
  const shown = withoutSmall(rows, ['all', 'own', 'other'], [['own', 'other']]);
  expect(shown).toEqual([
    { all: 20, own: null, other: null },
    { all: 30, own: null, other: null },
    { all: 50, own: 30, other: 20 },
  ]);
});
