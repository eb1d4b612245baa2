import { isoDay, MINUTE, parseDay, startOf, weekdayOf, yearOf, type Day } from './local-day.ts';
import { publishedDays, publishedYears } from './published-years.ts';

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A day that the city itself closes or opens: a typhoon, a local festival, a weekend of urgent work. */
export interface OwnDay {
  /** `2026-07-11`. */
  readonly day: string;
  readonly working: boolean;
  readonly name: Words;
}

/** The notice of a year that the data do not hold yet, as the city entered it. */
export interface OwnYear {
  readonly year: number;
  readonly days: readonly OwnDay[];
}

export interface CalendarOptions {
  /** Office hours as local times, `['08:30', '12:00']`, in order, not meeting. */
  readonly hours?: readonly (readonly [string, string])[];
  /** Stand above what is published. */
  readonly days?: readonly OwnDay[];
  readonly years?: readonly OwnYear[];
}

export type DayReason = 'weekday' | 'weekend' | 'holiday' | 'make-up' | 'closed' | 'opened';

export interface DayKind {
  readonly working: boolean;
  readonly reason: DayReason;
  readonly name: Words | null;
  /** False: the year is not yet published, so only the weekday is known. */
  readonly certain: boolean;
}

export interface WorkingCalendar {
  kindOf(day: Day): DayKind;
  /** Office hours of any working day, in milliseconds after midnight. */
  readonly hours: readonly (readonly [number, number])[];
  /** Years whose holidays are known. */
  readonly years: ReadonlySet<number>;
}

/** Summer hours of the city's offices are data of the city; these are what is used when it says nothing. */
export const usualHours = [
  ['08:30', '12:00'],
  ['14:00', '17:30'],
] as const;

function millisecondsOf(time: string): number {
  const [, hour, minute] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time) ?? [];
  const value = (Number(hour) * 60 + Number(minute)) * MINUTE;
  if (Number.isNaN(value) || value > 24 * 60 * MINUTE) throw new RangeError(`not a time of day: ${time}`);
  return value;
}

function hoursOf(given: NonNullable<CalendarOptions['hours']>): WorkingCalendar['hours'] {
  const hours = given.map(([from, to]) => [millisecondsOf(from), millisecondsOf(to)] as const);
  const ordered = hours.every(([from, to], at) => from < to && (hours[at - 1]?.[1] ?? -1) < from);
  if (hours.length === 0 || !ordered)
    throw new RangeError('office hours must follow each other without meeting');
  return hours;
}

const plain = (day: Day, certain: boolean): DayKind => {
  const working = weekdayOf(day) % 6 !== 0;
  return { working, reason: working ? 'weekday' : 'weekend', name: null, certain };
};

/**
 * China's working calendar: Monday to Friday, less the holidays and with the make-up working days of the State Council's
 * yearly notice (全国年节及纪念日放假办法), and above both what the city says.
 * @throws RangeError for a day or hour that does not exist
 */
export function workingCalendar(options: CalendarOptions = {}): WorkingCalendar {
  const { hours = usualHours, days = [], years = [] } = options;
  const known = new Set([...publishedYears, ...years.map(({ year }) => year)]);
  const own = new Map(days.map((each) => [parseDay(each.day), each]));
  const entered = new Map(
    years.flatMap((year) => year.days.map((each) => [isoDay(parseDay(each.day)), each])),
  );
  return {
    hours: hoursOf(hours),
    years: known,
    kindOf: (day) => {
      const local = own.get(day);
      if (local)
        return {
          working: local.working,
          reason: local.working ? 'opened' : 'closed',
          name: local.name,
          certain: true,
        };
      const iso = isoDay(day);
      const said = entered.get(iso) ?? publishedDays.get(iso);
      if (!said) return plain(day, known.has(yearOf(day)));
      return {
        working: said.working,
        reason: said.working ? 'make-up' : 'holiday',
        name: said.name,
        certain: true,
      };
    },
  };
}

/** Whether people work on a local day, `2026-02-17`, and why. @throws RangeError when it is no day */
export const dayKind = (calendar: WorkingCalendar, day: string): DayKind => calendar.kindOf(parseDay(day));

/** Working time of a local day as instants in milliseconds; empty on a day off. */
export const officeTimes = (calendar: WorkingCalendar, day: Day): (readonly [number, number])[] =>
  calendar.kindOf(day).working
    ? calendar.hours.map(([from, to]) => [startOf(day) + from, startOf(day) + to] as const)
    : [];
