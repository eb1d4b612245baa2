import { expect, test } from 'vitest';
import {
  between,
  dayKind,
  deadline,
  monthsLater,
  publishedYears,
  readClock,
  workingCalendar,
  type CountOptions,
  type Term,
} from './index.ts';

const china = workingCalendar();
const at = (local: string) => new Date(`${local}+08:00`).toISOString();
/** The local day of a deadline's end. */
const dayOfEnd = (from: string, term: Term, options = {}) => {
  const end = deadline(china, at(from), term, options).at;
  return end === null ? null : new Date(Date.parse(end) + 8 * 3_600_000).toISOString().slice(0, 10);
};

test.each([
  ['2024-02-04', true, 'make-up', 'Sunday before Spring Festival 2024'],
  ['2024-02-09', true, 'weekday', 'New Year’s Eve 2024 was no holiday by the notice'],
  ['2024-02-10', false, 'holiday', 'Spring Festival 2024'],
  ['2024-02-17', false, 'holiday', 'its last day'],
  ['2024-02-18', true, 'make-up', 'Sunday after it'],
  ['2025-01-26', true, 'make-up', 'Sunday before Spring Festival 2025'],
  ['2025-01-28', false, 'holiday', 'New Year’s Eve 2025, a holiday since that year'],
  ['2025-02-04', false, 'holiday', 'its last day'],
  ['2025-02-08', true, 'make-up', 'Saturday after it'],
  ['2025-02-09', false, 'weekend', 'the Sunday after that is free'],
  ['2026-01-04', true, 'make-up', 'Sunday after New Year 2026'],
  ['2026-02-14', true, 'make-up', 'Saturday before Spring Festival 2026'],
  ['2026-02-15', false, 'holiday', 'Spring Festival 2026'],
  ['2026-02-23', false, 'holiday', 'its last day'],
  ['2026-02-28', true, 'make-up', 'Saturday after it'],
  ['2026-10-10', true, 'make-up', 'Saturday after the National Day week'],
  ['2026-03-02', true, 'weekday', 'an ordinary Monday'],
  ['2026-03-07', false, 'weekend', 'an ordinary Saturday'],
])('%s: working %s, %s (%s)', (day, working, reason) => {
  expect(dayKind(china, day)).toMatchObject({ working, reason, certain: true });
});

/** Counted from the State Council's notices. */
test.each([
  [2018, 250],
  [2019, 250],
  [2020, 249],
  [2021, 250],
  [2022, 249],
  [2023, 249],
  [2024, 251],
  [2025, 248],
  [2026, 248],
])('%i has %i working days', (year, days) => {
  const { amount, certain } = between(
    china,
    { from: at(`${year - 1}-12-31T12:00`), to: at(`${year}-12-31T12:00`) },
    'working-days',
  );
  expect([amount, certain]).toEqual([days, true]);
});

test('a year that is not yet published is said, with the first day that was guessed', () => {
  const next = Math.max(...publishedYears) + 1;
  expect(dayKind(china, `${next}-03-01`)).toMatchObject({ certain: false });
  const over = deadline(china, at(`${next - 1}-12-30T09:00`), { unit: 'working-days', amount: 5 });
  expect(over).toMatchObject({ certain: false, uncertainFrom: `${next}-01-01` });
  const before = deadline(china, at(`${next - 1}-12-01T09:00`), { unit: 'working-days', amount: 5 });
  expect(before).toMatchObject({ certain: true, uncertainFrom: null });
  const days = [{ day: `${next}-01-01`, working: false, name: { zh: '元旦', en: 'New Year' } }];
  const entered = workingCalendar({ years: [{ year: next, days }] });
  expect(dayKind(entered, `${next}-01-01`)).toMatchObject({ reason: 'holiday', certain: true });
  expect(dayKind(entered, `${next}-01-04`).certain).toBe(true);
});

