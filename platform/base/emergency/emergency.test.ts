import { afterAll, beforeAll, expect, test } from 'vitest';
import { codesModule } from '#platform/base/codes';
import { createAccount, identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type Asker, type TestCity } from '#testing';
import emergency from './module.ts';
import { mostADay, stateOf } from './rules.ts';

let now = new Date('2026-03-02T01:00:00Z');
const MINUTE = 60_000;
let city: TestCity;
let doctor: Asker;
let colleague: string;
let security: Asker;
let auditor: Asker;

beforeAll(async () => {
  city = await openTestCity({
    modules: [organisationsModule, codesModule, identityModule, ledgerModule, tasksModule, emergency],
    clock: { now: () => now },
    environment: { EMERGENCY_MINUTES: '30' },
    work: false,
  });
  const setup = city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  const person = (account: string, role: string, organisation: string) =>
    setup.transaction((tx) =>
      createAccount(setup, tx, {
        account,
        name: `${account}试验`,
        kind: 'official',
        password: 'Yuyao-Bridge-8',
        simulated: true,
        posts: [{ code: `${account}.post`, organisation, role }],
      }),
    );
  const grants = { 'emergency:break': 'own', 'tasks:own': 'own' } as const;
  doctor = city.as({ id: await person('shao', 'doctor', '330281-wsj'), organisation: '330281-wsj', grants });
  colleague = await person('luming', 'doctor', '330281-wsj');
  await person('anquan', 'security-administrator', '330281-jxj');
  const review = { 'emergency:review': 'city', 'tasks:own': 'department' } as const;
  security = city.as({ id: 'security', organisation: '330281-jxj', grants: review });
  auditor = city.as({ id: 'auditor', grants: { 'ledger:audit': 'city' } });
});
afterAll(() => city.close());

const emergencyOf = (more: object = {}) => ({
  record: 'identity.account',
  key: 'luming',
  reason: '急诊昏迷病人，须知其联系人',
  informed: colleague,
  ...more,
});
const breaks = (more: object = {}, who = doctor) => who.post('/api/emergency/glasses', emergencyOf(more));

test('what one may not read is read in an emergency: told at once, in sight of all, and over after minutes', async () => {
  expect((await doctor.get('/api/identity/accounts/luming')).statusCode).toBe(403);
  const glass = (await breaks()).json();
  expect(glass).toMatchObject({ state: 'open', looks: 0, informedName: 'luming试验' });
  expect(glass.endsAt).toBe(new Date(now.getTime() + 30 * MINUTE).toISOString());
  const opened = (await doctor.get(`/api/emergency/glasses/${glass.id}/row`)).json();
  expect(opened.fields).toContainEqual(expect.objectContaining({ name: 'name', value: 'luming试验' }));
  expect(opened.glass.looks).toBe(1);
  expect((await doctor.get('/api/identity/accounts/luming')).statusCode).toBe(403);

  const told = city.as({ id: colleague, organisation: '330281-wsj', grants: { 'tasks:own': 'own' } });
  expect((await told.get('/api/tasks')).json().items).toHaveLength(1);
  const [waiting] = (await security.get('/api/tasks')).json().items;
  expect(waiting.link).toBe(`/emergency/glasses?open=${glass.id}`);
  const noted = (await auditor.get('/api/ledger/entries?resource=identity.account&limit=2')).json().items;
  expect(noted).toMatchObject([
    { action: 'read', basis: 'break-glass', purpose: emergencyOf().reason, subjects: 1 },
    { action: 'administer', basis: 'break-glass' },
  ]);

  now = new Date(now.getTime() + 30 * MINUTE);
  const late = await doctor.get(`/api/emergency/glasses/${glass.id}/row`);
  expect([late.statusCode, late.json().code]).toEqual([403, 'emergency.over']);
  expect((await security.get('/api/emergency/glasses?state=awaiting-review')).json().items).toHaveLength(1);
});

