import { officeTimes, type WorkingCalendar } from './calendar.ts';
import { DAY, isoDay, startOf, type Day } from './local-day.ts';
import type { Certainty, Unit } from './term.ts';

/** Asks a calendar and remembers the first day whose answer was only a guess. */
export interface Look {
  working(day: Day): boolean;
  /** Office hours of a day as instants. */
  times(day: Day): readonly (readonly [number, number])[];
  certainty(): Certainty;
}

export function lookInto(calendar: WorkingCalendar): Look {
  let first: Day | undefined;
  const working = (day: Day): boolean => {
    const kind = calendar.kindOf(day);
    if (!kind.certain && (first === undefined || day < first)) first = day;
    return kind.working;
  };
  return {
    working,
    times: (day) => (working(day) ? officeTimes(calendar, day) : []),
    certainty: () => ({
      certain: first === undefined,
      uncertainFrom: first === undefined ? null : isoDay(first),
    }),
  };
}

/** The spans of a day in which hours of a unit run, as instants. */
export const timesOf = (look: Look, unit: Unit, day: Day): readonly (readonly [number, number])[] =>
  unit === 'hours' ? [[startOf(day), startOf(day) + DAY]] : look.times(day);
