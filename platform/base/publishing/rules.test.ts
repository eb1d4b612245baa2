import { expect, test } from 'vitest';
import { visibilityOf } from './rules.ts';

const from = '2026-03-02T00:00:00.000Z';
const to = '2026-03-03T00:00:00.000Z';
test.each([
  [{}, '2026-03-01T23:59:59.999Z', 'not-yet'],
  [{}, from, 'shown'],
  [{}, '2026-03-02T23:59:59.999Z', 'shown'],
  [{}, to, 'over'],
  [{ released: null }, from, 'not-yet'],
  [{ fromAt: null, toAt: null }, '2000-01-01T00:00:00.000Z', 'shown'],
  [{ withdrawnAt: from }, from, 'withdrawn'],
] as const)('%j at %s is %s', (article, now, visibility) => {
  const usual = { released: 1, fromAt: from, toAt: to, withdrawnAt: null };
  expect(visibilityOf({ ...usual, ...article }, now)).toBe(visibility);
});
