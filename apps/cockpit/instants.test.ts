import { expect, test } from 'vitest';
import { dayOrTime, shortInstant } from './instants.ts';

const now = '2026-11-30T08:00:00Z';

test('today’s is told by its time, this year’s by day and time, an older one by its date', () => {
  const told = ['2026-11-29T16:30:00Z', '2026-11-29T15:30:00Z', '2025-11-30T08:00:00Z'];
  expect(told.map((at) => shortInstant(at, now))).toEqual(['00:30', '11-29 23:30', '2025-11-30']);
  expect(told.map((at) => dayOrTime(at, now))).toEqual(['00:30', '11-29', '2025-11-30']);
});
