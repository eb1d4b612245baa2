import { expect, test } from 'vitest';
import { workingCalendar } from '#engines/working-days';
import type { Schedule } from '../shapes.ts';
import { lastDueDay } from './due.ts';

const calendar = workingCalendar();
const month = (workingDay: number): Schedule => ({ every: 'month', workingDay, hour: 9 });

const cases: readonly (readonly [Schedule, string, number, string, string | undefined])[] = [
  [{ every: 'day', hour: 8 }, '2026-11-10', 8, '2026-11-01', '2026-11-10'],
  // Its hour has not come: yesterday's is the newest.
  [{ every: 'day', hour: 8 }, '2026-11-10', 7, '2026-11-01', '2026-11-09'],
  [{ every: 'day', hour: 8 }, '2026-11-10', 7, '2026-11-10', undefined],
  [{ every: 'week', weekday: 1, hour: 8 }, '2026-11-10', 12, '2026-11-01', '2026-11-09'],
  [{ every: 'week', weekday: 7, hour: 8 }, '2026-11-10', 12, '2026-11-01', '2026-11-08'],
  // November 2026 begins on a Sunday: its seventh working day is Tuesday the 10th.
  [month(7), '2026-11-10', 9, '2026-11-01', '2026-11-10'],
  [month(8), '2026-11-10', 9, '2026-11-01', undefined],
  // Missed while nobody ran: the latest alone is made up for.
  [month(1), '2026-11-30', 9, '2026-09-01', '2026-11-02'],
  // The holidays of October 2026 end on the 7th; the 8th is its first working day.
  [month(1), '2026-10-20', 9, '2026-09-02', '2026-10-08'],
];

test.each(cases)('%o on %s at %i, published %s: %s', (...[schedule, day, hour, since, due]) => {
  expect(lastDueDay(schedule, { day, hour }, { since, calendar })).toBe(due);
});
