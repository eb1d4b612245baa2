import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asker } from '#testing';
import { sweep } from './settle.ts';
import { created, hall, openHall, type Hall } from './test-hall.ts';

let place: Hall;
beforeAll(async () => {
  place = await openHall();
  for (const code of ['one', 'two']) await place.court(code, { capacity: 2, quotas: 'window=1' });
  await place.court('full', { capacity: 1 });
  await place.court('queue', { capacity: 3 });
  await place.court('absent', { capacity: 5 });
  await place.court('sweet', { capacity: 4 });
  await place.court('sour', { capacity: 2 });
});
afterAll(() => place.city.close());

interface Answer {
  readonly id: string;
  readonly status: string;
  readonly code: string;
  readonly startsAt: string;
}
const hold = (who: Asker, slot: string, request?: string) =>
  who.post('/api/scheduling/holds', { slot, ...(request ? { request } : {}) });
const held = async (who: Asker, slot: string) => (await created(hold(who, slot))) as Answer;
const confirm = (who: Asker, id: string) => who.post(`/api/scheduling/my/bookings/${id}/confirm`);
const cancel = (who: Asker, id: string) => who.post(`/api/scheduling/my/bookings/${id}/cancel`);
const codeOf = async (asked: ReturnType<Asker['post']>) => (await asked).json<Answer>().code;
const mine = async (who: Asker) =>
  (await who.get('/api/scheduling/my/bookings')).json<{
    bookings: { id: string; status: string; resource: string; insteadOf: string | null; startsAt: string }[];
    waiting: { id: string; status: string; ahead: number; booking: string | null }[];
    suspended: { id: string; untilAt: string; noShows: number }[];
  }>();
const slotOf = async (id: string, channel = 'app') => {
  const [resource = '', day = ''] = id.split('.');
  const answer = await place.city.stranger.get(
    `/api/scheduling/slots?resource=${resource}&from=${day}&channel=${channel}`,
  );
  return answer
    .json<{ items: { id: string; free: number; state: string }[] }>()
    .items.find((slot) => slot.id === id);
};
const clockRound = () => sweep(place.city.as({ id: 'clock', grants: { '*': 'city' } }).context());

test('anyone sees what is free; a place is held, confirmed, and found among one’s own', async () => {
  const ann = place.citizen('ann');
  const slot = 'one.2026-12-01.0900';
  expect(await slotOf(slot)).toMatchObject({ free: 1, state: 'free' });
  const booking = await held(ann, slot);
  expect(booking).toMatchObject({ status: 'held', mayCancel: true });
  expect(await slotOf(slot)).toMatchObject({ free: 0, state: 'full' });
  expect((await confirm(ann, booking.id)).json()).toMatchObject({ status: 'confirmed', expiresAt: null });
  expect((await confirm(ann, booking.id)).json()).toMatchObject({ status: 'confirmed' });
  expect((await mine(ann)).bookings).toMatchObject([{ id: booking.id, status: 'confirmed' }]);
  expect((await mine(place.citizen('other'))).bookings).toEqual([]);
});

test('the quota of one channel is not another’s; near the beginning it is everybody’s', async () => {
  const slot = 'two.2026-12-01.0900';
  await held(place.citizen('q1'), slot);
  expect(await codeOf(hold(place.citizen('q2'), slot))).toBe('scheduling.full');
  const desk = (channel: string) =>
    place.keeper.post('/api/scheduling/desk/bookings', {
      slot,
      channel,
      subject: `p-${channel}`,
      subjectName: '试验甲',
    });
  expect(await codeOf(desk('phone'))).toBe('scheduling.full');
  expect(await codeOf(desk('pigeon'))).toBe('scheduling.no-such-channel');
  expect((await desk('window')).json()).toMatchObject({ status: 'confirmed' });
});

test('refused: before its release, after its beginning, twice in a half-day, whom the domain does not admit, nobody', async () => {
  const bob = place.citizen('bob');
  const early = await hold(bob, 'one.2026-12-04.0900');
  expect([early.statusCode, early.json().code]).toEqual([409, 'scheduling.not-open-yet']);
  expect(early.json().detail.zh).toContain('2026-12-01 07:00');
  await held(bob, 'one.2026-12-02.0900');
  expect(await codeOf(hold(bob, 'two.2026-12-02.1000'))).toBe('scheduling.once');
  expect(await codeOf(hold(place.citizen('barred'), 'two.2026-12-02.1000'))).toBe('trial.barred');
  expect((await hold(bob, 'no-such-slot')).statusCode).toBe(404);
  expect((await hold(place.city.stranger, 'one.2026-12-02.0900')).statusCode).toBe(401);
  expect((await hold(place.city.as({ grants: {} }), 'one.2026-12-02.0900')).statusCode).toBe(403);
});

