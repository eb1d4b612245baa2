import { officeTimes, type WorkingCalendar } from './calendar.ts';
import { dayOf, DAY, msOf, startOf } from './local-day.ts';
import { lookInto } from './look.ts';
import { spansOf, standsAtEnd, without, type Span } from './pauses.ts';
import type { Certainty, CountOptions, Unit } from './term.ts';

export interface Elapsed extends Certainty {
  /** Whole days, or hours with their fraction; negative when the second instant is the earlier. */
  readonly amount: number;
}

const HOUR = 3_600_000;

const turned = (elapsed: Elapsed): Elapsed => ({
  ...elapsed,
  amount: elapsed.amount === 0 ? 0 : -elapsed.amount,
});

/**
 * How much of a unit lies between two instants, pauses left out: the inverse of `deadline`. Days are those after the
 * first instant's day, up to and with the second's; an open pause ends at the second instant.
 * @throws RangeError for an instant that is none
 */
export function between(
  calendar: WorkingCalendar,
  from: string,
  to: string,
  unit: Unit,
  options: Pick<CountOptions, 'countStart' | 'pauses'> = {},
): Elapsed {
  const [start, end] = [msOf(from), msOf(to)];
  if (end < start) return turned(between(calendar, to, from, unit, options));
  const look = lookInto(calendar);
  const spans = spansOf(options.pauses ?? []);
  const days = unit === 'calendar-days' || unit === 'working-days';
  let amount = 0;
  const first = days && options.countStart !== true ? dayOf(start) + 1 : dayOf(start);
  for (let day = first; day <= dayOf(end); day += 1) {
    const counts = unit === 'calendar-days' || unit === 'hours' || look.working(day);
    if (!counts) continue;
    if (days) amount += standsAtEnd(spans, day) ? 0 : 1;
    else {
      const whole: readonly Span[] =
        unit === 'hours' ? [[startOf(day), startOf(day) + DAY]] : officeTimes(calendar, day);
      for (const [open, close] of whole)
        for (const [a, b] of without([Math.max(open, start), Math.min(close, end)], spans))
          amount += (b - a) / HOUR;
    }
  }
  return { amount, ...look.certainty() };
}
