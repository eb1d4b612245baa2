import { expect, test } from 'vitest';
import { workingCalendar } from '#engines/working-days';
import { reckon, stepAt } from './clocks.ts';

const calendar = workingCalendar();
const at = (local: string) => new Date(`${local}+08:00`).toISOString();
const clock = (
  unit: 'hours' | 'working-hours' | 'working-days' | 'calendar-days' | null,
  amount: number | null,
) => ({
  openedAt: at('2026-02-10T10:00'),
  clockUnit: unit,
  clockAmount: amount,
  baseDueAt: null,
  escalated: 0,
});
const plain = { calendar, pauses: [], steps: [] };

test.each([
  ['working-days', 5, '2026-02-24T23:59:59.999', '2026-02-14T23:59:59.999'],
  ['working-days', 1, '2026-02-11T23:59:59.999', '2026-02-10T10:00'],
  ['working-days', 20, '2026-03-16T23:59:59.999', '2026-03-10T23:59:59.999'],
  ['working-hours', 14, '2026-02-12T10:00', '2026-02-11T16:00'],
  ['calendar-days', 10, '2026-02-24T23:59:59.999', '2026-02-18T23:59:59.999'],
  ['hours', 24, '2026-02-11T10:00', '2026-02-11T05:00'],
] as const)('%s × %i end at %s, amber from %s', (unit, amount, due, amber) => {
  expect(reckon(clock(unit, amount), plain)).toMatchObject({
    dueAt: at(due),
    amberAt: at(amber),
    dueCertain: true,
  });
});

test('a given date on a Monday turns amber on the Friday, and no date never does', () => {
  const monday = {
    ...clock(null, null),
    baseDueAt: at('2026-03-16T09:00'),
    openedAt: at('2026-03-12T09:00'),
  };
  expect(reckon(monday, plain)).toMatchObject({
    dueAt: at('2026-03-16T09:00'),
    amberAt: at('2026-03-13T09:00'),
  });
  expect(reckon(clock(null, null), plain)).toMatchObject({ dueAt: null, amberAt: null, nextStepAt: null });
});

test('half an hour turns amber with a fifth of it left, not at once', () => {
  const short = {
    ...clock(null, null),
    openedAt: at('2026-03-12T09:00'),
    baseDueAt: at('2026-03-12T09:30'),
  };
  expect(reckon(short, plain)).toMatchObject({ amberAt: at('2026-03-12T09:24') });
});

test('a given date moves by as long as the clock stood', () => {
  const dated = { ...clock(null, null), baseDueAt: at('2026-03-12T12:00') };
  const pauses = [{ from: at('2026-03-02T10:00'), to: at('2026-03-04T12:00') }];
  expect(reckon(dated, { ...plain, pauses }).dueAt).toBe(at('2026-03-14T14:00'));
  const standing = [{ from: at('2026-03-02T10:00'), to: null }];
  expect(reckon(dated, { ...plain, pauses: standing })).toMatchObject({ dueAt: null, amberAt: null });
});

test('steps follow the lamp, and days after red are working days', () => {
  const dates = { dueAt: at('2026-02-13T23:59:59.999'), amberAt: at('2026-02-12T23:59:59.999') };
  expect(stepAt(calendar, { at: 'amber', to: 'assignee' }, dates)).toBe(dates.amberAt);
  expect(stepAt(calendar, { at: 'red', to: 'leader' }, dates)).toBe(at('2026-02-14T00:00'));
  const later = { at: 'red', after: { unit: 'working-days', amount: 3 }, to: 'supervisor' } as const;
  expect(stepAt(calendar, later, dates)).toBe(at('2026-02-26T23:59:59.999'));
});
