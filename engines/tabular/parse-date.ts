import { excelDate } from './excel-date.ts';

/**
 * Why a text is no date. `two-digit-year`: 16-01-02, whose century nobody knows. `not-year-first`: 01/02/2016, which is
 * January or February. `incomplete`: a year, or a year and a month. `time-zone`: a moment elsewhere, perhaps another day.
 */
export type DateFault =
  | 'empty'
  | 'two-digit-year'
  | 'not-year-first'
  | 'incomplete'
  | 'no-such-day'
  | 'time-zone'
  | 'not-a-date';

/** `date` is YYYY-MM-DD, `time` HH:MM:SS where one was written. */
export type ParsedDate = { date: string; time?: string } | { fault: DateFault };

const WITH_WORDS = /^(\d+)年(\d+)月(\d+)日?/;
const SEPARATED = /^(\d+)([-/.])(\d+)\2(\d+)(?:[t ](\d.*))?$/;
const RUN_TOGETHER = /^(\d{4})(\d{2})(\d{2})(?: ?(\d{2})(\d{2})(\d{2}))?$/;
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const PARTIAL = /^(?:1[89]|20)\d{2}(?:年|[-/.年]?(?:0?[1-9]|1[0-2])月?)?$/;
const TIME = /^(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?秒?|分?)$/;

/** A date in any of the ways departments write it: 2016-01-02, 2016/1/2, 2016.1.2, 20160102, 2016年1月2日, 42371. */
export function parseDate(text: string): ParsedDate {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\u200b-\u200f\ufeff]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([年月日/.-]) ?/g, '$1')
    .replace(WITH_WORDS, '$1-$2-$3 ')
    .trim()
    .toLowerCase();
  if (plain === '') return { fault: 'empty' };
  const separated = SEPARATED.exec(plain);
  if (separated !== null) return fromSeparated(separated);
  const together = RUN_TOGETHER.exec(plain);
  if (together !== null) return fromTogether(together);
  if (SERIAL.test(plain)) return fromSerial(Number(plain));
  if (PARTIAL.test(plain)) return { fault: 'incomplete' };
  return { fault: /^\d{6}$/.test(plain) ? 'two-digit-year' : 'not-a-date' };
}

function fromSeparated([, year = '', , month = '', day = '', rest]: RegExpExecArray): ParsedDate {
  if (year.length <= 2) return { fault: day.length === 4 ? 'not-year-first' : 'two-digit-year' };
  if (year.length !== 4) return { fault: 'not-a-date' };
  const date = calendarDay(year, month, day);
  if (date === null) return { fault: 'no-such-day' };
  return rest === undefined ? { date } : fromClock(date, rest);
}

function fromClock(date: string, clock: string): ParsedDate {
  if (/(?:z|[+-]\d{2}:?\d{2})$/.test(clock)) return { fault: 'time-zone' };
  const [, hour = '', minute = '', second = '0'] = TIME.exec(clock) ?? [];
  return withTime(date, [hour, minute, second]);
}

function fromTogether([
  ,
  year = '',
  month = '',
  day = '',
  hour,
  minute = '',
  second = '',
]: RegExpExecArray): ParsedDate {
  const date = calendarDay(year, month, day);
  if (date === null) return { fault: 'no-such-day' };
  return hour === undefined ? { date } : withTime(date, [hour, minute, second]);
}

function fromSerial(serial: number): ParsedDate {
  const [date = '', time] = (excelDate(serial, 'date') ?? '').split(' ');
  if (date === '') return { fault: 'not-a-date' };
  return time === undefined ? { date } : { date, time };
}

function withTime(date: string, parts: readonly [string, string, string]): ParsedDate {
  const [hour, minute, second] = parts.map(Number) as [number, number, number];
  if (parts[0] === '' || hour > 23 || minute > 59 || second > 59) return { fault: 'not-a-date' };
  return { date, time: parts.map((part) => part.padStart(2, '0')).join(':') };
}

function calendarDay(year: string, month: string, day: string): string | null {
  if (month.length > 2 || day.length > 2) return null;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text) ? text : null;
}
