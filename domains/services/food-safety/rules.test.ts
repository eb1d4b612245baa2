import { expect, test } from 'vitest';
import { gradeOf } from './rules.ts';

test.for([
  [100, false, 'A'],
  [90, false, 'A'],
  [89, false, 'B'],
  [75, false, 'B'],
  [74, false, 'C'],
  [95, true, 'C'],
] as const)('%i points, severe %s: %s', ([score, critical, grade]) => {
  expect(gradeOf({ score, critical })).toBe(grade);
});
