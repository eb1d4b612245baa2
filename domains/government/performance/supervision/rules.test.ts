import { expect, test } from 'vitest';
import { scoreOf } from './rules.ts';

test('time and quality make the score; each working day late costs five, a part half of the time', () => {
  expect(scoreOf({ lateDays: 0, quality: 100, outcome: 'met' })).toBe(100);
  expect(scoreOf({ lateDays: 2, quality: 80, outcome: 'met' })).toBe(82);
  expect(scoreOf({ lateDays: 99, quality: 80, outcome: 'met' })).toBe(32);
  expect(scoreOf({ lateDays: 0, quality: 50, outcome: 'partly' })).toBe(50);
  expect(scoreOf({ lateDays: 0, quality: 0, outcome: 'unmet' })).toBe(0);
});
