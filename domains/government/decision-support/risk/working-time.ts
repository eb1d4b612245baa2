import { dayOf, startOf, type WorkingCalendar } from '#engines/working-days';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Minutes that a clock has run at an instant (milliseconds), from a beginning of its own: only differences say anything. */
export type RunningClock = (instant: number) => number;

/** The clock on the wall. */
export const wallClock: RunningClock = (instant) => instant / MINUTE_MS;

/**
 * A clock that runs in office hours alone, asked as often as one likes: each day is looked up once.
 * @param first, last instants between which it is asked; outside it stands
 */
export function officeClock(calendar: WorkingCalendar, first: number, last: number): RunningClock {
  const from = dayOf(first);
  const before: number[] = [0];
  const whole = calendar.hours.reduce((sum, [opens, closes]) => sum + closes - opens, 0);
  const works: boolean[] = [];
  for (let day = from; day <= dayOf(last); day += 1) {
    const { working } = calendar.kindOf(day);
    works.push(working);
    before.push((before.at(-1) ?? 0) + (working ? whole : 0));
  }
  return (instant) => {
    const at = Math.floor((instant - startOf(from)) / DAY_MS);
    if (at < 0) return 0;
    const passed = before[Math.min(at, works.length)] ?? 0;
    if (works[at] !== true) return passed / MINUTE_MS;
    const time = instant - startOf(from + at);
    const today = calendar.hours.reduce(
      (sum, [opens, closes]) => sum + Math.max(0, Math.min(time, closes) - opens),
      0,
    );
    return (passed + today) / MINUTE_MS;
  };
}
