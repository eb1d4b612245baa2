import { expect, test } from 'vitest';
import { chance } from '#engines/chance';
import { suppress } from './suppress.ts';
import { mostCells, withMargins, type Table } from './table.ts';
import { reckon } from './testing/reader.ts';

/** Many zeros and small counts, some large ones: what towns and kinds look like. */
function anyTable(next: () => number, categories: readonly number[]): Table {
  const cells = categories.reduce((product, size) => product * size, 1);
  const any = () => {
    const kind = next();
    if (kind < 0.2) return 0;
    return Math.floor(next() * (kind < 0.5 ? 6 : 60));
  };
  return withMargins(categories, Array.from({ length: cells }, any));
}

const shapes = [[4], [2, 2], [3, 4], [5, 5], [2, 3, 3], [3, 3, 3]];

test('margins of a table are its sums, in every dimension and all together', () => {
  expect(withMargins([2, 3], [1, 2, 3, 4, 5, 6])).toEqual({
    sizes: [3, 4],
    counts: [1, 2, 3, 6, 4, 5, 6, 15, 5, 7, 9, 21],
  });
  expect(withMargins([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]).counts.at(-1)).toBe(36);
  for (const [categories, inner] of [
    [
      [2, 2],
      [1, 2, 3],
    ],
    [[], []],
    [[0], []],
    [[mostCells], Array.from({ length: mostCells }, () => 1)],
  ] as const)
    expect(() => withMargins(categories, inner)).toThrow(RangeError);
});

test('hiding the small counts alone gives many of them away: the check can fail', () => {
  const next = chance(7);
  let found = 0;
  for (let round = 0; round < 40; round += 1) {
    const { sizes, counts } = anyTable(next, [3, 4]);
    const hidden = counts.map((count) => count > 0 && count < 5);
    for (const { from, to } of reckon({ sizes, counts }, hidden)) if (to === from) found += 1;
  }
  expect(found).toBeGreaterThan(40);
});

test.each(shapes)('no hidden cell of a random table can be reckoned to within k (%j…)', (...categories) => {
  const next = chance(categories.reduce((seed, size) => seed * 10 + size, 0));
  let tables = 0;
  let secondary = 0;
  for (let round = 0; round < 60; round += 1) {
    const table = anyTable(next, categories);
    const k = 2 + (round % 6);
    const done = suppress(table, { k });
    if (!done) continue;
    tables += 1;
    secondary += done.secondary;
    for (const [cell, count] of table.counts.entries())
      if (done.hidden[cell] !== true) expect(count === 0 || count >= k).toBe(true);
    for (const { cell, from, to } of reckon(table, done.hidden)) {
      const count = table.counts[cell] ?? -1;
      expect(from <= count && count <= to).toBe(true);
      expect(to - from, `cell ${cell} of ${JSON.stringify(table)} under ${k}`).toBeGreaterThanOrEqual(k);
    }
  }
  expect(tables).toBeGreaterThan(categories.length === 1 ? 30 : 45);
  expect(secondary).toBeGreaterThan(0);
});

test('a table without small counts is shown whole', () => {
  const table = withMargins([2, 2], [10, 0, 20, 30]);
  expect(suppress(table, { k: 5 })).toEqual({
    hidden: table.counts.map(() => false),
    primary: 0,
    secondary: 0,
  });
});

test('the cheapest cells are hidden: one small count takes three of the smallest with it', () => {
  const table = withMargins([3, 3], [3, 40, 90, 50, 60, 95, 91, 92, 93]);
  const done = suppress(table, { k: 5 });
  expect(done).toMatchObject({ primary: 1, secondary: 3 });
  expect(table.counts.filter((_, cell) => done?.hidden[cell] === true)).toEqual([3, 40, 50, 60]);
});

test('what is hidden for another reason is protected as well, a zero too', () => {
  const table = withMargins([2, 2], [8, 0, 20, 30]);
  const done = suppress(table, { k: 5, also: [0, 1] });
  expect([done?.hidden[0], done?.hidden[1]]).toEqual([true, true]);
  for (const { from, to } of reckon(table, done?.hidden ?? [])) expect(to - from).toBeGreaterThanOrEqual(5);
});

test('a total that is small, or that would tell too much, is not published at all', () => {
  expect(suppress(withMargins([2, 2], [1, 1, 1, 1]), { k: 5 })).toBeUndefined();
  expect(suppress(withMargins([1], [3]), { k: 5 })).toBeUndefined();
  expect(() => suppress(withMargins([1], [3]), { k: 1 })).toThrow(RangeError);
});