test('the same request twice is one booking; the same number for another slot is refused', async () => {
  const eve = place.citizen('eve');
  const answers = await Promise.all([1, 2, 3].map(() => hold(eve, 'absent.2026-12-02.1000', 'request-1')));
  expect(new Set(answers.map((answer) => answer.json<Answer>().id)).size).toBe(1);
  expect(await codeOf(hold(eve, 'absent.2026-12-03.0900', 'request-1'))).toBe('scheduling.request-reused');
});

test('another’s booking is not there for me', async () => {
  const booking = await held(place.citizen('owner'), 'absent.2026-12-02.0900');
  const thief = place.citizen('thief');
  expect((await confirm(thief, booking.id)).statusCode).toBe(404);
  expect((await cancel(thief, booking.id)).statusCode).toBe(404);
  const foreign = place.city.as({
    organisation: '330281-mzj',
    grants: {
      'scheduling:serve': 'department',
      'scheduling:read': 'department',
      'scheduling:manage': 'department',
    },
  });
  expect(await codeOf(foreign.post(`/api/scheduling/desk/bookings/${booking.id}/check-in`))).toBe(
    'scheduling.other-organisation',
  );
  expect((await foreign.get('/api/scheduling/bookings')).json().items).toEqual([]);
  const listed = (await place.keeper.get('/api/scheduling/bookings?resource=absent')).json();
  expect(JSON.stringify(listed)).not.toContain('试验owner');
});

test('of many who ask for the last place at once one has it', async () => {
  const slot = 'full.2026-12-01.0900';
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, n) => hold(place.citizen(`crowd-${n}`), slot)),
  );
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  expect(answers.filter(({ statusCode }) => statusCode === 409)).toHaveLength(11);
});

test('a hold that runs out cannot be confirmed, and its place is had by the next without waiting for the clock', async () => {
  const slot = 'full.2026-12-02.0900';
  const slow = place.citizen('slow');
  const booking = await held(slow, slot);
  expect(await codeOf(hold(place.citizen('next'), slot))).toBe('scheduling.full');
  place.clock.advance(10 * 60_000);
  expect(await codeOf(confirm(slow, booking.id))).toBe('scheduling.hold-over');
  expect((await mine(slow)).bookings[0]?.status).toBe('expired');
  expect(await slotOf(slot)).toMatchObject({ free: 1, state: 'free' });
  await held(place.citizen('next'), slot);
  const again = await held(slow, 'two.2026-12-03.0900');
  expect(again.status).toBe('held');
});

test('the waiting list is fair: the first is offered what comes free, then the next when the offer runs out', async () => {
  const slot = 'full.2026-12-03.0900';
  const holder = place.citizen('holder');
  const booking = await held(holder, slot);
  await confirm(holder, booking.id);
  const [first, second] = [place.citizen('first'), place.citizen('second')];
  const join = (who: Asker) =>
    who.post('/api/scheduling/my/waiting', {
      service: 'trial-court',
      resource: 'full',
      firstDay: '2026-12-03',
      lastDay: '2026-12-03',
    });
  await created(join(first));
  await created(join(second));
  expect(await codeOf(join(first))).toBe('scheduling.already-waiting');
  expect((await mine(second)).waiting).toMatchObject([{ status: 'waiting', ahead: 1 }]);
  expect((await cancel(holder, booking.id)).json()).toMatchObject({ status: 'cancelled' });
  expect(await codeOf(hold(place.citizen('passer-by'), slot))).toBe('scheduling.full');
  expect((await mine(first)).waiting).toMatchObject([{ status: 'offered' }]);
  place.clock.advance(30 * 60_000);
  await clockRound();
  expect((await mine(first)).waiting).toEqual([]);
  const offered = (await mine(second)).waiting;
  expect(offered).toMatchObject([{ status: 'offered' }]);
  expect((await confirm(second, offered[0]?.booking ?? '')).json()).toMatchObject({ status: 'confirmed' });
  const left = (await created(join(place.citizen('third')))) as Answer;
  expect((await place.citizen('fourth').post(`/api/scheduling/my/waiting/${left.id}/leave`)).statusCode).toBe(
    404,
  );
  expect((await place.citizen('third').post(`/api/scheduling/my/waiting/${left.id}/leave`)).statusCode).toBe(
    200,
  );
});

