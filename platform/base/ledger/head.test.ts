import { expect, test } from 'vitest';
import { largestSize } from './head.ts';

test('the largest of more heads than a call takes arguments is found, and none is 0', () => {
  expect(largestSize([])).toBe(0);
  expect(largestSize(Array.from({ length: 400_000 }, (_, size) => ({ size })))).toBe(399_999);
});