test.each<[string, string, Term & CountOptions, string]>([
  [
    'the day of the beginning does not count',
    '2026-03-02T09:00',
    { unit: 'working-days', amount: 1 },
    '2026-03-03',
  ],
  [
    'unless the rule says so',
    '2026-03-02T09:00',
    { unit: 'working-days', amount: 1, countStart: true },
    '2026-03-02',
  ],
  ['a week-end lies between', '2026-03-06T16:00', { unit: 'working-days', amount: 1 }, '2026-03-09'],
  [
    'over Spring Festival 2024 with its Sunday',
    '2024-02-08T10:00',
    { unit: 'working-days', amount: 3 },
    '2024-02-19',
  ],
  [
    'over Spring Festival 2025 with its Saturday',
    '2025-01-24T10:00',
    { unit: 'working-days', amount: 5 },
    '2025-02-07',
  ],
  ['… and one more', '2025-01-24T10:00', { unit: 'working-days', amount: 6 }, '2025-02-08'],
  [
    'over Spring Festival 2026 from its Saturday',
    '2026-02-13T10:00',
    { unit: 'working-days', amount: 2 },
    '2026-02-24',
  ],
  ['over the year’s end', '2025-12-31T10:00', { unit: 'working-days', amount: 1 }, '2026-01-04'],
  [
    'twenty days of an administrative licence',
    '2026-09-21T10:00',
    { unit: 'working-days', amount: 20 },
    '2026-10-26',
  ],
  [
    'calendar days that end on a holiday move on',
    '2026-02-10T10:00',
    { unit: 'calendar-days', amount: 7 },
    '2026-02-24',
  ],
  [
    '… unless the rule says no',
    '2026-02-10T10:00',
    { unit: 'calendar-days', amount: 7, roll: false },
    '2026-02-17',
  ],
  [
    '… and not when they end on a make-up Saturday',
    '2026-02-23T10:00',
    { unit: 'calendar-days', amount: 5 },
    '2026-02-28',
  ],
  [
    'late in the evening is still that day',
    '2026-03-02T23:59',
    { unit: 'working-days', amount: 1 },
    '2026-03-03',
  ],
  ['just after midnight is the next', '2026-03-03T00:00', { unit: 'working-days', amount: 1 }, '2026-03-04'],
])('a period ends: %s', (_what, from, { unit, amount, ...options }, day) => {
  expect(dayOfEnd(from, { unit, amount }, options)).toBe(day);
});

test('the last day is in time to midnight, or to the end of the office hours', () => {
  const one = { unit: 'working-days', amount: 1 } as const;
  expect(deadline(china, at('2026-03-02T09:00'), one).at).toBe(at('2026-03-03T23:59:59.999'));
  expect(deadline(china, at('2026-03-02T09:00'), one, { ends: 'office' }).at).toBe(at('2026-03-03T17:30'));
});

test.each([
  ['within a morning', '2026-03-02T09:00', 2, '2026-03-02T11:00'],
  ['over noon', '2026-03-02T11:00', 2, '2026-03-02T15:00'],
  ['from a Friday', '2026-03-06T16:30', 2, '2026-03-09T09:30'],
  ['from the night before', '2026-03-02T22:00', 1, '2026-03-03T09:30'],
  ['into the make-up Sunday', '2024-02-03T12:00', 1, '2024-02-04T09:30'],
  ['over Spring Festival', '2026-02-14T17:00', 1, '2026-02-24T09:00'],
  ['a whole day is seven hours', '2026-03-02T08:30', 7, '2026-03-02T17:30'],
])('working hours run %s', (_what, from, amount, to) => {
  expect(deadline(china, at(from), { unit: 'working-hours', amount }).at).toBe(at(to));
});

