import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { notificationsModule } from '#platform/base/notifications';
import { organisationsModule } from '#platform/base/organisations';
import { openDays, findResource, schedulingModule } from '#platform/base/scheduling';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type Asker, type TestCity } from '#testing';
import health from './module.ts';

// Monday 30 November 2026, noon in Yuyao.
const clock = fixedClock('2026-11-30T04:00:00Z');
const doctors = ['demo-gu', 'demo-lu', 'demo-wen', 'demo-su'];
let city: TestCity;
let desk: Asker;

beforeAll(async () => {
  city = await openTestCity({
    modules: [
      organisationsModule,
      codesModule,
      identityModule,
      ledgerModule,
      tasksModule,
      notificationsModule,
      schedulingModule,
      health,
    ],
    clock,
    environment: { SEED_SIZE: 'town', JOB_WORKERS: '0' },
  });
  desk = city.as({
    id: 'desk',
    organisation: '330281-wjkj',
    grants: {
      'scheduling:read': 'department',
      'scheduling:serve': 'department',
      'scheduling:manage': 'department',
      'tasks:own': 'department',
    },
  });
  const context = city.as({ id: 'platform', grants: { '*': 'city' } }).context();
  for (const code of doctors) {
    const resource = await findResource(context.db, code);
    if (resource) await openDays(context, resource);
  }
});
afterAll(() => city.close());

interface Booking {
  readonly id: string;
  readonly slot: string;
  readonly status: string;
  readonly resource: string;
  readonly insteadOf: string | null;
  readonly simulated: boolean;
  readonly code: string;
}
const patient = (id: string) =>
  city.as({
    id,
    name: `病人${id}`,
    kind: 'citizen',
    grants: { 'scheduling:book': 'own', 'tasks:own': 'own' },
  });
const hold = async (who: Asker, slot: string) =>
  (await who.post('/api/scheduling/holds', { slot })).json<Booking>();
const confirm = (who: Asker, { id }: { readonly id: string }) =>
  who.post(`/api/scheduling/my/bookings/${id}/confirm`);
const mine = async (who: Asker) =>
  (await who.get('/api/scheduling/my/bookings')).json<{
    bookings: Booking[];
    waiting: { status: string; booking: string | null }[];
  }>();
const book = async (who: Asker, slot: string) => {
  const held = await hold(who, slot);
  await confirm(who, held);
  return held;
};
const offered = async (query: string) =>
  (await city.stranger.get(`/api/scheduling/slots?${query}`)).json<{
    items: { id: string; state: string; free: number; simulated: boolean }[];
  }>().items;

test('anyone sees the slots of the invented clinics, marked; the release calendar holds the later days back', async () => {
  const { items } = (await city.stranger.get('/api/scheduling/services')).json();
  expect(items).toMatchObject([
    { code: 'family-doctor', releaseDays: 7 },
    { code: 'outpatient', releaseDays: 14, holdMinutes: 10 },
  ]);
  const day = await offered('service=family-doctor&from=2026-12-01');
  expect(day.length).toBe(18);
  expect(day.every(({ simulated }) => simulated)).toBe(true);
  const early = await hold(patient('early'), 'demo-gu.2026-12-08.0800');
  expect(early.code).toBe('scheduling.not-open-yet');
  expect(
    (await offered('service=family-doctor&from=2026-12-08')).every(({ state }) => state === 'not-open'),
  ).toBe(true);
});

test('a referral goes two days before everybody, out of its own quota', async () => {
  const slot = 'demo-su.2026-12-15.0800';
  expect((await hold(patient('plain'), slot)).code).toBe('scheduling.not-open-yet');
  const refer = (subject: string) =>
    desk.post('/api/scheduling/desk/bookings', {
      slot,
      channel: 'referral',
      subject,
      subjectName: '转诊试验',
    });
  expect((await refer('ref-1')).json()).toMatchObject({ status: 'confirmed', simulated: true });
  expect((await refer('ref-2')).json()).toMatchObject({ status: 'confirmed' });
  expect((await refer('ref-3')).json().code).toBe('scheduling.full');
});

