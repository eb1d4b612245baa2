import { expect, test } from 'vitest';
import { periodOf } from './period.ts';

test.each([
  ['daily', '2026-11-28T15:59:59Z', '2026-11-28'],
  ['daily', '2026-11-28T16:00:00Z', '2026-11-29'],
  ['weekly', '2026-11-29T15:59:59Z', '2026-11-23'],
  ['weekly', '2026-11-29T16:00:00Z', '2026-11-30'],
  ['weekly', '2026-12-31T18:00:00Z', '2026-12-28'],
  ['monthly', '2026-11-30T16:00:00Z', '2026-12'],
])('%s at %s lies in %s', (rhythm, now, period) => {
  expect(periodOf(rhythm, new Date(now), 'Asia/Shanghai')).toBe(period);
});
