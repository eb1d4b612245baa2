import { expect, test } from 'vitest';
import { withMargins } from '#engines/disclosure';
import { alikeCells } from './alike.ts';
import type { Dimension } from './dimensions.ts';

const dimension = (name: string, part: 'quasi' | 'sensitive', values: readonly string[]): Dimension => ({
  column: { name, label: { zh: name, en: name }, type: 'text', as: 'class', part },
  named: undefined,
  categories: values.map((value) => ({ value, name: value })),
});
const sex = dimension('sex', 'quasi', ['1', '2']);

test('a group that is all alike is hidden with its zeros, and an unknown value makes none more varied', () => {
  const kind = dimension('kind', 'sensitive', ['a', 'b', '_U']);
  // Men: all a. Women: a and b. With the total of each line there are four columns.
  const table = withMargins([2, 3], [9, 0, 3, 8, 7, 0]);
  expect(alikeCells({ table, dimensions: [sex, kind], l: 2 })).toEqual([0, 1, 2]);
  expect(alikeCells({ table, dimensions: [sex, kind], l: 1 })).toEqual([]);
});

test('a group with nobody in it tells nothing, and the sum of all groups is one as well', () => {
  const kind = dimension('kind', 'sensitive', ['a', 'b']);
  const table = withMargins([2, 2], [9, 0, 0, 0]);
  expect(alikeCells({ table, dimensions: [sex, kind], l: 2 })).toEqual([0, 1, 6, 7]);
});

test('without a sensitive dimension nothing is asked of groups', () => {
  const table = withMargins([2, 2], [9, 0, 0, 0]);
  const other = dimension('town', 'quasi', ['x', 'y']);
  expect(alikeCells({ table, dimensions: [sex, other], l: 2 })).toEqual([]);
});
