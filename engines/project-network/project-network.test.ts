import { expect, test } from 'vitest';
import { dice } from '#engines/chance';
import { earnedValue, faultsOf, schedule, type Activity, type Link, type Schedule } from './index.ts';

const after = (...ids: string[]): Link[] => ids.map((id) => ({ id }));
const of = (plan: Schedule, id: string) => {
  const found = plan.activities.find((each) => each.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

/** Reliable Construction Co. of Hillier and Lieberman, Introduction to Operations Research, ch. 22: 44 weeks. */
const construction: Activity[] = [
  { id: 'A', duration: 2 },
  { id: 'B', duration: 4, after: after('A') },
  { id: 'C', duration: 10, after: after('B') },
  { id: 'D', duration: 6, after: after('C') },
  { id: 'E', duration: 4, after: after('C') },
  { id: 'F', duration: 5, after: after('E') },
  { id: 'G', duration: 7, after: after('D') },
  { id: 'H', duration: 9, after: after('E', 'G') },
  { id: 'I', duration: 7, after: after('C') },
  { id: 'J', duration: 8, after: after('F', 'I') },
  { id: 'K', duration: 4, after: after('J') },
  { id: 'L', duration: 5, after: after('J') },
  { id: 'M', duration: 2, after: after('H') },
  { id: 'N', duration: 6, after: after('K', 'L') },
];

test('the textbook’s house takes 44 weeks, along its critical path', () => {
  const plan = schedule(construction);
  expect(plan.finish).toBe(44);
  expect(plan.criticalPath.join('')).toBe('ABCEFJLN');
  expect(
    plan.activities
      .filter(({ critical }) => critical)
      .map(({ id }) => id)
      .toSorted()
      .join(''),
  ).toBe('ABCEFJLN');
  expect(of(plan, 'D').totalFloat).toBe(4);
  expect(of(plan, 'I').totalFloat).toBe(2);
  expect(of(plan, 'K')).toMatchObject({ earlyStart: 33, earlyFinish: 37, lateFinish: 38, freeFloat: 1 });
});

test('the milestone at the end is the end of the path', () => {
  const done = { id: 'done', duration: 0, after: after('N', 'M') };
  expect(schedule([...construction, done]).criticalPath.at(-1)).toBe('done');
});

test('a deadline before the end leaves less than no float, and the path stays', () => {
  const plan = schedule(construction, { deadline: 40 });
  expect(of(plan, 'A').totalFloat).toBe(-4);
  expect(plan.criticalPath.join('')).toBe('ABCEFJLN');
});

test('what has been done stands; what was begun out of turn goes on when it may; what is late moves the rest', () => {
  const activities: Activity[] = [
    { id: 'dig', duration: 5, began: 0, ended: 8 },
    { id: 'lay', duration: 10, after: after('dig'), began: 6, left: 6 },
    { id: 'test', duration: 2, after: after('lay') },
    { id: 'paint', duration: 1, after: [{ id: 'dig', kind: 'SS', lag: 2 }] },
  ];
  const plan = schedule(activities, { asOf: 12 });
  expect(of(plan, 'dig')).toMatchObject({ earlyFinish: 8, lateFinish: 8, critical: false });
  expect(of(plan, 'lay')).toMatchObject({ earlyStart: 6, earlyFinish: 18, critical: true });
  expect(plan.finish).toBe(20);
  expect(of(plan, 'paint')).toMatchObject({ earlyStart: 12, totalFloat: 7 });
  expect(plan.criticalPath).toEqual(['lay', 'test']);
  const open = activities.map((each) =>
    each.id === 'dig' ? { id: 'dig', duration: 5, began: 0, left: 3 } : each,
  );
  expect(of(schedule(open, { asOf: 12 }), 'lay').earlyFinish).toBe(21);
});

test('a network that cannot be is refused with the ones it lies in', () => {
  const round = [
    { id: 'a', duration: 1, after: after('c') },
    { id: 'b', duration: 1, after: after('a') },
    { id: 'c', duration: 1, after: after('b') },
    { id: 'd', duration: 1, after: after('c') },
  ];
  const [fault] = faultsOf(round);
  expect(fault?.code).toBe('cycle');
  expect(fault?.ids.toSorted()).toEqual(['a', 'b', 'c']);
  expect(() => schedule(round)).toThrow(RangeError);
  const codes = (activities: Activity[]) => faultsOf(activities).map(({ code }) => code);
  expect(codes([{ id: 'a', duration: 1, after: after('x') }])).toEqual(['unknown']);
  expect(
    codes([
      { id: 'a', duration: 1 },
      { id: 'a', duration: 2 },
    ]),
  ).toEqual(['twice']);
  expect(codes([{ id: 'a', duration: -1 }])).toEqual(['duration']);
  expect(codes([{ id: 'a', duration: Number.NaN }])).toEqual(['duration']);
  expect(codes([{ id: 'a', duration: 1, ended: 3 }])).toEqual(['actual']);
  expect(codes([{ id: 'a', duration: 1, began: 3, ended: 2 }])).toEqual(['actual']);
  expect(codes([{ id: 'a', duration: 1, after: after('a') }])).toEqual(['cycle']);
  expect(schedule([])).toEqual({ finish: 0, activities: [], criticalPath: [] });
});

const kinds = ['FS', 'SS', 'FF', 'SF'] as const;

/** Of one to twelve activities, each waiting for up to three before it by any kind of link. */
function network(roll: (below: number) => number): Activity[] {
  return Array.from({ length: 1 + roll(12) }, (_, at) => ({
    id: `a${at}`,
    duration: roll(10),
    after: Array.from({ length: at === 0 ? 0 : roll(4) }, () => ({
      id: `a${roll(at)}`,
      kind: kinds[roll(4)] ?? 'FS',
      lag: roll(9) - 3,
    })),
  }));
}

const roll = dice(330281);
const networks = Array.from({ length: 300 }, () => network(roll));

const delayed = (activities: readonly Activity[], id: string, notBefore: number) =>
  schedule(activities.map((each) => (each.id === id ? { ...each, notBefore } : each)));

test('float is by how much it may be late: up to it nothing moves, one day more and the end, or another, does', () => {
  for (const activities of networks) {
    const plan = schedule(activities);
    for (const { id, earlyStart, totalFloat, freeFloat } of plan.activities) {
      expect(delayed(activities, id, earlyStart + totalFloat).finish).toBe(plan.finish);
      expect(delayed(activities, id, earlyStart + totalFloat + 1).finish).toBe(plan.finish + 1);
      const others = (one: Schedule) =>
        one.activities.filter((each) => each.id !== id).map((each) => [each.id, each.earlyStart]);
      const free = delayed(activities, id, earlyStart + freeFloat);
      expect([others(free), free.finish]).toEqual([others(plan), plan.finish]);
      const more = delayed(activities, id, earlyStart + freeFloat + 1);
      expect([others(more), more.finish]).not.toEqual([others(plan), plan.finish]);
    }
  }
});

/** The ends that a link ties, as they are scheduled. */
function tied(plan: Schedule, id: string, { id: before, kind = 'FS' }: Link): { from: number; to: number } {
  const [one, other] = [of(plan, before), of(plan, id)];
  return {
    from: kind === 'FS' || kind === 'FF' ? one.earlyFinish : one.earlyStart,
    to: kind === 'FS' || kind === 'SS' ? other.earlyStart : other.earlyFinish,
  };
}

test('every link holds, and the critical path is unbroken to the end', () => {
  for (const activities of networks) {
    const plan = schedule(activities);
    for (const { id, after: links = [] } of activities)
      for (const link of links) {
        const { from, to } = tied(plan, id, link);
        expect(to).toBeGreaterThanOrEqual(from + (link.lag ?? 0));
      }
    const last = plan.criticalPath.at(-1);
    expect(last === undefined ? 0 : of(plan, last).earlyFinish).toBe(plan.finish);
  }
});

test('earned value: late and dear by a fifth', () => {
  const seen = earnedValue({ planned: [250, 500, 750, 1000], at: 2, earned: 400, spent: 500 });
  expect(seen).toMatchObject({ planned: 500, scheduleVariance: -100, costVariance: -100, toComplete: 1.2 });
  expect(seen.costPerformance).toBeCloseTo(0.8);
  expect(seen.estimateAtCompletion.asSoFar).toBeCloseTo(1250);
  expect(seen.estimateAtCompletion.asPlanned).toBe(1100);
  expect(seen.estimateAtCompletion.asLateAsDear).toBeCloseTo(1437.5);
  expect(seen.earnedSchedule).toBeCloseTo(1.6);
  expect(seen.timePerformance).toBeCloseTo(0.8);
  expect(seen.finish).toBeCloseTo(5);
});

test('earned value: a project that ends late was late, though its schedule index says 1', () => {
  const seen = earnedValue({ planned: [100, 200], at: 4, earned: 200, spent: 180 });
  expect(seen.schedulePerformance).toBe(1);
  expect(seen.timePerformance).toBe(0.5);
  expect(seen.estimateAtCompletion.asSoFar).toBe(180);
});

test('earned value: nothing done, nothing spent, a plan that rests for a while', () => {
  const fresh = earnedValue({ planned: [10, 10, 30], at: 0, earned: 0, spent: 0 });
  expect(fresh).toMatchObject({ costPerformance: null, timePerformance: null, finish: null, planned: 0 });
  expect(fresh.estimateAtCompletion).toEqual({ asSoFar: null, asPlanned: 30, asLateAsDear: null });
  expect(earnedValue({ planned: [10, 10, 30], at: 1.5, earned: 10, spent: 9 }).earnedSchedule).toBe(1.5);
  expect(earnedValue({ planned: [10, 10, 30], at: 2.5, earned: 20, spent: 40 })).toMatchObject({
    planned: 20,
    earnedSchedule: 2.5,
    toComplete: null,
  });
  const wrong = [
    { planned: [], at: 0, earned: 0, spent: 0 },
    { planned: [5, 3], at: 1, earned: 0, spent: 0 },
    { planned: [5], at: -1, earned: 0, spent: 0 },
    { planned: [5], at: 1, earned: 6, spent: 0 },
    { planned: [5], at: 1, earned: Number.NaN, spent: 0 },
  ];
  for (const input of wrong) expect(() => earnedValue(input)).toThrow(RangeError);
});

test('earned value: where the plan stands still, whoever is on plan is neither late nor early', () => {
  const waits = [5, 10, ...Array.from({ length: 40 }, () => 10), 15, 20];
  const index = (at: number, earned: number) =>
    earnedValue({ planned: waits, at, earned, spent: 1 }).timePerformance;
  expect(index(30, 10)).toBe(1);
  expect(index(2, 10)).toBe(1);
  expect(index(43, 10)).toBeCloseTo(42 / 43);
  const lead = earnedValue({ planned: [0, 0, 0, 8], at: 2, earned: 0, spent: 0 });
  expect([lead.earnedSchedule, lead.timePerformance, lead.finish]).toEqual([2, 1, 4]);
});
