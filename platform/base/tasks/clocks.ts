import { between, deadline, msOf, type Term, type WorkingCalendar } from '#engines/working-days';
import type { EscalationStep } from './city.ts';
import { amberAmount, amberAt } from './rules.ts';
import type { TaskRow } from './store.ts';

type Pauses = readonly { readonly from: string; readonly to: string | null }[];

export interface Reckoning {
  readonly calendar: WorkingCalendar;
  readonly pauses: Pauses;
  readonly steps: readonly EscalationStep[];
}

type Dates = Pick<TaskRow, 'dueAt' | 'amberAt' | 'dueCertain'>;
type Clock = Pick<TaskRow, 'openedAt' | 'clockUnit' | 'clockAmount' | 'baseDueAt'>;

const DAY = 86_400_000;
const HOUR = 3_600_000;
const none: Dates = { dueAt: null, amberAt: null, dueCertain: true };

/** The clock that a task runs by; undefined when it has a given date or none. */
export const termOf = ({
  clockUnit,
  clockAmount,
}: Pick<TaskRow, 'clockUnit' | 'clockAmount'>): Term | undefined =>
  clockUnit === null || clockAmount === null ? undefined : { unit: clockUnit, amount: clockAmount };

const earlier = (a: string, b: string): string => (a < b ? a : b);

/** A given date turns amber on the working day before at the latest: a Sunday's notice of a Monday helps nobody. */
function amberOfDate(calendar: WorkingCalendar, openedAt: string, dueAt: string): string {
  const usual = amberAt(openedAt, dueAt) ?? openedAt;
  if (msOf(dueAt) - msOf(openedAt) < DAY) return usual;
  const wholeDay = calendar.hours.reduce((sum, [from, to]) => sum + (to - from) / HOUR, 0);
  let before = dueAt;
  for (let days = 1; days <= 15; days += 1) {
    before = new Date(msOf(dueAt) - days * DAY).toISOString();
    if (between(calendar, { from: before, to: dueAt }, 'working-hours').amount >= wholeDay) break;
  }
  const latest = earlier(usual, before);
  return latest < openedAt ? openedAt : latest;
}

/** A given date, later by the time for which the clock stood. */
function datesOfDate(openedAt: string, base: string, { calendar, pauses }: Reckoning): Dates {
  let due = msOf(base);
  for (const { from, to } of pauses) {
    if (to === null) return none;
    due += msOf(to) - msOf(from);
  }
  const dueAt = new Date(due).toISOString();
  return { dueAt, amberAt: amberOfDate(calendar, openedAt, dueAt), dueCertain: true };
}

function datesOfTerm(openedAt: string, term: Term, { calendar, pauses }: Reckoning): Dates {
  const { at, certain } = deadline(calendar, openedAt, term, { pauses });
  if (at === null) return none;
  const run = amberAmount(term.amount);
  const amber =
    run === 0 ? openedAt : deadline(calendar, openedAt, { ...term, amount: run }, { pauses, roll: false }).at;
  return { dueAt: at, amberAt: amber === null ? at : earlier(amber, at), dueCertain: certain };
}

function datesOf({ openedAt, baseDueAt, ...clock }: Clock, reckoning: Reckoning): Dates {
  const term = termOf(clock);
  if (term) return datesOfTerm(openedAt, term, reckoning);
  return baseDueAt === null ? none : datesOfDate(openedAt, baseDueAt, reckoning);
}

/** When a step of escalation is to be made; null while there is no date. */
export function stepAt(
  calendar: WorkingCalendar,
  step: EscalationStep,
  dates: Pick<Dates, 'dueAt' | 'amberAt'>,
): string | null {
  const { dueAt, amberAt: amber } = dates;
  if (dueAt === null || amber === null) return null;
  const turned = step.at === 'amber' ? amber : new Date(msOf(dueAt) + 1).toISOString();
  return step.after === undefined ? turned : deadline(calendar, turned, step.after).at;
}

/** The dates of a task from its clock, its pauses and the city's calendar. */
export function reckon(
  task: Clock & Pick<TaskRow, 'escalated'>,
  reckoning: Reckoning,
): Dates & Pick<TaskRow, 'nextStepAt'> {
  const dates = datesOf(task, reckoning);
  const next = reckoning.steps[task.escalated];
  return { ...dates, nextStepAt: next ? stepAt(reckoning.calendar, next, dates) : null };
}

/** Working minutes from opening to an instant, pauses left out. */
export const workedMinutes = (
  calendar: WorkingCalendar,
  openedAt: string,
  to: string,
  pauses: Pauses,
): number => Math.round(between(calendar, { from: openedAt, to }, 'working-hours', { pauses }).amount * 60);
