import { expect, test } from 'vitest';
import { applications } from './process.ts';

test.for([
  ['accept', 'filed', true],
  ['accept', 'supplement', false],
  ['refuse', 'publicity', true],
  ['refuse', 'awarded', false],
  ['refuse', 'withheld', true],
  ['reask', 'withheld', true],
  ['reask', 'unpaid', false],
  ['account', 'withheld', false],
  ['account', 'unpaid', true],
  ['withdraw', 'awarded', false],
  ['withdraw', 'publicity', true],
  ['print', 'filed', false],
] as const)('%s while %s: %s', ([act, state, may]) => {
  expect(applications.mayNow(act, state)).toBe(may);
});
