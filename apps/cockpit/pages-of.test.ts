import { expect, test } from 'vitest';
import { pageOf } from './pages-of.ts';

test('pages wrap around both ways', () => {
  expect(pageOf([1, 2, 3], 0, 2)).toEqual({ rows: [1, 2], page: 0, pages: 2 });
  expect(pageOf([1, 2, 3], -1, 2)).toEqual({ rows: [3], page: 1, pages: 2 });
  expect(pageOf([1, 2, 3], 5, 2).page).toBe(1);
  expect(pageOf([], 3, 2)).toEqual({ rows: [], page: 0, pages: 1 });
});
