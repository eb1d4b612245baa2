/** Days of the city's clock, counted from 1970-01-01; day 0 was a Thursday. */
export type Day = number;

/** UTC+8 all year. China's summer time of 1986–1991 is not known here: days of those years are right, hours may be one off. */
const OFFSET = 8 * 3_600_000;
export const DAY = 86_400_000;
export const MINUTE = 60_000;

/** Milliseconds of an ISO instant. @throws RangeError when it is none */
export function msOf(instant: string): number {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${instant}`);
  return ms;
}

export const isoInstant = (ms: number): string => new Date(ms).toISOString();

/** The local day in which an instant (milliseconds) lies. */
export const dayOf = (ms: number): Day => Math.floor((ms + OFFSET) / DAY);

/** The first millisecond of a local day. */
export const startOf = (day: Day): number => day * DAY - OFFSET;

/** `2026-02-17`. */
export const isoDay = (day: Day): string => new Date(day * DAY).toISOString().slice(0, 10);

/** @throws RangeError when it is no day of the calendar */
export function parseDay(iso: string): Day {
  const ms = Date.parse(`${iso}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || Number.isNaN(ms) || isoDay(ms / DAY) !== iso)
    throw new RangeError(`not a day: ${iso}`);
  return ms / DAY;
}

/** 0 Sunday … 6 Saturday. */
export const weekdayOf = (day: Day): number => (((day + 4) % 7) + 7) % 7;

export const yearOf = (day: Day): number => new Date(day * DAY).getUTCFullYear();

/** The same instant so many months later; on the last day of its month where there is none such. */
export function monthsLater(instant: Date, months: number): string {
  const day = new Date(instant);
  day.setUTCMonth(day.getUTCMonth() + months);
  if (day.getUTCDate() !== instant.getUTCDate()) day.setUTCDate(0);
  return day.toISOString();
}
