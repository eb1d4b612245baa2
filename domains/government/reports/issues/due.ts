import { dayKind, type WorkingCalendar } from '#engines/working-days';
import type { Schedule } from '../shapes.ts';

const dayMs = 86_400_000;
const earlier = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10);

/** 1 for Monday. */
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** The so-manieth working day that a day is in its month; 0 for a day off. */
function workingDayOf(day: string, calendar: WorkingCalendar): number {
  if (!dayKind(calendar, day).working) return 0;
  const first = `${day.slice(0, 8)}01`;
  let count = 1;
  for (let back = 1; earlier(day, back) >= first; back += 1)
    if (dayKind(calendar, earlier(day, back)).working) count += 1;
  return count;
}

function falls(schedule: Schedule, day: string, calendar: WorkingCalendar): boolean {
  if (schedule.every === 'day') return true;
  if (schedule.every === 'week') return weekdayOf(day) === schedule.weekday;
  return workingDayOf(day, calendar) === schedule.workingDay;
}

export interface Now {
  /** Of the city's calendar. */
  readonly day: string;
  readonly hour: number;
}

/** As far back as a monthly one can lie. */
const daysBack = 62;

/**
 * The newest day for which a report should have been run by now; a run that was missed is made up for by the latest alone.
 * @param since the day on which it was published: nothing before that is due
 */
export function lastDueDay(
  schedule: Schedule,
  { day, hour }: Now,
  { since, calendar }: { readonly since: string; readonly calendar: WorkingCalendar },
): string | undefined {
  for (let back = 0; back <= daysBack; back += 1) {
    const at = earlier(day, back);
    if (at < since) return undefined;
    if (back === 0 && hour < schedule.hour) continue;
    if (falls(schedule, at, calendar)) return at;
  }
  return undefined;
}
