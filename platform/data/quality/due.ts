import { deadline } from '#engines/working-days';
import { dayIn } from '#kernel/clock';
import type { Db } from '#kernel/db';
import { cityCalendar } from '#platform/base/tasks';

const dayMs = 86_400_000;

/** Until which day something is to be mended, by how many working days it has; ISO. */
export type DueOn = (days: number) => string;

/** Reckons due days from an instant in the city's working calendar. */
export async function dueFrom(db: Db, at: string): Promise<DueOn> {
  const calendar = await cityCalendar(db);
  const known = new Map<number, string>();
  return (days) => {
    const day =
      known.get(days) ?? dueDay(deadline(calendar, at, { unit: 'working-days', amount: days }).at, at, days);
    known.set(days, day);
    return day;
  };
}

/** The city's day of an instant; by plain days where the calendar gives none. */
const dueDay = (due: string | null, at: string, days: number): string =>
  dayIn('Asia/Shanghai', new Date(due === null ? Date.parse(at) + days * dayMs : Date.parse(due)));
