import type { WorkingCalendar } from './calendar.ts';
import { isoDay, type Day } from './local-day.ts';
import type { Certainty } from './term.ts';

/** Asks a calendar and remembers the first day whose answer was only a guess. */
export interface Look {
  working(day: Day): boolean;
  certainty(): Certainty;
}

export function lookInto(calendar: WorkingCalendar): Look {
  let first: Day | undefined;
  return {
    working: (day) => {
      const { working, certain } = calendar.kindOf(day);
      if (!certain && (first === undefined || day < first)) first = day;
      return working;
    },
    certainty: () => ({
      certain: first === undefined,
      uncertainFrom: first === undefined ? null : isoDay(first),
    }),
  };
}
