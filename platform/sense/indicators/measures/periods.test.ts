import { expect, test } from 'vitest';
import { before, endOf, periodName, periodsBetween, readPeriod, startOf, yearBefore } from './periods.ts';

test.each([
  ['2028-02-29', 'day', '2028-02-29', ['2028-03-01', '2028-02-28']],
  ['2028-02-29', 'month', '2028-02', ['2028-03-01', '2028-01-01']],
  ['2028-11-30', 'quarter', '2028-Q4', ['2029-01-01', '2028-07-01']],
  ['2028-02-29', 'year', '2028', ['2029-01-01', '2027-01-01']],
] as const)('%s by %s', (day, grain, name, [end, previous]) => {
  const start = startOf(day, grain);
  expect(periodName(start, grain)).toBe(name);
  expect(readPeriod(name)).toEqual({ grain, start });
  expect(endOf(start, grain)).toBe(end);
  expect(before(start, grain)).toBe(previous);
});

test('a year before, which a leap day does not have', () => {
  expect(yearBefore('2028-03-01')).toBe('2027-03-01');
  expect(yearBefore('2028-02-29')).toBeUndefined();
});

test.each(['2026-13', '2026-02-30', '2026-Q5', '26', 'soon', '0001-01', '0999'])(
  '%s is no period',
  (name) => {
    expect(readPeriod(name)).toBeUndefined();
  },
);

test('the last year that can be named ends later than every day, and an early one in its own century', () => {
  expect(endOf('9999-01-01', 'year')).toBe('infinity');
  expect(endOf('9999-12-31', 'day') > '9999-12-31').toBe(true);
  expect(endOf('9999-11-01', 'month')).toBe('9999-12-01');
  expect(endOf('0031-12-01', 'month')).toBe('0032-01-01');
  expect(periodsBetween('9998-01-01', '9999-01-01', 'year')).toEqual(['9998-01-01', '9999-01-01']);
});

test('a stretch holds both its ends', () => {
  expect(periodsBetween('2026-11-01', '2027-02-01', 'month')).toHaveLength(4);
  expect(periodsBetween('2026-11-01', '2026-10-01', 'month')).toEqual([]);
});