test('a stop shows first whom it displaces; then each is held another place, and who has none becomes a task', async () => {
  const people = ['s1', 's2', 's3'].map((name) => place.citizen(name));
  for (const who of people) {
    const { id } = await held(who, 'sweet.2026-12-03.0900');
    await confirm(who, id);
  }
  await held(place.citizen('s4'), 'sweet.2026-12-03.1000');
  for (const court of ['one', 'two', 'full', 'queue', 'absent'])
    await created(
      place.keeper.post('/api/scheduling/stops', {
        resource: court,
        from: '2026-12-02T16:00:00Z',
        until: '2026-12-09T16:00:00Z',
        why: '整修',
      }),
    );
  const times = { resource: 'sweet', from: '2026-12-02T16:00:00Z', until: '2026-12-09T16:00:00Z' };
  const preview = (await created(place.keeper.post('/api/scheduling/stops/preview', times))) as {
    displaced: number;
    proposed: number;
    rebookings: { subjectName: string }[];
  };
  expect(preview).toMatchObject({ displaced: 4, proposed: 4 });
  expect(preview.rebookings[0]?.subjectName).not.toContain('验s1');
  expect((await slotOf('sweet.2026-12-03.0900'))?.state).toBe('free');
  await held(place.citizen('s5'), 'sour.2026-12-03.0900');
  await held(place.citizen('s6'), 'sour.2026-12-03.1000');
  for (const day of ['2026-12-01', '2026-12-02'])
    await created(
      place.keeper.post('/api/scheduling/stops', {
        ...times,
        resource: 'sour',
        from: `${day}T00:00:00Z`,
        until: `${day}T16:00:00Z`,
        why: '整修',
      }),
    );
  const early = { ...times, from: '2026-11-30T00:00:00Z' };
  const stopped = await created(place.keeper.post('/api/scheduling/stops', { ...early, why: '医生外出' }));
  expect(stopped).toMatchObject({ displaced: 4 });
  const states = await Promise.all(people.map(async (who) => (await mine(who)).bookings));
  expect(states.map((bookings) => bookings.some(({ status }) => status === 'displaced'))).toEqual([
    true,
    true,
    true,
  ]);
  const proposals = states.flatMap((bookings) => bookings.filter(({ insteadOf }) => insteadOf !== null));
  expect(proposals.length).toBeGreaterThan(0);
  expect(proposals.every(({ status, resource }) => status === 'held' && resource === 'sour')).toBe(true);
  expect(await codeOf(hold(place.citizen('late'), 'sweet.2026-12-03.0900'))).toBe('scheduling.stopped');
  const left = (await place.keeper.get('/api/scheduling/desk/waiting?service=trial-court')).json();
  const tasks = (await place.keeper.get('/api/tasks?kind=scheduling.displaced')).json();
  expect(tasks.items.length).toBeGreaterThan(0);
  expect(left.items.length).toBeGreaterThan(0);
  expect(
    (await place.citizen('s1').post('/api/scheduling/stops', { ...early, why: '我说的' })).statusCode,
  ).toBe(403);
  expect(
    await codeOf(place.keeper.post('/api/scheduling/stops/preview', { ...times, until: times.from })),
  ).toBe('scheduling.times-wrong');
});

test('the queue: who booked goes at their time, who walked in when they came; called, skipped, put back, served', async () => {
  const booked = await held(place.citizen('b1'), 'queue.2026-12-01.0900');
  await confirm(place.citizen('b1'), booked.id);
  expect(await codeOf(place.keeper.post(`/api/scheduling/desk/bookings/${booked.id}/check-in`))).toBe(
    'scheduling.not-today',
  );
  place.clock.set('2026-12-01T00:40:00Z');
  const walkIn = async (subjectName: string) =>
    (await created(place.keeper.post('/api/scheduling/queue/queue/walk-in', { subjectName }))) as {
      id: string;
      number: number;
    };
  const early = await walkIn('张试验');
  const checked = (await created(
    place.keeper.post(`/api/scheduling/desk/bookings/${booked.id}/check-in`),
  )) as { number: number };
  expect(await codeOf(place.keeper.post(`/api/scheduling/desk/bookings/${booked.id}/check-in`))).toBe(
    'scheduling.not-confirmed',
  );
  place.clock.set('2026-12-01T01:05:00Z');
  const late = await walkIn('李试验');
  expect([early.number, checked.number, late.number]).toEqual([1, 2, 3]);
  const next = async () =>
    (await place.keeper.post('/api/scheduling/queue/queue/next')).json<{
      id: string;
      number: number;
      subjectName: string;
    }>();
  const step = (id: string, what: string) => place.keeper.post(`/api/scheduling/tickets/${id}/${what}`);
  const one = await next();
  expect(one).toMatchObject({ number: 1, subjectName: '张*验' });
  expect((await step(one.id, 'recall')).json()).toMatchObject({ calls: 2 });
  expect((await step(one.id, 'skip')).json()).toMatchObject({ status: 'skipped' });
  const [two, three] = await Promise.all([next(), next()]);
  expect([two.number, three.number].toSorted()).toEqual([2, 3]);
  expect(await codeOf(place.keeper.post('/api/scheduling/queue/queue/next'))).toBe('scheduling.queue-empty');
  await created(step(one.id, 'back'));
  expect((await next()).number).toBe(1);
  const second = [two, three].find(({ number }) => number === 2);
  expect((await step(second?.id ?? '', 'served')).json()).toMatchObject({ status: 'served' });
  expect(await codeOf(step(second?.id ?? '', 'skip'))).toBe('scheduling.ticket-state');
  expect((await mine(place.citizen('b1'))).bookings[0]?.status).toBe('served');
  const screen = (await place.city.stranger.get(`/api/scheduling/display/${hall}`)).json();
  expect(screen.items.map(({ number }: { number: number }) => number).toSorted()).toEqual([1, 3]);
  expect(JSON.stringify(screen)).not.toContain('试验');
});

