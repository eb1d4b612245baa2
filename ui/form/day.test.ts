import { expect, test } from 'vitest';
import { readDay } from './day.ts';

test.each([
  ['2026-11-28', '2026-11-28'],
  [' 2026-1-2 ', '2026-01-02'],
  ['2026/1/2', '2026-01-02'],
  ['2026.01.02', '2026-01-02'],
  ['20260102', '2026-01-02'],
  ['2026年1月2日', '2026-01-02'],
  ['2024-02-29', '2024-02-29'],
  ['2026-02-29', undefined],
  ['2026-13-01', undefined],
  ['02/01/2026', undefined],
  ['2026-1', undefined],
  ['202611', undefined],
  ['tomorrow', undefined],
  ['', undefined],
])('%s is %s', (text, expected) => {
  expect(readDay(text)).toBe(expected);
});
