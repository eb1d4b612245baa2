/** What is wrong with a citizen identity number; the first that is found, in this order. */
export type CitizenIdFault = 'length' | 'character' | 'region' | 'date' | 'check';

export interface CitizenIdOptions {
  /**
   * Was this six-digit division ever assigned (GB/T 2260 in the edition of the day of issue, so abolished codes are
   * right)? Without it only the province digits are looked at.
   */
  isRegion?: (code: string) => boolean;
  /** `YYYY-MM-DD`: a birth after this day is a fault. Without it the years 1800 to 2099 are taken. */
  today?: string;
}

export interface CitizenId {
  number: string;
  /** Six-digit division of the first registration. */
  region: string;
  /** `YYYY-MM-DD` */
  birth: string;
  sex: 'male' | 'female';
  /** Three digits; odd for men, even for women. */
  sequence: string;
}

export const FIRST_BIRTH_YEAR = 1800;
export const LAST_BIRTH_YEAR = 2099;

/** First two digits of GB/T 2260 that name a province, an autonomous region, a municipality or a special region. */
const PROVINCE_PREFIXES: readonly number[] = [
  11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61,
  62, 63, 64, 65, 71, 81, 82, 83,
];

/** GB 11643 §4.2 (ISO/IEC 7064, MOD 11-2): 2^(17-i) mod 11. */
export const CITIZEN_ID_WEIGHTS: readonly number[] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
export const CITIZEN_ID_CHECKS = '10X98765432';

const WEIGHTS = Uint8Array.from(CITIZEN_ID_WEIGHTS);
const IS_PROVINCE = new Uint8Array(100);
for (const prefix of PROVINCE_PREFIXES) IS_PROVINCE[prefix] = 1;
const ABSENT = -1;
/** From the code of a check character to its value. */
const CHECK_VALUES = new Int8Array(128).fill(ABSENT);
for (let value = 0; value < CITIZEN_ID_CHECKS.length; value++)
  CHECK_VALUES[CITIZEN_ID_CHECKS.charCodeAt(value)] = value;
const MONTH_DAYS = Uint8Array.of(0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

/**
 * Null when `number` is a citizen identity number after GB 11643-1999, else what is wrong with it.
 * Takes the eighteen characters as they are: normalise first, and expand fifteen digits first. One pass, no allocation.
 */
export function citizenIdFault(number: string, options: CitizenIdOptions = {}): CitizenIdFault | null {
  if (number.length !== 18) return lengthOrCharacter(number);
  const check = CHECK_VALUES[number.charCodeAt(17)] ?? ABSENT;
  const sum = weightedSum(number);
  if (sum === ABSENT || check === ABSENT) return lengthOrCharacter(number);
  if (!regionHolds(number, options.isRegion)) return 'region';
  if (!birthHolds(number, options.today)) return 'date';
  return check === sum % 11 ? null : 'check';
}

/** The check character that belongs to the first seventeen digits. */
export function citizenIdCheck(digits: string): string {
  return CITIZEN_ID_CHECKS.charAt(weightedSum(digits) % 11);
}

/** Birth, sex and region of a number, or null when {@link citizenIdFault} finds one. */
export function parseCitizenId(number: string, options: CitizenIdOptions = {}): CitizenId | null {
  if (citizenIdFault(number, options) !== null) return null;
  return {
    number,
    region: number.slice(0, 6),
    birth: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
    sex: (number.charCodeAt(16) & 1) === 1 ? 'male' : 'female',
    sequence: number.slice(14, 17),
  };
}

/**
 * Fifteen digits (before 1 October 1999) to eighteen; null when it is not fifteen digits.
 * The sequences 996 to 999 were kept for those already over a hundred, so they are of the eighteen-hundreds.
 */
export function expandCitizenId(number: string): string | null {
  if (!/^\d{15}$/.test(number)) return null;
  const century = Number(number.slice(12)) >= 996 ? '18' : '19';
  const digits = number.slice(0, 6) + century + number.slice(6);
  return digits + citizenIdCheck(digits);
}

/** Counted in code points, as a reader counts. */
function lengthOrCharacter(number: string): CitizenIdFault {
  return [...number].length === 18 ? 'character' : 'length';
}

function regionHolds(number: string, isRegion: CitizenIdOptions['isRegion']): boolean {
  if (isRegion !== undefined) return isRegion(number.slice(0, 6));
  return IS_PROVINCE[digitsAt(number, 0, 2)] === 1;
}

function birthHolds(number: string, today: string | undefined): boolean {
  const year = digitsAt(number, 6, 4);
  const month = digitsAt(number, 10, 2);
  const day = digitsAt(number, 12, 2);
  if (year < FIRST_BIRTH_YEAR || year > LAST_BIRTH_YEAR || day < 1 || day > monthLength(year, month))
    return false;
  return today === undefined || year * 10000 + month * 100 + day <= Number(today.replaceAll('-', ''));
}

/** Days of a month, 0 when there is no such month. */
function monthLength(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : (MONTH_DAYS[month] ?? 0);
}

/** Of the first seventeen characters, or ABSENT when one is no digit. */
function weightedSum(number: string): number {
  let sum = 0;
  for (let at = 0; at < 17; at++) {
    const digit = number.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return ABSENT;
    sum += digit * (WEIGHTS[at] as number);
  }
  return sum;
}

function digitsAt(number: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at++) value = value * 10 + number.charCodeAt(at) - 48;
  return value;
}
