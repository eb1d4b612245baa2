import type { Life } from '#engines/survival';
import type { RunningClock } from './working-time.ts';

export interface Earlier {
  readonly owner: string;
  readonly due: number | null;
  readonly until: number;
}

/** A task as it is read; instants in milliseconds. */
export interface TaskRead {
  readonly id: string;
  readonly kind: string;
  readonly owner: string;
  readonly opened: number;
  /** Null: without a date, or its clock stands. */
  readonly due: number | null;
  readonly closed: number | null;
  /** Its term is in hours of the clock or days of the calendar: it goes on at night and on days off. */
  readonly byClock: boolean;
  readonly simulated: boolean;
  /** Whose it was and when it was due until either changed, the oldest first. */
  readonly earlier: readonly Earlier[];
  /** In which its clock stood. */
  readonly pauses: readonly { readonly from: number; readonly to: number | null }[];
}

/** A task with what of its times no moment changes, in minutes of its clock. */
export interface Case extends TaskRead {
  /** Age at which it is due; null without a date. */
  readonly until: number | null;
  /** Age at which it was closed; null while it goes on. */
  readonly lasted: number | null;
}

/** Both clocks by which tasks are timed. */
export interface Clocks {
  readonly office: RunningClock;
  readonly wall: RunningClock;
}

/** What belongs together: one kind, timed by one clock, invented or not. */
export const stratumOf = ({
  kind,
  byClock,
  simulated,
}: Pick<TaskRead, 'kind' | 'byClock' | 'simulated'>): string =>
  `${kind}|${byClock ? 'clock' : 'office'}|${simulated ? 'invented' : 'real'}`;

/** Minutes of a task's clock from its opening to an instant, pauses left out. */
export function ageAt({ opened, byClock, pauses }: TaskRead, clocks: Clocks, instant: number): number {
  const run = byClock ? clocks.wall : clocks.office;
  const stood = pauses.reduce((sum, { from, to }) => {
    const until = Math.min(to ?? Infinity, instant);
    return until > from ? sum + run(until) - run(from) : sum;
  }, 0);
  return Math.max(0, run(instant) - run(opened) - stood);
}

/**
 * Age at an instant, of what was late then later than its date to its own clock as well: what was closed on the Saturday after took
 * more than until Friday evening.
 */
function agePast(read: TaskRead, clocks: Clocks, instant: number): number {
  const age = ageAt(read, clocks, instant);
  const { due } = read;
  return due !== null && instant > due ? Math.max(age, ageAt(read, clocks, due) + 1) : age;
}

/** The same task with its times. */
export const caseOf = (read: TaskRead, clocks: Clocks): Case => ({
  ...read,
  until: read.due === null ? null : ageAt(read, clocks, read.due),
  lasted: read.closed === null ? null : agePast(read, clocks, read.closed),
});

/** A case with the owner and the date that it had at a moment, which it may not have kept. */
export function asThen(each: Case, clocks: Clocks, at: number): Case {
  const was = each.earlier.find(({ until }) => until > at);
  if (!was) return each;
  const { owner, due } = was;
  // What stood later moved the date as well: of that nothing was known.
  const then = { ...each, owner, due, pauses: each.pauses.filter(({ from }) => from <= at) };
  return { ...then, until: due === null ? null : ageAt(then, clocks, due) };
}

/** A task as of a moment, in minutes of its clock. */
export interface Timed extends Life {
  readonly entry: number;
}

/** To the minute in the first ten hours, to six of them after that: a curve of a hundred thousand has no more steps. */
const rounded = (minutes: number): number =>
  minutes < 600 ? Math.round(minutes) : Math.round(minutes / 6) * 6;

export interface Moment {
  readonly at: number;
  /** From when on what happened is learnt from. */
  readonly since: number;
}

/**
 * What was known of a task at a moment: closed by then, or going on.
 * @returns undefined where it was not yet opened, or closed before anything is learnt from
 */
export function timedAt(each: Case, clocks: Clocks, { at, since }: Moment): Timed | undefined {
  const { opened, closed, lasted } = each;
  if (opened > at || (closed !== null && closed < since)) return undefined;
  const ended = closed !== null && closed <= at;
  const time = ended && lasted !== null ? lasted : agePast(each, clocks, at);
  return { time, ended, entry: opened < since ? Math.min(time, ageAt(each, clocks, since)) : 0 };
}

/** The same in the steps of a curve. */
export const asLife = ({ time, ended, entry }: Timed): Life => ({
  time: rounded(time),
  ended,
  entry: rounded(entry),
});
