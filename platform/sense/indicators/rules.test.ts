import { expect, test } from 'vitest';
import { daysToMeasure, daysUntil, endOfDay, listPath, staleSince } from './rules.ts';

const shanghai = 'Asia/Shanghai';

test('a day ends with the city, not with London', () => {
  expect(endOfDay('2026-11-22', shanghai).toISOString()).toBe('2026-11-22T15:59:59.999Z');
  expect(endOfDay('2026-11-22', 'America/New_York').toISOString()).toBe('2026-11-23T04:59:59.999Z');
});

test('the last days, over the end of a month', () => {
  expect(daysUntil('2028-03-01', 3)).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
});

test.each([
  ['today', '2026-11-23', true, ['2026-11-23']],
  ['late, and the figure can look back', '2026-11-20', true, ['2026-11-20', '2026-11-23']],
  ['late, and it cannot', '2026-11-20', false, ['2026-11-23']],
  ['of a clock that runs ahead', '2026-11-24', true, ['2026-11-23']],
])('an event %s', (_title, eventDay, reopens, days) => {
  expect(daysToMeasure({ reopens }, eventDay, '2026-11-23')).toEqual(days);
});

test('stale is what the data are, else what was not measured', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const since = (asOf: string | null, computedAt: string) =>
    staleSince({ freshAfterHours: 3 }, { asOf, computedAt }, now);
  expect(since('2026-11-23T09:00:00Z', '2026-11-23T11:00:00Z')).toBeNull();
  expect(since('2026-11-23T08:59:59Z', '2026-11-23T11:00:00Z')).toBe('2026-11-23T08:59:59Z');
  expect(since(null, '2026-11-23T07:00:00Z')).toBe('2026-11-23T07:00:00Z');
});

test('a list without a query has no question mark', () => {
  expect(listPath('/registers/persons', {})).toBe('/registers/persons');
  expect(listPath('/registers/persons', { 'sources.from': '2' })).toBe('/registers/persons?sources.from=2');
});