test.each<[string, Term, { from: string; to: string | null }[], string | null]>([
  [
    'two days stopped, two days later',
    { unit: 'working-days', amount: 5 },
    [{ from: '2026-03-04T10:00', to: '2026-03-06T10:00' }],
    '2026-03-11',
  ],
  [
    'stopped and resumed on one day: nothing moves',
    { unit: 'working-days', amount: 5 },
    [{ from: '2026-03-04T09:00', to: '2026-03-04T17:00' }],
    '2026-03-09',
  ],
  [
    'stopped over a week-end only: nothing moves',
    { unit: 'working-days', amount: 5 },
    [{ from: '2026-03-07T09:00', to: '2026-03-08T17:00' }],
    '2026-03-09',
  ],
  [
    'stopped on the last day: the day of resumption is the last',
    { unit: 'working-days', amount: 5 },
    [{ from: '2026-03-09T09:00', to: '2026-03-20T10:00' }],
    '2026-03-20',
  ],
  [
    'two stops that meet are one',
    { unit: 'working-days', amount: 5 },
    [
      { from: '2026-03-04T10:00', to: '2026-03-05T10:00' },
      { from: '2026-03-05T09:00', to: '2026-03-06T10:00' },
    ],
    '2026-03-11',
  ],
  [
    'still standing: no end',
    { unit: 'working-days', amount: 5 },
    [{ from: '2026-03-04T10:00', to: null }],
    null,
  ],
  [
    'stopped after it ran out: the end stays',
    { unit: 'working-days', amount: 1 },
    [{ from: '2026-03-04T10:00', to: null }],
    '2026-03-03',
  ],
  [
    'hours stopped for two days',
    { unit: 'hours', amount: 48 },
    [{ from: '2026-03-03T10:00', to: '2026-03-05T10:00' }],
    '2026-03-06',
  ],
])('with pauses: %s', (_what, term, pauses, day) => {
  const told = pauses.map(({ from, to }) => ({ from: at(from), to: to === null ? null : at(to) }));
  expect(dayOfEnd('2026-03-02T09:00', term, { pauses: told })).toBe(day);
});

test('a pause over Spring Festival costs only the working days it covers', () => {
  const pauses = [{ from: at('2026-02-13T10:00'), to: at('2026-02-25T10:00') }];
  const term = { unit: 'working-days', amount: 5 } as const;
  expect(dayOfEnd('2026-02-11T10:00', term)).toBe('2026-02-25');
  expect(dayOfEnd('2026-02-11T10:00', term, { pauses })).toBe('2026-02-28');
  const reading = readClock(china, { start: at('2026-02-11T10:00'), term, pauses }, at('2026-02-20T10:00'));
  expect(reading).toMatchObject({ spent: 1, left: 4, paused: true, over: false });
  expect(
    readClock(china, { start: at('2026-02-11T10:00'), term, pauses }, at('2026-03-02T10:00')),
  ).toMatchObject({
    left: 0,
    paused: false,
    over: true,
  });
});

test('the city closes and opens days, and has its own hours', () => {
  const city = workingCalendar({
    hours: [['09:00', '17:00']],
    days: [
      { day: '2026-07-10', working: false, name: { zh: '台风停工', en: 'typhoon' } },
      { day: '2026-07-11', working: true, name: { zh: '补班', en: 'made up' } },
    ],
  });
  expect(dayKind(city, '2026-07-10')).toMatchObject({
    working: false,
    reason: 'closed',
    name: { zh: '台风停工' },
  });
  expect(deadline(city, at('2026-07-09T16:00'), { unit: 'working-hours', amount: 2 }).at).toBe(
    at('2026-07-11T10:00'),
  );
});

test.each([
  () => workingCalendar({ hours: [['12:00', '08:30']] }),
  () => workingCalendar({ hours: [] }),
  () => workingCalendar({ hours: [['08:30', '25:00']] }),
  () => workingCalendar({ days: [{ day: '2026-02-30', working: true, name: { zh: '', en: '' } }] }),
  () => deadline(china, 'yesterday', { unit: 'hours', amount: 1 }),
  () => deadline(china, at('2026-03-02T09:00'), { unit: 'working-days', amount: 1.5 }),
  () => deadline(china, at('2026-03-02T09:00'), { unit: 'working-days', amount: -1 }),
  () => dayKind(china, '2026-13-01'),
  () =>
    deadline(
      china,
      at('2026-03-02T09:00'),
      { unit: 'hours', amount: 1 },
      {
        pauses: [{ from: at('2026-03-03T09:00'), to: at('2026-03-02T09:00') }],
      },
    ),
])('what is no hour, day, amount or pause is refused (%#)', (ask) => {
  expect(ask).toThrow(RangeError);
});

test.for([
  ['2026-08-31T02:00:00.000Z', 6, '2027-02-28T02:00:00.000Z'],
  ['2026-01-15T02:00:00.000Z', 12, '2027-01-15T02:00:00.000Z'],
] as const)('%s and %s months are %s', ([from, months, to]) => {
  expect(monthsLater(new Date(from), months)).toBe(to);
});
