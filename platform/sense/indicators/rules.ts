import type { IndicatorDefinition } from '#kernel/indicator';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The last millisecond of a day of the city's calendar. */
export function endOfDay(day: string, timeZone: string): Date {
  const noon = new Date(`${day}T12:00:00Z`);
  const zoned = new Date(`${noon.toLocaleString('sv', { timeZone }).replace(' ', 'T')}Z`);
  const offset = zoned.getTime() - noon.getTime();
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY - offset - 1);
}

/** `count` days ending with `last`, the oldest first. */
export function daysUntil(last: string, count: number): string[] {
  const end = Date.parse(`${last}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) =>
    new Date(end - (count - 1 - index) * DAY).toISOString().slice(0, 10),
  );
}

export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - DAY).toISOString().slice(0, 10);

/** Since when a figure is stale: its data are older than they may be, or it has not been measured for as long. */
export function staleSince(
  definition: Pick<IndicatorDefinition, 'freshAfterHours'>,
  known: { readonly asOf: string | null; readonly computedAt: string },
  now: Date,
): string | null {
  const speaksFor = known.asOf ?? known.computedAt;
  return now.getTime() - Date.parse(speaksFor) > definition.freshAfterHours * HOUR ? speaksFor : null;
}

/** Days to measure after an event: today, and the event's own day when it is over and the figure can look back. */
export const daysToMeasure = (
  definition: Pick<IndicatorDefinition, 'reopens'>,
  eventDay: string,
  today: string,
): string[] => (eventDay < today && definition.reopens ? [eventDay, today] : [today]);

/** Address of a list with its query, below the console. */
export function listPath(path: string, query: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(query).toString();
  return search ? `${path}?${search}` : path;
}
