import type { WorkingCalendar } from './calendar.ts';
import { dayOf, isoInstant, msOf, startOf, type Day } from './local-day.ts';
import { lookInto, timesOf, type Look } from './look.ts';
import { spansOf, standsAtEnd, without, type Span } from './pauses.ts';
import { requireTerm, type Certainty, type CountOptions, type Term } from './term.ts';

export interface Deadline extends Certainty {
  /** The last instant that is in time; null while an open pause lies before it. */
  readonly at: string | null;
}

const HOUR = 3_600_000;
/** Nothing is reckoned further than this: a calendar that closes every day would never end. */
const HORIZON = 200 * 366;

interface Count {
  readonly calendar: WorkingCalendar;
  readonly look: Look;
  readonly spans: readonly Span[];
  readonly start: number;
  readonly options: CountOptions;
}

/** The instant from which the clock stands without end. */
const standsFrom = (spans: readonly Span[]): number | undefined =>
  spans.at(-1)?.[1] === Number.POSITIVE_INFINITY ? spans.at(-1)?.[0] : undefined;

/** The first working day at or after a day. */
function nextWorking(look: Look, from: Day): Day {
  let day = from;
  while (!look.working(day) && day < from + HORIZON) day += 1;
  return day;
}

function lastDay({ look, spans, start, options }: Count, { unit, amount }: Term): Day | null {
  const first = dayOf(start);
  const stop = standsFrom(spans);
  const end = stop === undefined ? first + HORIZON : dayOf(stop);
  const counts = (each: Day) => (unit === 'calendar-days' || look.working(each)) && !standsAtEnd(spans, each);
  let left = amount;
  let day = options.countStart === true ? first - 1 : first;
  while (left > 0) {
    day += 1;
    if (day >= end && stop !== undefined) return null;
    if (day >= end) throw new RangeError('the calendar has no working day');
    if (counts(day)) left -= 1;
  }
  return day;
}

/** A calendar period that ends on a day off ends on the next working day (民法典 art. 203). */
const rolled = ({ look, options }: Count, { unit, amount }: Term, day: Day): Day =>
  unit === 'calendar-days' && amount > 0 && options.roll !== false ? nextWorking(look, day) : day;

function endOfDay({ calendar, look, options }: Count, day: Day): number {
  const closes = calendar.hours.at(-1)?.[1];
  return options.ends === 'office' && closes !== undefined && look.working(day)
    ? startOf(day) + closes
    : startOf(day + 1) - 1;
}

/** Spans of time in which the hours run, day by day, without the pauses. */
function* running({ look, spans, start }: Count, unit: Term['unit']): Generator<Span> {
  const first = dayOf(start);
  for (let day = first; day < first + HORIZON; day += 1)
    for (const [from, to] of timesOf(look, unit, day))
      if (to > start) yield* without([Math.max(from, start), to], spans);
}

function lastHour(count: Count, { unit, amount }: Term): number | null {
  let left = amount * HOUR;
  if (left === 0) return count.start;
  const stop = standsFrom(count.spans);
  for (const [from, to] of running(count, unit)) {
    if (to - from >= left) return from + left;
    left -= to - from;
    if (stop !== undefined && to >= stop) return null;
  }
  if (stop !== undefined) return null;
  throw new RangeError('the calendar has no working time');
}

/**
 * The end of a period that begins at an instant, in the city's time.
 * Days: the day of the beginning does not count, the last day is in time to its end; complexity: one look a day.
 * @param start ISO instant
 * @returns the last instant in time; null while the clock stands and has not run out before
 * @throws RangeError for an amount that is no whole number from 0 to 100 000, or an instant that is none
 */
export function deadline(
  calendar: WorkingCalendar,
  start: string,
  term: Term,
  options: CountOptions = {},
): Deadline {
  requireTerm(term);
  const look = lookInto(calendar);
  const count = { calendar, look, spans: spansOf(options.pauses ?? []), start: msOf(start), options };
  if (term.unit === 'hours' || term.unit === 'working-hours') {
    const at = lastHour(count, term);
    return { at: at === null ? null : isoInstant(at), ...look.certainty() };
  }
  const day = lastDay(count, term);
  return {
    at: day === null ? null : isoInstant(endOfDay(count, rolled(count, term, day))),
    ...look.certainty(),
  };
}
