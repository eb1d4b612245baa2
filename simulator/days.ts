/** Days are counted from 1 January 1900, day 0. */
const epoch = Date.UTC(1900, 0, 1);
const dayMs = 86_400_000;

/** The day on which the simulated city is looked at; nothing in it is younger, whatever day it really is. */
export const referenceDay = dayOf(2025, 6, 30);

/** @param month 1 to 12 */
export function dayOf(year: number, month: number, day: number): number {
  return Math.round((Date.UTC(year, month - 1, day) - epoch) / dayMs);
}

const written = Array.from<string | undefined>({ length: 50_000 });

/** `20160102`; this is how the simulator itself writes a day. */
export function compactDay(day: number): string {
  return (written[day] ??= new Date(epoch + day * dayMs).toISOString().slice(0, 10).replaceAll('-', ''));
}

/** `2016-01-02` of `20160102`. */
export const isoDay = (compact: string): string =>
  `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6, 8)}`;

/** The day of `20160102`, or undefined when the calendar has none of that name. */
export function readDay(compact: string): number | undefined {
  const day = dayOf(Number(compact.slice(0, 4)), Number(compact.slice(4, 6)), Number(compact.slice(6, 8)));
  return compactDay(day) === compact ? day : undefined;
}

/** Serial number by which a workbook knows a day after February 1900. */
export const workbookDay = (day: number): number => day + 2;

export const yearOf = (day: number): number => Number(compactDay(day).slice(0, 4));
