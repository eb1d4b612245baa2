import { isoDay, parseDay, type WorkingCalendar } from '#engines/working-days';

/** Longer than any project: some eighty years. */
const most = 20_000;

/** Turns days into working days since the first of an undertaking, and back. */
export interface Ruler {
  /** Working days before that day. */
  beginning(day: string): number;
  /** Working days up to its end. */
  end(day: string): number;
  /** The day on which work after so many days begins, and the one on which it ends. */
  beginsOn(days: number): string;
  endsOn(days: number): string;
  /** Whether the holidays up to the end of so many days are known. */
  isCertain(days: number): boolean;
}

/** @param firstDay nothing is counted before it */
export function rulerOf(calendar: WorkingCalendar, firstDay: string): Ruler {
  const first = parseDay(firstDay);
  const days: number[] = [];
  let next = first;
  const upTo = (count: number): void => {
    for (; days.length < Math.min(count, most); next += 1) if (calendar.kindOf(next).working) days.push(next);
  };
  const passed = (until: number): number => {
    upTo(Math.max(0, until - first) + 1);
    // The calendar is walked in order, so the first that is not before tells how many are.
    const at = days.findIndex((day) => day >= until);
    return at < 0 ? days.length : at;
  };
  const dayAt = (index: number): string => {
    upTo(index + 1);
    return isoDay(days[Math.min(index, days.length - 1)] ?? first);
  };
  return {
    beginning: (day) => passed(parseDay(day)),
    end: (day) => passed(parseDay(day) + 1),
    beginsOn: (count) => dayAt(Math.max(0, Math.floor(count))),
    endsOn: (count) => dayAt(Math.max(0, Math.ceil(count) - 1)),
    isCertain: (count) => calendar.kindOf(parseDay(dayAt(Math.max(0, Math.ceil(count))))).certain,
  };
}
