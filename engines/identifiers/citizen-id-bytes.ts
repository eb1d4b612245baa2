import { CITIZEN_ID_CHECKS, CITIZEN_ID_WEIGHTS, FIRST_BIRTH_YEAR, LAST_BIRTH_YEAR } from './citizen-id.ts';

const LENGTH = 18;
const ZERO = 48;
const WEIGHTS = Int32Array.from(CITIZEN_ID_WEIGHTS);
const CHECKS = Buffer.from(CITIZEN_ID_CHECKS);
const MONTH_DAYS = Uint8Array.of(0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

/**
 * The birth in a citizen identity number (GB 11643-1999) of ASCII bytes as `YYYYMMDD`, or 0 when it is none: what
 * `citizenIdFault` says of texts, for millions of numbers at a tenth of the cost. Whether the division exists and the
 * birth lies in the past is left to the caller.
 */
export function birthInCitizenId(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== LENGTH) return 0;
  let sum = 0;
  for (let at = 0; at < LENGTH - 1; at++) {
    const digit = (bytes[start + at] as number) - ZERO;
    if (digit < 0 || digit > 9) return 0;
    sum += digit * (WEIGHTS[at] as number);
  }
  return CHECKS[sum % 11] === bytes[end - 1] ? birthAt(bytes, start + 6) : 0;
}

function birthAt(bytes: Uint8Array, at: number): number {
  const year = digitsAt(bytes, at, 4);
  const month = digitsAt(bytes, at + 4, 2);
  const day = digitsAt(bytes, at + 6, 2);
  if (year < FIRST_BIRTH_YEAR || year > LAST_BIRTH_YEAR) return 0;
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && isLeapYear ? 29 : (MONTH_DAYS[month] ?? 0);
  return day >= 1 && day <= last ? year * 10_000 + month * 100 + day : 0;
}

/** A whole number of so many ASCII digits. */
export function digitsAt(bytes: Uint8Array, start: number, count: number): number {
  let value = 0;
  for (let at = start; at < start + count; at++) value = value * 10 + (bytes[at] as number) - ZERO;
  return value;
}
