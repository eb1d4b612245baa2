import { expect, test } from 'vitest';
import { isOver, periodFault } from './rules.ts';

test.each([
  ['2026-01-01T00:00:00Z', null, undefined, undefined],
  ['2026-01-01T00:00:00Z', null, 30, 'too-long'],
  ['2026-01-01T00:00:00Z', '2026-01-31T00:00:00Z', 30, undefined],
  ['2026-01-01T00:00:00Z', '2026-01-31T00:00:00.001Z', 30, 'too-long'],
  ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', undefined, 'ends-before-begins'],
])('from %s to %s with at most %s days: %s', (beginsAt, endsAt, longest, fault) => {
  expect(periodFault({ beginsAt, endsAt }, longest)).toBe(fault);
});

test('a relation is over at its very end, not before', () => {
  const standing = { state: 'standing', endsAt: '2026-01-31T00:00:00.000Z' } as const;
  expect(isOver(standing, '2026-01-30T23:59:59.999Z')).toBe(false);
  expect(isOver(standing, '2026-01-31T00:00:00.000Z')).toBe(true);
});
