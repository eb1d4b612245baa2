import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { followUp } from './follow.ts';
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
} from './testing/courts.ts';
import { created, hall, type Hall } from './testing/hall.ts';

let place: Hall;
beforeAll(async () => {
  place = await openCourts();
});
afterAll(() => place.city.close());

const slotOf = (id: string, channel?: string) => slotIn(place, id, channel);
const clockRound = () => clockRoundIn(place);

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
  const refused = await hold(lazy, 'one.2026-12-04.0900');
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

test('a stop shows first whom it displaces; then each is held another place, and who has none waits first', async () => {
  const stop = (resource: string, path = '') =>
    place.keeper.post(`/api/scheduling/stops${path}`, {
      resource,
      from: '2026-12-03T00:00:00Z',
      until: '2026-12-09T16:00:00Z',
      why: '场地整修',
    });
  for (const court of ['one', 'two', 'full', 'queue', 'absent', 'cancel']) await created(stop(court));
  await place.court('sweet', { capacity: 4 });
  await place.court('sour', { capacity: 1 });
  const people = ['s1', 's2', 's3', 's4'].map((name) => place.citizen(name));
  for (const who of people) {
    const { id } = await held(who, 'sweet.2026-12-05.0900');
    await confirm(who, id);
  }
  const preview = await created(stop('sweet', '/preview'));
  expect(preview).toMatchObject({ displaced: 4, proposed: 4 });
  expect(JSON.stringify(preview)).not.toContain('试验s1');
  expect((await slotOf('sweet.2026-12-05.0900'))?.state).toBe('full');
  await held(place.citizen('s5'), 'sour.2026-12-04.0900');
  expect(await created(stop('sweet'))).toMatchObject({ displaced: 4, proposed: 4 });
  const lists = await Promise.all(people.map(async (who) => (await mine(who)).bookings));
  const proposals = lists.flatMap((bookings) => bookings.filter(({ insteadOf }) => insteadOf !== null));
  expect(proposals.map(({ status, resource }) => [status, resource])).toEqual(
    Array(4).fill(['held', 'sour']),
  );
  expect(proposals[0]?.startsAt).toBe('2026-12-05T01:00:00.000Z');
  expect((await confirm(place.citizen('s1'), proposals[0]?.id ?? '')).json()).toMatchObject({
    status: 'confirmed',
  });
  expect(await codeOf(hold(place.citizen('late'), 'sweet.2026-12-05.0900'))).toBe('scheduling.stopped');

  const again = await created(stop('sour'));
  expect(again).toMatchObject({ displaced: 5, proposed: 0 });
  const tasks = (await place.keeper.get('/api/tasks?kind=scheduling.displaced')).json();
  expect(tasks.items.map(({ count }: { count: number }) => count)).toContain(5);
  const waiting = (await place.keeper.get('/api/scheduling/desk/waiting?service=trial-court')).json();
  expect(waiting.items.length).toBeGreaterThanOrEqual(5);
  expect((await place.citizen('s1').post('/api/scheduling/stops', {})).statusCode).toBe(403);
  const backwards = { resource: 'sour', from: '2026-12-09T00:00:00Z', until: '2026-12-08T00:00:00Z' };
  expect(await codeOf(place.keeper.post('/api/scheduling/stops/preview', backwards))).toBe(
    'scheduling.times-wrong',
  );
});

