import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import type { ImportPreview } from '#kernel/record';
import { indicatorsModule } from '#platform/sense/indicators';
import { openTestCity, type Asker, type TestCity } from '#testing';
import elevators from './module.ts';
import { settleJob } from './settle.ts';
import { liftCompanies } from './simulate.ts';
import { maintainer, other, property, rows, watcher } from './testing/lift-file.ts';

// Saturday 28 November 2026, noon in Yuyao.
const noon = '2026-11-28T04:00:00.000Z';
const clock = fixedClock(noon);
const later = (minutes: number) => new Date(Date.parse(noon) + minutes * 60_000).toISOString();

let city: TestCity;
let user: Asker;
let mender: Asker;
let company: Asker;
let office: Asker;
let stranger: Asker;

beforeAll(async () => {
  city = await openTestCity({
    modules: [indicatorsModule, elevators],
    clock,
  });
  const own = {
    'elevators:read': 'department',
    'tasks:own': 'department',
    'organisations:read': 'city',
  } as const;
  user = city.as({
    id: 'user',
    organisation: property,
    grants: { ...own, 'elevators:write': 'department', 'elevators:handle': 'department', 'jobs:own': 'own' },
  });
  mender = city.as({
    id: 'mender',
    organisation: maintainer,
    grants: { ...own, 'elevators:handle': 'department' },
  });
  company = city.as({
    id: 'company',
    kind: 'client',
    organisation: watcher,
    grants: { 'elevators:report': 'department' },
  });
  office = city.as({
    id: 'office',
    organisation: '330281-scjg',
    grants: { 'elevators:read': 'city', 'elevators:write': 'city', 'indicators:read': 'city' },
  });
  stranger = city.as({
    id: 'neighbour',
    organisation: other,
    grants: {
      ...own,
      'elevators:handle': 'department',
      'elevators:write': 'department',
      'indicators:read': 'city',
    },
  });
});
afterAll(() => city.close());

interface Waiting {
  readonly kind: string;
  readonly dueAt: string | null;
  readonly status: string;
  readonly source: { readonly key: string };
  readonly outcome: unknown;
}
const tasksOf = async (who: Asker, query = ''): Promise<Waiting[]> =>
  (await who.get(`/api/tasks?${query}`)).json<{ items: Waiting[] }>().items;
const kindsOf = async (who: Asker) =>
  (await tasksOf(who)).map(({ kind, source }) => `${kind} ${source.key}`).toSorted();

const report = (who: Asker, change: object = {}) =>
  who.post('/api/elevators/reports', {
    number: 'A-1',
    lift: 'LIFT-0001',
    kind: 'trapped',
    occurredAt: later(-10),
    ...change,
  });
const told = async (asked: ReturnType<typeof report>) => {
  const answer = await asked;
  return [answer.statusCode, answer.json<{ code?: string; taken?: string }>().code ?? answer.json().taken];
};
const handle = (who: Asker, number: string, body: object = { result: 'released', done: '平安救出一人' }) =>
  who.post(`/api/elevators/alarms/${watcher}.${number}/handle`, body);

test('a user hands its lifts in: good rows stand, the others come back with their reasons', async () => {
  const looked = (await user.upload('/api/elevators/lifts/import', 'lifts.csv', rows)).json<ImportPreview>();
  expect(looked.rows.map(({ faults }) => faults.map(({ code }) => code))).toEqual([
    [],
    [],
    [],
    ['elevators.monitoring-unclear'],
    ['elevators.days-wrong'],
    [expect.stringMatching(/^records\./)],
    ['elevators.village-needed'],
  ]);
  const mapping = Object.fromEntries(looked.mapping.map(({ field, header: head }) => [field, head]));
  const ran = await user.post(`/api/elevators/lifts/import/${looked.import}/run`, { mapping });
  const { outcome } = await city.finished(ran.json<{ job: string }>().job);
  expect(outcome).toMatchObject({ data: { created: 3, refused: 4 } });
});

test('what a lift owes is a task of its user: an overdue inspection, monitoring of a new one alone', async () => {
  expect(await kindsOf(user)).toEqual(['elevators.inspection LIFT-0002', 'elevators.monitoring LIFT-0003']);
  const { meta } = (await user.get('/api/elevators/lifts/LIFT-0002')).json();
  const values = { inspectedOn: '2026-11-27', inspectBy: '2027-11-27' };
  const change = { values, revision: meta.revision, reason: '检验合格' };
  expect((await user.patch('/api/elevators/lifts/LIFT-0002', change)).statusCode).toBe(200);
  expect(await kindsOf(user)).toEqual(['elevators.monitoring LIFT-0003']);
});