test('absence counts, suspends after the rule’s number, and an official lifts it with a reason', async () => {
  const lazy = place.citizen('lazy');
  const go = async (slot: string) => {
    const { id } = await held(lazy, slot);
    await confirm(lazy, id);
    return id;
  };
  const first = await go('absent.2026-12-01.1000');
  expect(await codeOf(place.keeper.post(`/api/scheduling/desk/bookings/${first}/no-show`))).toBe(
    'scheduling.not-over',
  );
  await go('absent.2026-12-02.0900');
  place.clock.set('2026-12-02T08:00:00Z');
  await clockRound();
  expect((await mine(lazy)).bookings.map(({ status }) => status)).toEqual(['no-show', 'no-show']);
  const { suspended } = await mine(lazy);
  expect(suspended).toMatchObject([{ noShows: 2 }]);
  await created(place.keeper.post('/api/scheduling/resources/absent/open-days'));
  const refused = await hold(lazy, 'sour.2026-12-04.0900');
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'scheduling.suspended']);
  const lift = place.keeper.post(`/api/scheduling/desk/suspensions/${suspended[0]?.id}/lift`, {
    why: '核实系停电',
  });
  expect((await lift).statusCode).toBe(200);
  expect((await mine(lazy)).suspended).toEqual([]);
});

test('a citizen cancels until the deadline, the desk afterwards too, and what is over stays over', async () => {
  const carl = place.citizen('carl');
  place.clock.set('2026-12-03T00:30:00Z');
  await place.court('cancel', { capacity: 2 });
  const { id } = await held(carl, 'cancel.2026-12-03.0900');
  await confirm(carl, id);
  expect(await codeOf(cancel(carl, id))).toBe('scheduling.too-late');
  expect(
    (await place.keeper.post(`/api/scheduling/desk/bookings/${id}/cancel`, { why: '本人来电' })).json(),
  ).toMatchObject({ status: 'cancelled' });
  expect(await codeOf(place.keeper.post(`/api/scheduling/desk/bookings/${id}/cancel`, { why: '再来' }))).toBe(
    'scheduling.over',
  );
});

test('a roster is kept: no person in two places, an exception takes slots away but none that was booked', async () => {
  const duty = (code: string, resource: string, startsAt: string, endsAt: string) =>
    place.keeper.post('/api/scheduling/duties', {
      code,
      resource,
      person: '值班试验',
      day: '2026-12-05',
      startsAt,
      endsAt,
    });
  await created(duty('d-1', 'cancel', '09:00', '10:00'));
  expect((await duty('d-2', 'queue', '09:30', '11:00')).statusCode).toBe(422);
  await created(duty('d-3', 'queue', '10:00', '11:00'));
  const booking = await held(place.citizen('keeps'), 'cancel.2026-12-05.0900');
  await created(
    place.keeper.post('/api/scheduling/exceptions', {
      code: 'x-1',
      resource: 'cancel',
      day: '2026-12-05',
      kind: 'closed',
    }),
  );
  await created(place.keeper.post('/api/scheduling/resources/cancel/open-days'));
  expect(await slotOf('cancel.2026-12-05.1000')).toBeUndefined();
  expect(await slotOf('cancel.2026-12-05.0900')).toMatchObject({ free: 0 });
  expect((await mine(place.citizen('keeps'))).bookings[0]).toMatchObject({ id: booking.id, status: 'held' });
  const roster = (await place.keeper.get('/api/scheduling/roster?from=2026-11-30')).json();
  expect(roster.items).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ resource: 'cancel', day: '2026-12-05', people: ['值班试验'] }),
    ]),
  );
  const wrong = place.keeper.post('/api/scheduling/sessions', {
    code: 'w',
    resource: 'cancel',
    weekday: 1,
    startsAt: '09:00',
    endsAt: '10:00',
    slotMinutes: 30,
    capacity: 2,
    quotas: 'app=3',
    onHolidays: false,
  });
  expect((await wrong).statusCode).toBe(422);
});
