export { deadline, type Deadline } from './add.ts';
export { between, type Elapsed, type Interval } from './between.ts';
export {
  dayKind,
  usualHours,
  workingCalendar,
  type CalendarOptions,
  type DayKind,
  type DayReason,
  type OwnDay,
  type OwnYear,
  type WorkingCalendar,
} from './calendar.ts';
export { readClock, type Clock, type ClockReading } from './clock.ts';
export { dayOf, isoDay, isoInstant, monthsLater, msOf, parseDay, startOf } from './local-day.ts';
export { publishedYears } from './published-years.ts';
export { units, type Certainty, type CountOptions, type Pause, type Term, type Unit } from './term.ts';
