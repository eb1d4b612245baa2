import { expect, test } from 'vitest';
import { dayIn, dayOf, fixedClock } from './clock.ts';

test.each([
  ['2026-11-22T15:59:59.999Z', 'Asia/Shanghai', '2026-11-22'],
  ['2026-11-22T16:00:00Z', 'Asia/Shanghai', '2026-11-23'],
  ['2026-12-31T16:00:00Z', 'Asia/Shanghai', '2027-01-01'],
  ['2026-11-22T03:00:00Z', 'America/New_York', '2026-11-21'],
])('%s lies, in %s, on %s', (instant, zone, day) => {
  expect(dayIn(zone, new Date(instant))).toBe(day);
});

test('the city’s day is that of its clock and its zone, or that of an instant given', () => {
  const city = { clock: fixedClock('2026-11-22T16:00:00Z'), config: { TIME_ZONE: 'Asia/Shanghai' } };
  expect(dayOf(city)).toBe('2026-11-23');
  city.clock.advance(-1);
  expect(dayOf(city)).toBe('2026-11-22');
  expect(dayOf(city, new Date('2026-02-28T16:00:00Z'))).toBe('2026-03-01');
});
