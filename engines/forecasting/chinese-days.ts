import { isoDay, parseDay, type WorkingCalendar } from '#engines/working-days';
import type { Marks } from './days.ts';

/** Days about the Spring Festival that are alike, counted from the first day of the lunar year. */
const springBlocks: readonly (readonly [number, number])[] = [
  [-14, -8],
  [-7, -4],
  [-3, -2],
  [-1, 0],
  [1, 2],
  [3, 6],
  [7, 10],
  [11, 15],
];

const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'UTC',
  month: 'numeric',
  day: 'numeric',
});
const perDay = 86_400_000;

const isNewYear = (day: number): boolean => lunar.format(new Date(day * perDay)) === '1/1';

/** The Spring Festival of a year as a day counted from 1970-01-01: it lies between 21 January and 21 February. */
function springOf(year: number): number | undefined {
  const first = parseDay(`${String(year).padStart(4, '0')}-01-21`);
  for (let day = first; day <= first + 31; day += 1) if (isNewYear(day)) return day;
  return undefined;
}

const isWeekend = (day: number): boolean => [2, 3].includes(((day % 7) + 7) % 7);

function springMark(day: number, springs: ReadonlyMap<number, number | undefined>): string | undefined {
  const spring = springs.get(new Date(day * perDay).getUTCFullYear());
  if (spring === undefined) return undefined;
  const block = springBlocks.find(([from, to]) => day - spring >= from && day - spring <= to);
  return block && `Spring Festival ${block[0]}..${block[1]}`;
}

function marksOf(
  calendar: WorkingCalendar,
  day: number,
  springs: ReadonlyMap<number, number | undefined>,
): Marks {
  const { reason, name } = calendar.kindOf(day);
  const spring = springMark(day, springs);
  const alone = spring === undefined ? [] : [spring];
  if (['make-up', 'opened'].includes(reason)) return ['make-up', ...alone];
  if (!['holiday', 'closed'].includes(reason)) return alone;
  const own = spring ?? name?.en ?? 'closed';
  return isWeekend(day) ? [`${own}, weekend`] : ['off-weekday', own];
}

/**
 * What days are in China besides days of the week: weekdays that are off, weekends that are worked (调休), each holiday by
 * its name, and the days before and behind the Spring Festival, which moves by a month in the solar year.
 * @param from `2026-01-01`, the day of the first value
 * @param count how many days, those to be forecast among them
 * @returns the marks, and the first day whose year's notice is not in the calendar: from it on only the Spring Festival's place is known
 * @throws RangeError when `from` is no day
 */
export function chineseDays(
  calendar: WorkingCalendar,
  from: string,
  count: number,
): { marks: Marks[]; uncertainFrom: string | null } {
  const first = parseDay(from);
  const days = Array.from({ length: count }, (_, index) => first + index);
  const years = new Set(days.map((day) => new Date(day * perDay).getUTCFullYear()));
  const springs = new Map([...years].map((year) => [year, springOf(year)]));
  const unsure = days.find((day) => !calendar.kindOf(day).certain);
  return {
    marks: days.map((day) => marksOf(calendar, day, springs)),
    uncertainFrom: unsure === undefined ? null : isoDay(unsure),
  };
}