test('a trapped person is a task of the maintainer within half an hour, known to the user; told again nothing changes', async () => {
  const answers = await Promise.all([report(company), report(company), report(company)]);
  expect(answers.map((each) => each.json<{ taken: string }>().taken).toSorted()).toEqual([
    'known',
    'known',
    'new',
  ]);
  clock.advance(60_000);
  expect(await told(report(company, { occurredAt: later(-9) }))).toEqual([200, 'known']);
  expect(await tasksOf(mender)).toMatchObject([{ kind: 'elevators.trapped', dueAt: later(30) }]);
  expect(await tasksOf(user, 'whose=copied')).toMatchObject([{ kind: 'elevators.trapped' }]);
  expect((await mender.get(`/api/elevators/alarms/${watcher}.A-1`)).json()).toMatchObject({
    state: 'open',
    occurredAt: later(-10),
    receivedAt: noon,
  });
});

test('that trapped people are out only the maintainer says, once', async () => {
  expect(await told(report(company, { endedAt: later(-1) }))).toEqual([200, 'ended']);
  expect(await tasksOf(mender)).toHaveLength(1);
  expect((await handle(user, 'A-1')).json()).toMatchObject({ status: 403, code: 'elevators.not-yours' });
  expect((await handle(stranger, 'A-1')).json()).toMatchObject({ status: 404, code: 'request.not-found' });
  expect((await handle(office, 'A-1')).statusCode).toBe(403);
  expect((await handle(city.stranger, 'A-1')).statusCode).toBe(401);
  expect((await handle(mender, 'A-1', { result: 'released', done: ' ' })).statusCode).toBe(400);
  expect((await handle(mender, 'A-1')).json()).toMatchObject({ state: 'closed' });
  expect((await handle(mender, 'A-1')).json()).toMatchObject({
    status: 409,
    code: 'elevators.closed-already',
  });
  expect(await tasksOf(mender)).toEqual([]);
  expect(await told(report(company))).toEqual([200, 'known']);
});

test('a fault ends with its signal, whichever is told first', async () => {
  const door = { number: 'A-2', kind: 'door', occurredAt: later(-600) };
  expect(await told(report(company, door))).toEqual([200, 'new']);
  expect(await tasksOf(mender)).toMatchObject([{ kind: 'elevators.fault', dueAt: later(24 * 60 + 1) }]);
  expect((await handle(mender, 'A-2')).json()).toMatchObject({
    status: 422,
    code: 'elevators.no-one-trapped',
  });
  expect(await told(report(company, { ...door, endedAt: later(-590) }))).toEqual([200, 'ended']);
  const late = { number: 'A-3', kind: 'between-floors', occurredAt: later(-600) };
  expect((await report(company, { ...late, endedAt: later(-500) })).json()).toMatchObject({
    taken: 'new',
    state: 'closed',
  });
  expect(await told(report(company, late))).toEqual([200, 'known']);
  expect(await tasksOf(mender)).toEqual([]);
});

test('refused with a reason: an unknown lift, one of others, a number used twice, wrong times, wrong callers', async () => {
  const unknown = await report(company, { number: 'A-9', lift: 'LIFT-9999' });
  expect(unknown.json()).toMatchObject({
    status: 422,
    code: 'elevators.unknown-lift',
    detail: { zh: expect.stringContaining('LIFT-9999'), en: expect.stringContaining('not taken in') },
  });
  expect(await told(report(company, { number: 'A-9', lift: 'LIFT-0003' }))).toEqual([
    422,
    'elevators.unknown-lift',
  ]);
  expect(await told(report(company, { kind: 'door' }))).toEqual([409, 'elevators.number-taken']);
  expect(await told(report(company, { occurredAt: later(60) }))).toEqual([422, 'elevators.times-wrong']);
  expect(await told(report(company, { endedAt: later(-11) }))).toEqual([422, 'elevators.times-wrong']);
  expect((await report(company, { kind: 'fire' })).statusCode).toBe(400);
  const lost = city.as({ id: 'lost', kind: 'client', grants: { 'elevators:report': 'department' } });
  expect(await told(report(lost))).toEqual([403, 'elevators.no-company']);
  expect((await report(mender)).statusCode).toBe(403);
  expect((await report(city.stranger)).statusCode).toBe(401);
});

