import { expect, test } from 'vitest';
import { amberAt, lampOf } from './rules.ts';

const opened = '2026-03-02T00:00:00.000Z';

test.each([
  ['ten days: the last two', '2026-03-12T00:00:00.000Z', '2026-03-10T00:00:00.000Z'],
  ['three days: the last one', '2026-03-05T00:00:00.000Z', '2026-03-04T00:00:00.000Z'],
  ['six hours: the last fifth of them', '2026-03-02T06:00:00.000Z', '2026-03-02T04:48:00.000Z'],
  ['due before it was opened: at once', '2026-03-01T00:00:00.000Z', opened],
  ['no date: never', null, null],
])('amber begins, %s', (_what, due, amber) => {
  expect(amberAt(opened, due)).toBe(amber);
});

const clocked = { dueAt: '2026-03-12T00:00:00.000Z', amberAt: '2026-03-10T00:00:00.000Z', closedAt: null };

test.each([
  ['2026-03-09T23:59:59.999Z', 'green'],
  ['2026-03-10T00:00:00.000Z', 'amber'],
  ['2026-03-12T00:00:00.000Z', 'amber'],
  ['2026-03-12T00:00:00.001Z', 'red'],
])('at %s the lamp is %s', (now, lamp) => {
  expect(lampOf(clocked, new Date(now))).toBe(lamp);
});

test('a closed task keeps the lamp that it closed with, and no date is always green', () => {
  const later = new Date('2027-01-01T00:00:00Z');
  expect(lampOf({ ...clocked, closedAt: '2026-03-11T00:00:00.000Z' }, later)).toBe('amber');
  expect(lampOf({ dueAt: null, amberAt: null, closedAt: null }, later)).toBe('green');
});
