// Days as whole numbers YYYYMMDD, which sort and compare as they should; 0 is none.

const ZERO = 48;
const HYPHEN = 45;
const SLASH = 47;
const MONTH_DAYS = Uint8Array.of(0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** @returns 0 when there is no such day, or its year has not four digits */
export function dayOf(year: number, month: number, day: number): number {
  if (!(year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return 0;
  const last = month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month] as number);
  return day > last ? 0 : year * 10_000 + month * 100 + day;
}

/** Of `YYYY-MM-DD`. */
export const dayOfIso = (iso: string): number => Number(iso.replaceAll('-', ''));

export function isoOf(day: number): string {
  const text = String(day);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

/** A day as `YYYY-MM-DD` in ten bytes from `at` on. */
export function writeIso(bytes: Uint8Array, at: number, day: number): void {
  const year = Math.trunc(day / 10_000);
  writeTwo(bytes, at, Math.trunc(year / 100));
  writeTwo(bytes, at + 2, year % 100);
  bytes[at + 4] = HYPHEN;
  writeTwo(bytes, at + 5, Math.trunc(day / 100) % 100);
  bytes[at + 7] = HYPHEN;
  writeTwo(bytes, at + 8, day % 100);
}

function writeTwo(bytes: Uint8Array, at: number, value: number): void {
  const tens = Math.trunc(value / 10);
  bytes[at] = ZERO + tens;
  bytes[at + 1] = ZERO + value - tens * 10;
}

/**
 * A day written 2016-1-2, 2016/01/02 or 20160102, in ASCII bytes.
 * @returns 0 when it is none, or written otherwise
 */
export function readDay(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length < 8 || length > 10) return 0;
  const year = number(bytes, start, start + 4);
  const mark = bytes[start + 4] as number;
  if (mark !== HYPHEN && mark !== SLASH) {
    if (length !== 8) return 0;
    return dayOf(year, number(bytes, start + 4, start + 6), number(bytes, start + 6, end));
  }
  const second = bytes[start + 6] === mark ? start + 6 : start + 7;
  if (bytes[second] !== mark || end - second > 3) return 0;
  return dayOf(year, number(bytes, start + 5, second), number(bytes, second + 1, end));
}

/** -1 unless all are digits and there is one. */
function number(bytes: Uint8Array, start: number, end: number): number {
  let value = start === end ? -1 : 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
