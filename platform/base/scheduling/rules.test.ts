import { expect, test } from 'vitest';
import { workingCalendar } from '#engines/working-days';
import { holidaysOf } from './holidays.ts';
import {
  halfOf,
  holdUntil,
  horizonOf,
  mayStillCancel,
  onceKeyOf,
  opensAt,
  poolsFor,
  poolsOf,
  quotasOf,
  readyAt,
  slotsOf,
  suspendedUntil,
  weekdayOf,
  type DayException,
  type WeeklySession,
} from './rules.ts';
import type { BookingService } from './service.ts';

const service: BookingService = {
  code: 'outpatient',
  title: { zh: '门诊', en: 'Outpatient' },
  channels: ['app', 'window', 'referral'],
  release: { days: 7, at: '07:00' },
  releaseFor: { referral: { days: 10, at: '00:00' } },
  holdMinutes: 10,
  offerMinutes: 30,
  once: { within: 'half-day', of: 'service' },
  cancelUntilMinutes: 120,
  sharedFromMinutes: 60,
  noShow: { most: 3, withinDays: 180, suspendDays: 90 },
};

test.each([
  ['2026-11-30', 1],
  ['2026-12-05', 6],
  ['2026-12-06', 7],
])('%s is weekday %i', (day, weekday) => expect(weekdayOf(day)).toBe(weekday));

test.each([
  ['00:00', 'am'],
  ['11:59', 'am'],
  ['12:00', 'pm'],
  ['17:59', 'pm'],
  ['18:00', 'evening'],
])('%s is in the %s', (time, half) => expect(halfOf(time)).toBe(half));

test.each([
  [10, 'app=6 window=2', { app: 6, window: 2, any: 2 }],
  [8, 'app=6 window=2', { app: 6, window: 2, any: 0 }],
  [5, '', { any: 5 }],
  [5, 'any=2 app=3', { any: 2, app: 3 }],
])('%i places with "%s" lie in pools that add up', (capacity, text, pools) => {
  expect(poolsOf(capacity, quotasOf(text))).toEqual(pools);
});

test('places open days before at the hour, earlier for a channel with its own calendar', () => {
  expect(opensAt(service, '2026-12-10', 'app')).toBe('2026-12-02T23:00:00.000Z');
  expect(opensAt(service, '2026-12-10', 'referral')).toBe('2026-11-29T16:00:00.000Z');
  expect(horizonOf(service)).toBe(11);
});

test.each([
  ['well before', '2026-12-09T23:59:00Z', ['app', 'any']],
  ['within the hour before', '2026-12-10T00:30:00Z', ['app', 'any', 'window', 'referral']],
])('%s, a channel draws from these pools', (_when, now, pools) => {
  expect(poolsFor(service, 'app', { startsAt: '2026-12-10T01:00:00.000Z', now: new Date(now) })).toEqual(
    pools,
  );
});

const at = { id: 'li.0800', resource: 'li', day: '2026-12-10', half: 'am' };
test.each([
  [{ within: 'half-day', of: 'service' }, 'outpatient 2026-12-10 am'],
  [{ within: 'day', of: 'resource' }, 'li 2026-12-10'],
  [{ within: 'slot', of: 'resource' }, 'li li.0800'],
  [{ within: 'none', of: 'service' }, null],
] as const)('once within %o', (once, key) => {
  expect(onceKeyOf({ ...service, once }, at)).toBe(key);
});

test('a hold stands for its minutes, but never past the beginning', () => {
  const now = new Date('2026-12-10T00:00:00Z');
  expect(holdUntil(now, 10, '2026-12-10T01:00:00.000Z')).toBe('2026-12-10T00:10:00.000Z');
  expect(holdUntil(now, 10, '2026-12-10T00:05:00.000Z')).toBe('2026-12-10T00:05:00.000Z');
});

test('one cancels until two hours before, to the minute', () => {
  const starts = '2026-12-10T03:00:00.000Z';
  expect(mayStillCancel(service, starts, new Date('2026-12-10T01:00:00Z'))).toBe(true);
  expect(mayStillCancel(service, starts, new Date('2026-12-10T01:00:01Z'))).toBe(false);
});

test.each([
  [2, undefined],
  [3, '2027-03-10T00:00:00.000Z'],
])('after %i absences suspended until %s', (count, until) => {
  expect(suspendedUntil(service, count, new Date('2026-12-10T00:00:00Z'))).toBe(until);
});

test.each([
  ['early with a booking: at its time', '08:40', '09:00', '09:00'],
  ['late with a booking: when they came', '09:10', '09:00', '09:10'],
  ['without a booking: when they came', '08:40', null, '08:40'],
])('whose turn, %s', (_who, arrived, booked, ready) => expect(readyAt(arrived, booked)).toBe(ready));

const session: WeeklySession = {
  code: 'li-mon',
  weekday: 1,
  startsAt: '08:00',
  endsAt: '09:10',
  slotMinutes: 30,
  capacity: 4,
  quotas: 'app=2',
  onHolidays: false,
  firstDay: null,
  lastDay: null,
};
const exception = (more: Partial<DayException>): DayException => ({
  code: 'x',
  day: '2026-11-30',
  kind: 'closed',
  startsAt: null,
  endsAt: null,
  slotMinutes: null,
  capacity: null,
  quotas: null,
  ...more,
});
const never = () => false;
const times = (
  sessions: WeeklySession[],
  exceptions: DayException[],
  isHoliday: (day: string) => boolean = never,
) => slotsOf({ sessions, exceptions, isHoliday }, '2026-11-30').map(({ time }) => time);

test.each([
  ['its weekday: whole slots only', [session], [], ['08:00', '08:30']],
  ['another weekday', [{ ...session, weekday: 2 }], [], []],
  ['before its first day', [{ ...session, firstDay: '2026-12-01' }], [], []],
  ['on its last day', [{ ...session, lastDay: '2026-11-30' }], [], ['08:00', '08:30']],
  ['closed the whole day', [session], [exception({})], []],
  ['closed for some hours', [session], [exception({ startsAt: '08:15', endsAt: '12:00' })], ['08:00']],
  ['closed on another day', [session], [exception({ day: '2026-12-01' })], ['08:00', '08:30']],
  [
    'closed, and an extra session',
    [session],
    [
      exception({}),
      exception({
        code: 'y',
        kind: 'extra',
        startsAt: '18:00',
        endsAt: '18:30',
        slotMinutes: 15,
        capacity: 1,
      }),
    ],
    ['18:00', '18:15'],
  ],
  ['an extra session that says too little', [], [exception({ kind: 'extra', startsAt: '18:00' })], []],
])('a day is planned: %s', (_what, sessions, exceptions, planned) => {
  expect(times(sessions, exceptions)).toEqual(planned);
});

test('on a holiday only what says so is held', () => {
  expect(times([session], [], () => true)).toEqual([]);
  expect(times([{ ...session, onHolidays: true }], [], () => true)).toEqual(['08:00', '08:30']);
});

test('the national day is a holiday, a plain Sunday and a make-up day are not', () => {
  const isHoliday = holidaysOf(workingCalendar());
  expect(['2026-10-01', '2026-11-29', '2026-11-30'].map((day) => isHoliday(day))).toEqual([
    true,
    false,
    false,
  ]);
});
