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

/**
 * A day written 2016-1-2, 2016/01/02 or 20160102, in ASCII bytes.
 * @returns 0 when it is none, or written otherwise
 */
export function readDay(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length < 8 || length > 10) return 0;
  const [century, ofCentury] = [twoDigits(bytes, start), twoDigits(bytes, start + 2)];
  if (century < 0 || ofCentury < 0) return 0;
  const year = century * 100 + ofCentury;
  const mark = bytes[start + 4] as number;
  if (mark !== HYPHEN && mark !== SLASH)
    return length === 8 ? dayOf(year, twoDigits(bytes, start + 4), twoDigits(bytes, start + 6)) : 0;
  const second = bytes[start + 6] === mark ? start + 6 : start + 7;
  if (bytes[second] !== mark) return 0;
  return dayOf(year, digits(bytes, start + 5, second), digits(bytes, second + 1, end));
}

const digit = (byte: number | undefined): number => {
  const value = (byte as number) - ZERO;
  return value >= 0 && value <= 9 ? value : -100;
};

/** One or two digits; below zero when they are none, or not so many. */
function digits(bytes: Uint8Array, start: number, end: number): number {
  if (end - start === 2) return twoDigits(bytes, start);
  return end - start === 1 ? digit(bytes[start]) : -1;
}

const twoDigits = (bytes: Uint8Array, start: number): number =>
  digit(bytes[start]) * 10 + digit(bytes[start + 1]);
