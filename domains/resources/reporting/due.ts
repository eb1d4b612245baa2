import {
  dayOf as calendarDay,
  deadline,
  isoDay,
  isoInstant,
  msOf,
  parseDay,
  startOf,
  type WorkingCalendar,
} from '#engines/working-days';

export interface Due {
  /** The last day that is in time. */
  readonly dueOn: string;
  /** It reaches into a year whose holidays are not published yet, and is reckoned anew until they are. */
  readonly dueUncertain: boolean;
}

/**
 * So many working days of the city after a period.
 * @param endsOn last day of the period, `2026-12-31`
 */
export function dueAfter(calendar: WorkingCalendar, endsOn: string, days: number): Due {
  const from = isoInstant(startOf(parseDay(endsOn)));
  const { at, certain } = deadline(calendar, from, { unit: 'working-days', amount: days });
  return { dueOn: isoDay(calendarDay(msOf(at ?? from))), dueUncertain: !certain };
}
