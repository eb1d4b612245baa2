import { expect, test } from 'vitest';
import { parseDate } from './index.ts';

test.each([
  '2016-01-02',
  '2016/1/2',
  '2016.1.2',
  '20160102',
  '2016年1月2日',
  '2016年01月02',
  ' ２０１６－０１－０２ ',
  '2016 年 1 月 2 日',
  '42371',
])('%s is the second of January 2016', (text) => {
  expect(parseDate(text)).toEqual({ date: '2016-01-02' });
});

test.each([
  ['2016-01-02 10:20:30', '10:20:30'],
  ['2016/1/2 9:05', '09:05:00'],
  ['2016-01-02T23:59:59.123', '23:59:59'],
  ['2016年1月2日 8时5分', '08:05:00'],
  ['20160102102030', '10:20:30'],
  ['42371.5', '12:00:00'],
])('%s has the time %s', (text, time) => {
  expect(parseDate(text)).toEqual({ date: '2016-01-02', time });
});

test.each([
  ['', 'empty'],
  ['16-1-2', 'two-digit-year'],
  ['16年1月2日', 'two-digit-year'],
  ['160102', 'two-digit-year'],
  ['01/02/2016', 'not-year-first'],
  ['2016', 'incomplete'],
  ['2016年1月', 'incomplete'],
  ['2016-01', 'incomplete'],
  ['201601', 'incomplete'],
  ['2015-02-29', 'no-such-day'],
  ['20161301', 'no-such-day'],
  ['2016-1-32', 'no-such-day'],
  ['2016-01-02T00:00:00Z', 'time-zone'],
  ['105年1月2日', 'not-a-date'],
  ['2016-01-02 25:00', 'not-a-date'],
  ['2016-01/02', 'not-a-date'],
  ['不详', 'not-a-date'],
  ['7', 'not-a-date'],
])('%j is refused: %s', (text, fault) => {
  expect(parseDate(text)).toEqual({ fault });
});

test('29 February of a leap year is a day', () => {
  expect(parseDate('2016-02-29')).toEqual({ date: '2016-02-29' });
  expect(parseDate('1900-02-29')).toEqual({ fault: 'no-such-day' });
});