test('it is reviewed by somebody who had no part in it, once, and nobody waits any longer', async () => {
  const glass = (await breaks()).json();
  const own = city.as({
    id: doctor.actor.id,
    organisation: '330281-wsj',
    grants: { 'emergency:review': 'city' },
  });
  const path = `/api/emergency/glasses/${glass.id}/review`;
  const verdict = { verdict: 'justified', words: '病历号相符' };
  expect((await own.post(path, verdict)).json().code).toBe('emergency.own-review');
  doctor = city.as({
    id: doctor.actor.id,
    organisation: '330281-wsj',
    grants: { 'emergency:break': 'own', 'tasks:own': 'own' },
  });
  expect((await doctor.post(path, verdict)).statusCode).toBe(403);
  expect((await security.post(path, verdict)).json()).toMatchObject({
    state: 'reviewed',
    verdict: 'justified',
  });
  expect((await security.post(path, { ...verdict, verdict: 'unjustified' })).json().code).toBe(
    'emergency.reviewed',
  );
  const waiting = (await security.get('/api/tasks?limit=200')).json().items;
  expect(JSON.stringify(waiting)).not.toContain(glass.id);
  const [entry] = (await auditor.get('/api/ledger/entries?resource=identity.account&limit=1')).json().items;
  expect(entry).toMatchObject({ action: 'decide', detail: { glass: glass.id, done: 'reviewed justified' } });
  const after = await doctor.get(`/api/emergency/glasses/${glass.id}/row`);
  expect(after.json().code).toBe('emergency.over');
});

test('it opens that row to that person alone; without reason, colleague or right it does not break', async () => {
  const glass = (await breaks()).json();
  const other = city.as({ id: colleague, organisation: '330281-wsj', grants: { 'emergency:break': 'own' } });
  expect((await other.get(`/api/emergency/glasses/${glass.id}/row`)).statusCode).toBe(404);
  expect((await other.post(`/api/emergency/glasses/${glass.id}/end`)).statusCode).toBe(404);
  const nowhere = city.as({ id: 'free', grants: { 'emergency:break': 'own' } });
  const refusals = await Promise.all([
    breaks({ reason: '急' }),
    breaks({ informed: doctor.actor.id }),
    breaks({ informed: 'nobody' }),
    breaks({ record: 'organisations.organisation' }),
    breaks({ key: 'no-such-account' }),
    breaks({}, nowhere),
    breaks({}, auditor),
    city.stranger.post('/api/emergency/glasses', emergencyOf()),
  ]);
  expect(refusals.map(({ statusCode }) => statusCode)).toEqual([400, 422, 422, 422, 404, 403, 403, 401]);
  const ended = (await doctor.post(`/api/emergency/glasses/${glass.id}/end`)).json();
  expect(ended.state).toBe('awaiting-review');
  expect((await doctor.get(`/api/emergency/glasses/${glass.id}/row`)).json().code).toBe('emergency.over');
  const mine = (await doctor.get('/api/emergency/mine')).json().items as { id: string }[];
  expect(mine.map(({ id }) => id)).toContain(glass.id);
});

test('an emergency is no way of working: after some in a day, sent at once or not, it is refused', async () => {
  const sent = await Promise.all(Array.from({ length: mostADay }, () => breaks()));
  const taken = sent.filter(({ statusCode }) => statusCode === 200);
  expect(taken.length).toBe(mostADay - 3);
  expect((await breaks()).json().code).toBe('emergency.too-often');
  now = new Date(now.getTime() + 25 * 60 * MINUTE);
  expect((await breaks()).statusCode).toBe(200);
});

test.each([
  ['open', '2026-03-02T02:00:00Z', null],
  ['awaiting-review', '2026-03-02T01:00:00Z', null],
  ['reviewed', '2026-03-02T02:00:00Z', '2026-03-02T00:30:00Z'],
] as const)('broken glass is %s', (state, endsAt, reviewedAt) => {
  expect(stateOf({ endsAt, reviewedAt }, new Date('2026-03-02T01:00:00Z'))).toBe(state);
});