test('one patient and half-day: a second doctor the same morning is refused, the afternoon is not', async () => {
  const ann = patient('ann');
  expect((await book(ann, 'demo-gu.2026-12-01.0800')).status).toBe('held');
  expect((await hold(ann, 'demo-lu.2026-12-01.1030')).code).toBe('scheduling.once');
  expect((await hold(ann, 'demo-gu.2026-12-01.1330')).status).toBe('held');
  expect((await mine(ann)).bookings).toHaveLength(2);
});

test('online quota, window quota, and the waiting list when a morning is full', async () => {
  const slot = 'demo-lu.2026-12-01.0800';
  const [one, two] = [patient('one'), patient('two')];
  const first = await book(one, slot);
  await book(two, slot);
  expect((await hold(patient('three'), slot)).code).toBe('scheduling.full');
  const window = { slot, channel: 'window', subject: 'card-1', subjectName: '窗口试验' };
  expect((await desk.post('/api/scheduling/desk/bookings', window)).json()).toMatchObject({
    status: 'confirmed',
  });
  const three = patient('three');
  const join = {
    service: 'family-doctor',
    resource: 'demo-lu',
    firstDay: '2026-12-01',
    lastDay: '2026-12-01',
    half: 'am',
  };
  expect((await three.post('/api/scheduling/my/waiting', join)).statusCode).toBe(200);
  await one.post(`/api/scheduling/my/bookings/${first.id}/cancel`);
  const [waiting] = (await mine(three)).waiting;
  expect(waiting?.status).toBe('offered');
  expect((await confirm(three, { id: waiting?.booking ?? '' })).json()).toMatchObject({
    status: 'confirmed',
  });
});

test('the doctor is away: each patient gets another place held and a task, which their answer closes', async () => {
  const [ben, eva] = [patient('ben'), patient('eva')];
  for (const who of [ben, eva]) await book(who, 'demo-gu.2026-12-02.0800');
  const times = { resource: 'demo-gu', from: '2026-12-01T16:00:00Z', until: '2026-12-02T16:00:00Z' };
  expect((await desk.post('/api/scheduling/stops/preview', times)).json()).toMatchObject({
    displaced: 2,
    proposed: 2,
  });
  expect((await patient('ben').post('/api/scheduling/stops', { ...times, why: '?' })).statusCode).toBe(403);
  const stopped = await desk.post('/api/scheduling/stops', { ...times, why: '外出会诊' });
  expect(stopped.json()).toMatchObject({ displaced: 2, proposed: 2 });
  const proposal = (await mine(ben)).bookings.find(({ insteadOf }) => insteadOf !== null);
  expect(proposal).toMatchObject({ status: 'held', resource: 'demo-lu' });
  const tasks = async () =>
    (await desk.get('/api/tasks?kind=health.rebooking')).json<{ items: { simulated: boolean }[] }>().items;
  await expect.poll(async () => (await tasks()).length, { timeout: 10_000 }).toBe(2);
  expect((await confirm(ben, { id: proposal?.id ?? '' })).json()).toMatchObject({ status: 'confirmed' });
  await expect.poll(async () => (await tasks()).length, { timeout: 10_000 }).toBe(1);
});

test('on the day: check-in, the queue, and absence noted after the slot', async () => {
  const dan = patient('dan');
  const { id } = await book(dan, 'demo-gu.2026-12-03.0800');
  const absent = patient('absent');
  const missed = await book(absent, 'demo-gu.2026-12-03.0830');
  clock.set('2026-12-02T23:50:00Z');
  expect((await desk.post(`/api/scheduling/desk/bookings/${id}/check-in`)).json()).toMatchObject({
    number: 1,
    booked: true,
  });
  expect((await desk.post('/api/scheduling/queue/demo-gu/next')).json()).toMatchObject({ number: 1 });
  clock.set('2026-12-03T01:01:00Z');
  expect((await desk.post(`/api/scheduling/desk/bookings/${missed.id}/no-show`)).json()).toEqual({
    done: true,
  });
  expect((await mine(absent)).bookings).toMatchObject([{ status: 'no-show' }]);
});
