import type { WorkingCalendar } from './calendar.ts';
import { dayOf, msOf, type Day } from './local-day.ts';
import { lookInto, timesOf, type Look } from './look.ts';
import { spansOf, standsAtEnd, without, type Span } from './pauses.ts';
import type { Certainty, CountOptions, Unit } from './term.ts';

export interface Elapsed extends Certainty {
  /** Whole days, or hours with their fraction; negative when the second instant is the earlier. */
  readonly amount: number;
}

/** Two ISO instants. */
export interface Interval {
  readonly from: string;
  readonly to: string;
}

const HOUR = 3_600_000;

interface Measure {
  readonly look: Look;
  readonly spans: readonly Span[];
  readonly unit: Unit;
  readonly start: number;
  readonly end: number;
}

function daysIn({ look, spans, unit, start, end }: Measure, countStart: boolean): number {
  let amount = 0;
  for (let day = dayOf(start) + (countStart ? 0 : 1); day <= dayOf(end); day += 1)
    if ((unit === 'calendar-days' || look.working(day)) && !standsAtEnd(spans, day)) amount += 1;
  return amount;
}

const hoursOfDay = ({ look, spans, unit, start, end }: Measure, day: Day): number =>
  timesOf(look, unit, day)
    .flatMap(([open, close]) => without([Math.max(open, start), Math.min(close, end)], spans))
    .reduce((sum, [from, to]) => sum + (to - from) / HOUR, 0);

function hoursIn(measure: Measure): number {
  let amount = 0;
  for (let day = dayOf(measure.start); day <= dayOf(measure.end); day += 1)
    amount += hoursOfDay(measure, day);
  return amount;
}

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
  { from, to }: Interval,
  unit: Unit,
  options: Pick<CountOptions, 'countStart' | 'pauses'> = {},
): Elapsed {
  const [start, end] = [msOf(from), msOf(to)];
  if (end < start) return turned(between(calendar, { from: to, to: from }, unit, options));
  const look = lookInto(calendar);
  const measure = { look, spans: spansOf(options.pauses ?? []), unit, start, end };
  const whole = unit === 'calendar-days' || unit === 'working-days';
  const amount = whole ? daysIn(measure, options.countStart === true) : hoursIn(measure);
  return { amount, ...look.certainty() };
}
