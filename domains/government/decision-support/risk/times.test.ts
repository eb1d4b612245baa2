import { expect, test } from 'vitest';
import { between, workingCalendar } from '#engines/working-days';
import { chance } from '#engines/chance';
import { asThen, caseOf, timedAt, type TaskRead } from './times.ts';
import { officeClock, wallClock } from './working-time.ts';

const calendar = workingCalendar();
const ms = (iso: string) => Date.parse(iso);
// Over the National Day holidays of 2026, with their make-up days.
const [first, last] = [ms('2026-09-01T00:00:00+08:00'), ms('2026-10-31T00:00:00+08:00')];
const clocks = { office: officeClock(calendar, first, last), wall: wallClock };

test('the office clock is that of the working calendar, at any two instants', () => {
  const next = chance(3);
  for (let run = 0; run < 200; run += 1) {
    const [from = 0, to = 0] = [next(), next()]
      .map((share) => first + share * (last - first))
      .toSorted((a, b) => a - b);
    const stretch = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    const hours = between(calendar, stretch, 'working-hours').amount;
    expect((clocks.office(to) - clocks.office(from)) / 60).toBeCloseTo(hours, 3);
  }
});

const task = (more: Partial<TaskRead>): TaskRead => ({
  id: 't',
  kind: 'k',
  owner: 'o',
  // Friday at ten; due at the end of Monday.
  opened: ms('2026-09-04T10:00:00+08:00'),
  due: ms('2026-09-07T23:59:59+08:00'),
  closed: null,
  byClock: false,
  simulated: false,
  earlier: [],
  pauses: [],
  ...more,
});
const everything = { at: last, since: first };

test('a task is timed in office hours, or by the clock, and not while its clock stands', () => {
  const closed = ms('2026-09-07T10:00:00+08:00');
  expect(timedAt(caseOf(task({ closed }), clocks), clocks, everything)).toEqual({
    time: 420,
    ended: true,
    entry: 0,
  });
  const byClock = caseOf(task({ closed, byClock: true }), clocks);
  expect(timedAt(byClock, clocks, everything)?.time).toBeCloseTo(72 * 60, 6);
  const pauses = [{ from: ms('2026-09-04T14:00:00+08:00'), to: ms('2026-09-07T08:30:00+08:00') }];
  expect(timedAt(caseOf(task({ closed, pauses }), clocks), clocks, everything)?.time).toBe(210);
});

test('what is closed after its date is late to its own clock as well', () => {
  const night = caseOf(task({ closed: ms('2026-09-08T01:00:00+08:00') }), clocks);
  expect([night.until, night.lasted]).toEqual([750, 751]);
  const inTime = caseOf(task({ closed: ms('2026-09-07T22:00:00+08:00') }), clocks);
  expect([inTime.until, inTime.lasted]).toEqual([750, 750]);
});

test('of a moment nothing is known that came after it; what is older than what is learnt from enters late', () => {
  const closed = ms('2026-09-11T10:00:00+08:00');
  const each = caseOf(task({ closed }), clocks);
  const at = (iso: string, since = first) => timedAt(each, clocks, { at: ms(iso), since });
  expect(at('2026-09-04T09:00:00+08:00')).toBeUndefined();
  expect(at('2026-09-07T10:00:00+08:00')).toEqual({ time: 420, ended: false, entry: 0 });
  expect(at('2026-09-30T10:00:00+08:00')).toMatchObject({ ended: true });
  expect(at('2026-09-30T10:00:00+08:00', ms('2026-09-08T10:00:00+08:00'))).toMatchObject({ entry: 840 });
  expect(at('2026-09-30T10:00:00+08:00', ms('2026-09-12T10:00:00+08:00'))).toBeUndefined();
});

test('at a moment a task had the owner and the date of then', () => {
  const due = ms('2026-09-11T23:59:59+08:00');
  const changes = [
    { owner: 'first', due: ms('2026-09-07T23:59:59+08:00'), until: ms('2026-09-07T10:00:00+08:00') },
    { owner: 'o', due: null, until: ms('2026-09-08T10:00:00+08:00') },
  ];
  const pauses = [{ from: ms('2026-09-07T10:00:00+08:00'), to: ms('2026-09-08T10:00:00+08:00') }];
  const each = caseOf(task({ due, earlier: changes, pauses }), clocks);
  const then = (iso: string) => {
    const { owner, due: on, until } = asThen(each, clocks, ms(iso));
    return [owner, on, until];
  };
  // Friday from ten and Monday: that its clock would stand on Monday nobody knew.
  expect(then('2026-09-05T10:00:00+08:00')).toEqual(['first', changes[0]?.due, 750]);
  expect(then('2026-09-07T12:00:00+08:00')).toEqual(['o', null, null]);
  expect(then('2026-09-08T12:00:00+08:00')).toEqual(['o', due, each.until]);
});
