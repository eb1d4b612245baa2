import { deadline } from './add.ts';
import { between } from './between.ts';
import type { WorkingCalendar } from './calendar.ts';
import { msOf } from './local-day.ts';
import { spansOf } from './pauses.ts';
import type { Certainty, CountOptions, Pause, Term } from './term.ts';

export interface ClockReading extends Certainty {
  /** Of the unit that is spent, pauses left out; the present day is spent as soon as it has begun. */
  readonly spent: number;
  /** What is left; 0 when nothing is. */
  readonly left: number;
  /** The last instant in time; null while the clock stands. */
  readonly dueAt: string | null;
  readonly paused: boolean;
  readonly over: boolean;
}

export interface Clock extends CountOptions {
  /** ISO instant. */
  readonly start: string;
  readonly term: Term;
  readonly pauses?: readonly Pause[];
}

/** Reads a clock that can be stopped: what is spent, what is left, until when. @throws RangeError as `deadline` */
export function readClock(calendar: WorkingCalendar, clock: Clock, now: string): ClockReading {
  const { start, term, ...options } = clock;
  const pauses = options.pauses ?? [];
  const due = deadline(calendar, start, term, options);
  const spent = Math.max(0, between(calendar, { from: start, to: now }, term.unit, options).amount);
  const at = msOf(now);
  const paused = spansOf(pauses).some(([stop, go]) => stop <= at && at < go);
  return {
    spent,
    left: Math.max(0, term.amount - spent),
    dueAt: due.at,
    paused,
    over: due.at !== null && at > msOf(due.at),
    certain: due.certain,
    uncertainFrom: due.uncertainFrom,
  };
}
