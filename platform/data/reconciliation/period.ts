import { dayIn } from '#kernel/clock';
const dayMs = 86_400_000;

/**
 * The day, week or month in which an instant lies, by the city's clocks: `2026-11-28`, the Monday of its week, `2026-11`.
 * A comparison runs once in each.
 */
export function periodOf(rhythm: string, now: Date, timeZone: string): string {
  const day = dayIn(timeZone, now);
  if (rhythm === 'monthly') return day.slice(0, 7);
  if (rhythm === 'daily') return day;
  const midday = new Date(`${day}T12:00:00Z`);
  const sinceMonday = (midday.getUTCDay() + 6) % 7;
  return new Date(midday.getTime() - sinceMonday * dayMs).toISOString().slice(0, 10);
}
