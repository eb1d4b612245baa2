import type { NumberKind } from './number-format.ts';

const DAY_SECONDS = 86_400;
/** Days from each system's day 0 to 1970-01-01. */
const UNIX_DAY_1900 = 25_569;
const UNIX_DAY_1904 = 24_107;
/** 9999-12-31 */
const LAST_SERIAL = 2_958_465;

/**
 * A workbook's day number as `YYYY-MM-DD`, `YYYY-MM-DD HH:MM:SS` or `HH:MM:SS`; null when it is no day (below zero,
 * after 9999, 29 February 1900, which only Excel knows). To the second; a time that a date format hides is kept.
 */
export function excelDate(serial: number, kind: NumberKind, is1904 = false): string | null {
  const seconds = Math.round(serial * DAY_SECONDS);
  const clock = seconds % DAY_SECONDS;
  if (kind === 'time' && seconds >= 0 && seconds < DAY_SECONDS) return clockText(clock);
  const day = isoDay(Math.floor(seconds / DAY_SECONDS), is1904);
  if (day === null) return null;
  return kind === 'date' && clock === 0 ? day : `${day} ${clockText(clock)}`;
}

function isoDay(serial: number, is1904: boolean): string | null {
  const first = is1904 ? 0 : 1;
  if (!(serial >= first && serial <= LAST_SERIAL)) return null;
  if (is1904) return isoText(serial - UNIX_DAY_1904);
  // Excel counts a 29 February 1900 as day 60: what stands before it is one lower than it should be.
  if (serial === 60) return null;
  return isoText((serial < 60 ? serial + 1 : serial) - UNIX_DAY_1900);
}

function isoText(unixDay: number): string {
  return new Date(unixDay * DAY_SECONDS * 1000).toISOString().slice(0, 10);
}

function clockText(clock: number): string {
  const parts = [Math.floor(clock / 3600), Math.floor(clock / 60) % 60, clock % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
