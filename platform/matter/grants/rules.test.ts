import { expect, test } from 'vitest';
import { fenOf, mayNow, monthsLater } from './rules.ts';

test.for([
  [100_000.5, 10_000_050],
  ['0.01', 1],
  [0.29, 29],
  [0, undefined],
  [-1, undefined],
  [0.001, undefined],
  ['a lot', undefined],
  [1e15, undefined],
] as const)('%s yuan are %s fen', ([yuan, fen]) => {
  expect(fenOf(yuan)).toBe(fen);
});

test.for([
  ['2026-08-31T02:00:00.000Z', 6, '2027-02-28T02:00:00.000Z'],
  ['2026-01-15T02:00:00.000Z', 12, '2027-01-15T02:00:00.000Z'],
] as const)('%s and %s months are %s', ([from, months, to]) => {
  expect(monthsLater(new Date(from), months)).toBe(to);
});

test.for([
  ['accept', 'filed', true],
  ['accept', 'supplement', false],
  ['refuse', 'publicity', true],
  ['refuse', 'awarded', false],
  ['withdraw', 'awarded', false],
  ['no-such-act', 'filed', false],
] as const)('%s while %s: %s', ([act, state, may]) => {
  expect(mayNow(act, state)).toBe(may);
});
