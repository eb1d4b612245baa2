import { expect, test } from 'vitest';
import { judge } from '../recovery/rules.ts';
import { belowHeld, exceeded, nothing, straightLine } from './rules.ts';

const of = (cpu: number, memoryGb = 0, storageGb = 0) => ({ cpu, memoryGb, storageGb });

test.each([
  { what: 'fits to the last core', pool: of(64), others: of(40), now: nothing, granted: of(24), over: [] },
  { what: 'one core too many', pool: of(64), others: of(40), now: nothing, granted: of(25), over: ['cpu'] },
  {
    what: 'more memory than is free',
    pool: of(64, 8),
    others: nothing,
    now: nothing,
    granted: of(1, 9),
    over: ['memoryGb'],
  },
  {
    what: 'a pool that shrank takes nothing away',
    pool: of(32),
    others: of(40),
    now: of(16),
    granted: of(16),
    over: [],
  },
  { what: 'and can be given back to', pool: of(32), others: of(40), now: of(16), granted: of(8), over: [] },
  { what: 'but gives no more', pool: of(32), others: of(40), now: of(16), granted: of(17), over: ['cpu'] },
])('$what', ({ pool, others, now, granted, over }) => {
  expect(exceeded(pool, others, now, granted).map(({ dimension }) => dimension)).toEqual(over);
});

test('a grant below what machines hold is told by its dimension', () => {
  expect(belowHeld(of(8, 32, 100), of(8, 64, 100))).toEqual(['memoryGb']);
});

test('a straight line goes on as it went, and is none with too few days', () => {
  const rising = Array.from({ length: 20 }, (_, day) => 10 + day / 2);
  expect(straightLine(rising, 10)).toEqual({
    perDay: expect.closeTo(0.5),
    ahead: expect.closeTo(24.5),
    basis: 20,
  });
  expect(straightLine([...rising.slice(0, 10), ...Array<null>(30).fill(null)], 10)).toBeUndefined();
  const gaps = rising.map((value, day) => (day % 5 === 4 ? null : value));
  expect(straightLine(gaps, 10)).toEqual({
    perDay: expect.closeTo(0.5),
    ahead: expect.closeTo(24.5),
    basis: 16,
  });
});

const now = new Date('2026-11-28T00:00:00Z');
const known = {
  rpoHours: 24,
  rtoHours: 4,
  lastBackup: '2026-11-27T06:00:00Z',
  lastDrill: '2026-11-20T00:00:00Z',
  restoreMinutes: 90,
};
test.each([
  { what: 'both met', over: {}, point: 'met', time: 'met' },
  { what: 'an old backup', over: { lastBackup: '2026-11-26T23:59:00Z' }, point: 'missed', time: 'met' },
  { what: 'no backup ever', over: { lastBackup: null }, point: 'missed', time: 'met' },
  { what: 'an old drill', over: { lastDrill: '2026-10-01T00:00:00Z' }, point: 'met', time: 'missed' },
  { what: 'a slow drill', over: { restoreMinutes: 241 }, point: 'met', time: 'missed' },
  {
    what: 'a drill that did not say how long it took',
    over: { restoreMinutes: null },
    point: 'met',
    time: 'missed',
  },
  {
    what: 'no targets',
    over: { rpoHours: null, rtoHours: null, lastBackup: null },
    point: 'none',
    time: 'none',
  },
])('$what', ({ over, point, time }) => {
  expect(judge({ ...known, ...over }, now, 35)).toEqual({ point, time });
});
