import type { Db } from '#kernel/db';
import { isoDay, parseDay } from '#engines/working-days';
import type { operations } from './contract.ts';
import { calendarSetting, cityCalendar } from './settings.ts';
import type { Answer } from '#kernel/operation';

type CalendarOfYear = Answer<typeof operations.calendar>;

/** The days of a year on which it is not as the weekday says, and how many are worked. */
export async function calendarOf(db: Db, year: number): Promise<CalendarOfYear> {
  const calendar = await cityCalendar(db);
  const { hours } = await calendarSetting(db);
  const days: CalendarOfYear['days'] = [];
  let workingDays = 0;
  for (let day = parseDay(`${year}-01-01`); day < parseDay(`${year + 1}-01-01`); day += 1) {
    const { working, reason, name } = calendar.kindOf(day);
    if (working) workingDays += 1;
    if (reason !== 'weekday' && reason !== 'weekend')
      days.push({ day: isoDay(day), working, reason, name: name ?? { zh: '', en: '' } });
  }
  return { year, published: calendar.years.has(year), workingDays, hours, days };
}