test('who booked by telephone is for the institution to call, and the desk confirms what is held for them', async () => {
  place.clock.set('2026-12-03T02:00:00Z');
  await place.court('tel', { capacity: 2, quotas: 'phone=1' });
  await place.court('tel-too', { capacity: 2, quotas: 'phone=1' });
  const slot = 'tel.2026-12-10.0900';
  place.clock.set('2026-12-08T02:00:00Z');
  for (const court of ['tel', 'tel-too'])
    await created(place.keeper.post(`/api/scheduling/resources/${court}/open-days`));
  const booked = { slot, channel: 'phone', subject: 'card-77', subjectName: '来电试验' };
  await created(place.keeper.post('/api/scheduling/desk/bookings', booked));
  const stop = { resource: 'tel', from: '2026-12-10T00:00:00Z', until: '2026-12-10T12:00:00Z', why: '检修' };
  const { id } = (await created(place.keeper.post('/api/scheduling/stops', stop))) as { id: string };
  const { rows } = await sql<{ id: string; recordedBy: string; told: number }>`
    select b.id, b.recorded_by as "recordedBy", (select count(*)::int from kernel.event e
      where e.name = 'scheduling.booking-displaced' and e.key = b.instead_of) as told
    from scheduling.booking b join scheduling.displacement d on d.booking = b.instead_of
    where d.stop = ${id}`.execute(place.city.platform.services.store.db);
  // The clerk who typed it in is told nothing.
  expect(rows).toMatchObject([{ recordedBy: 'keeper', told: 0 }]);
  const counts = async () =>
    (await place.keeper.get('/api/tasks?kind=scheduling.displaced'))
      .json()
      .items.filter(({ link }: { link: string }) => link.endsWith('resource=tel'))
      .map(({ count }: { count: number }) => count);
  expect(await counts()).toEqual([1]);
  const confirmed = place.keeper.post(`/api/scheduling/desk/bookings/${rows[0]?.id}/confirm`);
  expect((await confirmed).json()).toMatchObject({ status: 'confirmed' });
  expect(await counts()).toEqual([]);
});

test('what a stop began and a process did not end is taken up again; who lets the place go by is called', async () => {
  place.clock.set('2026-12-14T02:00:00Z');
  for (const court of ['cut', 'spare']) await place.court(court, { capacity: 3 });
  const people = ['u1', 'u2', 'u3'].map((name) => place.citizen(name));
  for (const who of people) await confirm(who, (await held(who, 'cut.2026-12-16.0900')).id);
  const forgotten = await held(place.citizen('basket'), 'cut.2026-12-16.1000');
  place.clock.advance(11 * 60_000);
  const stop = { resource: 'cut', from: '2026-12-16T00:00:00Z', until: '2026-12-16T12:00:00Z', why: '停电' };
  const { id, displaced } = (await created(place.keeper.post('/api/scheduling/stops', stop))) as {
    id: string;
    displaced: number;
  };
  expect(displaced).toBe(3);
  const db = place.city.platform.services.store.db;
  const standing = async () =>
    (
      await sql<{ status: string }>`select status from scheduling.booking where id = ${forgotten.id}`.execute(
        db,
      )
    ).rows[0]?.status;
  expect(await standing()).toBe('expired');
  // As if the process had ended before the last of them.
  const last = await sql<{
    booking: string;
  }>`update scheduling.displacement set settled_at = null, claimed_at = null
    where booking = (select booking from scheduling.displacement where stop = ${id} order by place desc limit 1)
    returning booking`.execute(db);
  await sql`delete from scheduling.booking where instead_of = ${last.rows[0]?.booking}`.execute(db);
  const context = place.city.as({ id: 'clock', grants: { '*': 'city' } }).context();
  await Promise.all([followUp(context), followUp(context)]);
  const proposals = async () =>
    (await Promise.all(people.map(async (who) => (await mine(who)).bookings)))
      .flat()
      .filter(({ insteadOf, status }) => insteadOf !== null && status === 'held').length;
  expect(await proposals()).toBe(3);
  const counts = async () =>
    (await place.keeper.get('/api/tasks?kind=scheduling.displaced'))
      .json()
      .items.filter(({ link }: { link: string }) => link.endsWith('resource=cut'))
      .map(({ count }: { count: number }) => count);
  expect(await counts()).toEqual([]);
  place.clock.advance(25 * 3_600_000);
  await clockRound();
  expect([await proposals(), await counts()]).toEqual([0, [3]]);
});