test('who maintains, uses or monitors a lift sees it; nobody else does, and only its user writes it', async () => {
  const seen = async (who: Asker) =>
    (await who.get('/api/elevators/lifts')).json<{ items: unknown[] }>().items.length;
  expect([await seen(user), await seen(mender), await seen(stranger), await seen(office)]).toEqual([
    3, 3, 0, 3,
  ]);
  expect((await stranger.get('/api/elevators/lifts/LIFT-0001')).statusCode).toBe(404);
  expect((await stranger.get('/api/elevators/alarms')).json()).toMatchObject({ items: [] });
  expect((await city.stranger.get('/api/elevators/lifts')).statusCode).toBe(401);
  const change = { values: { maker: '别的厂' }, revision: 1, reason: '试' };
  expect((await mender.patch('/api/elevators/lifts/LIFT-0001', change)).statusCode).toBe(403);
  expect((await stranger.patch('/api/elevators/lifts/LIFT-0001', change)).statusCode).toBe(404);
  expect((await office.post('/api/elevators/alarms', {})).statusCode).toBe(403);
});

test('the invented companies play through the same doors, marked; played again nothing changes', async () => {
  const context = city
    .as({ id: 'simulator', grants: { ...liftCompanies.grants, 'jobs:manage': 'city' } })
    .context();
  await liftCompanies.play(context, 1);
  const all = async (plural: string) =>
    (await office.get(`/api/elevators/${plural}?limit=200`)).json<{
      items: { state?: string; result?: string; meta: { simulated: boolean } }[];
    }>().items;
  const invented = (await all('alarms')).filter(({ meta }) => meta.simulated);
  expect(invented.map(({ state, result }) => result ?? state).toSorted()).toEqual([
    'open',
    'open',
    'open',
    'passed',
    'released',
  ]);
  expect((await all('lifts')).filter(({ meta }) => meta.simulated)).toHaveLength(60);
  await liftCompanies.play(context, 1);
  expect(await all('alarms')).toHaveLength(8);
}, 60_000);

test('each figure opens into the rows that make it', async () => {
  const rowsOf = async (code: string, who = office) =>
    (await who.get(`/api/indicators/${code}/rows?limit=200`)).json<{
      items: { weight: number; path: string }[];
    }>().items;
  const measured = async (code: string, value: number) => {
    const until = Date.now() + 15_000;
    for (;;) {
      const figure = (await office.get(`/api/indicators/${code}`)).json<{ value: number | null }>();
      if (figure.value !== null && Math.abs(figure.value - value) < 0.01) return figure;
      if (Date.now() > until) throw new Error(`${code} stays ${JSON.stringify(figure)}, not ${value}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const lifts = await rowsOf('lifts-monitored');
  expect(lifts).toHaveLength(63);
  const watched = lifts.filter(({ weight }) => weight === 1).length;
  expect(await measured('lifts-monitored', (100 * watched) / 63)).toMatchObject({ simulated: true });
  const overdue = await rowsOf('lift-inspections-overdue');
  expect(overdue).toHaveLength(5);
  await measured('lift-inspections-overdue', 5);
  const open = await rowsOf('lift-alarms-open');
  expect(open.map(({ path }) => path)).toContain('/elevators/alarms/330281-moni-jiance.MN-A-0001');
  await measured('lift-alarms-open', open.length);
  expect((await city.stranger.get('/api/indicators/lift-alarms-open/rows')).statusCode).toBe(401);
  expect(await rowsOf('lifts-monitored', stranger)).toEqual([]);
}, 60_000);

test('an inspection grows overdue by itself, and the morning’s look finds it', async () => {
  expect(await kindsOf(user)).toEqual(['elevators.monitoring LIFT-0003']);
  clock.set('2027-03-02T04:00:00.000Z');
  const everybody = city.as({ id: 'all', grants: { '*': 'city' } });
  const { db, startJob } = everybody.context();
  const job = await startJob(db, settleJob, {}, { actor: everybody.actor });
  expect(await city.finished(job)).toMatchObject({ status: 'done' });
  expect(await kindsOf(user)).toEqual([
    'elevators.inspection LIFT-0001',
    'elevators.inspection LIFT-0003',
    'elevators.monitoring LIFT-0003',
  ]);
});
