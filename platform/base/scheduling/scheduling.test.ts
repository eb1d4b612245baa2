import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asker } from '#testing';
import {
  cancel,
  clockRoundIn,
  codeOf,
  confirm,
  held,
  hold,
  mine,
  openCourts,
  slotIn,
  type Answer,
} from './testing/courts.ts';
import { created, type Hall } from './testing/hall.ts';

let place: Hall;
beforeAll(async () => {
  place = await openCourts();
});
afterAll(() => place.city.close());

const slotOf = (id: string, channel?: string) => slotIn(place, id, channel);
const clockRound = () => clockRoundIn(place);

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

test('a day that no calendar has is refused, not a fault of the platform', async () => {
  const answer = await place.city.stranger.get('/api/scheduling/slots?from=0000-01-01');
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'request.no-such-time']);
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
