import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { defineModule } from '#kernel/module';
import type { LedgerEntry } from '#kernel/ports';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { days, settle } from './days.ts';
import { judgeTracks, putDevice, takePositions, tracksModule, type NewPosition } from './index.ts';
import { breachesOf, boundsOfDay, dayOf, lies } from './rules.ts';
import type { Rule, TrackPoint } from './shapes.ts';

const now = '2026-11-28T06:00:00.000Z';
const looks: LedgerEntry[] = [];
const testLedger = defineModule({
  id: 'test-ledger',
  title: { zh: '测试台账', en: 'Test ledger' },
  folder: `${import.meta.dirname}/none`,
  dependsOn: [],
  ports: {
    ledger: async (_db, entry) => {
      looks.push(entry);
    },
  },
});
let city: TestCity;
let police: Asker;
let own: Asker;
let stranger: Asker;

beforeAll(async () => {
  city = await openTestCity({
    modules: [codesModule, organisationsModule, identityModule, testLedger, tasksModule, tracksModule],
    clock: fixedClock(now),
    environment: { JOB_WORKERS: '1' },
  });
  police = city.as({
    id: 'police',
    organisation: '330281-jtj',
    grants: { 'tracks:read': 'city', 'tasks:own': 'department' },
  });
  own = city.as({ id: 'own', organisation: 'carrier', grants: { 'tracks:read': 'department' } });
  stranger = city.as({ id: 'other', organisation: 'other', grants: { 'tracks:read': 'department' } });
  for (const device of ['fleet.a', 'fleet.b'])
    await putDevice(city.platform.services.store.db, {
      device,
      kind: 'dangerous-goods',
      label: `浙BI${device}`,
      owner: 'carrier',
      path: '/x',
      simulated: true,
    });
});
afterAll(() => city.close());

const position = (at: string, change: Partial<NewPosition> = {}): NewPosition => ({
  device: 'fleet.a',
  at,
  serial: 1,
  longitude: 121.25,
  latitude: 30.12,
  speed: 40,
  direction: 90,
  altitude: 5,
  alarm: 0,
  simulated: true,
  ...change,
});
const take = (...positions: NewPosition[]) => takePositions(city.platform.services, positions);
const track = async (day = '2026-11-28', by = police) =>
  (await by.get(`/api/tracks/devices/fleet.a/days/${day}`)).json<{ points: TrackPoint[]; code?: string }>();

test('positions in any order, twice and late: each once, the latest is the newest by its own time', async () => {
  await take(position('2026-11-28T03:00:30Z'), position('2026-11-28T03:00:00Z'));
  await take(position('2026-11-28T03:00:30Z', { speed: 99 }), position('2026-11-27T20:00:00Z'));
  const { points } = await track();
  expect(points.map(({ at, speed }) => [at, speed])).toEqual([
    ['2026-11-27T20:00:00.000Z', 40],
    ['2026-11-28T03:00:00.000Z', 40],
    ['2026-11-28T03:00:30.000Z', 40],
  ]);
  const { items } = (await police.get('/api/tracks/latest')).json();
  expect(items).toMatchObject([{ device: 'fleet.a', at: '2026-11-28T03:00:30.000Z', simulated: true }]);
});

test('a time ahead of the clock or before all kept days is not kept, and takes no other with it', async () => {
  expect(
    await take(
      position('2026-11-28T07:00:00Z'),
      position('2025-01-01T00:00:00Z'),
      position('2026-11-26T03:00:00Z'),
    ),
  ).toEqual([false, false, true]);
  expect((await track('2026-11-26')).points).toHaveLength(1);
});

test('forty callers at once share few statements and lose nothing', async () => {
  const many = Array.from({ length: 40 }, (_, caller) =>
    take(
      ...Array.from({ length: 25 }, (__, at) =>
        position(new Date(Date.parse('2026-11-25T00:00:00Z') + (at * 40 + caller) * 1000).toISOString()),
      ),
    ),
  );
  await Promise.all(many);
  expect((await track('2026-11-25')).points).toHaveLength(1000);
});

test('a breach becomes one task a vehicle, rule and day, whatever comes late; its evidence opens', async () => {
  const fast = (seconds: number) =>
    position(new Date(Date.parse('2026-11-28T04:00:00Z') + seconds * 1000).toISOString(), { speed: 95 });
  const context = city.as({ id: 'system', grants: { '*': 'city' } }).context();
  const tasks = async () =>
    (await police.get('/api/tasks')).json<{ items: { link: string; title: unknown }[] }>();
  await take(fast(0), fast(30));
  await judgeTracks(context);
  expect((await tasks()).items).toEqual([]);
  await take(fast(90), fast(60));
  await judgeTracks(context);
  await take(fast(120), fast(150));
  await judgeTracks(context);
  await judgeTracks(context);
  const { items } = await tasks();
  expect(items).toHaveLength(1);
  expect(items[0]?.link).toContain(
    '/tracks/playback?device=fleet.a&day=2026-11-28&from=2026-11-28T04:00:00.000Z',
  );
  const { items: breaches } = (await police.get('/api/tracks/breaches')).json();
  expect(breaches).toMatchObject([
    { rule: 'dangerous-speed', day: '2026-11-28', positions: 6, extreme: 95, simulated: true },
  ]);
});

test('a reader sees the department’s own; strangers and other departments nothing; a look at a day is entered', async () => {
  expect((await city.stranger.get('/api/tracks/latest')).statusCode).toBe(401);
  expect((await stranger.get('/api/tracks/latest')).json()).toMatchObject({ items: [] });
  expect((await stranger.get('/api/tracks/breaches')).json()).toMatchObject({ items: [] });
  expect(await track('2026-11-28', stranger)).toMatchObject({ code: 'tracks.no-device' });
  expect((await track('2026-11-28', own)).points.length).toBeGreaterThan(3);
  expect((await police.get('/api/tracks/devices/fleet.a/days/yesterday')).statusCode).toBe(400);
  expect(looks.filter(({ actor }) => actor.id === 'own')).toMatchObject([
    { action: 'read', resource: 'tracks.day', subjects: ['fleet.a'], detail: { day: '2026-11-28' } },
  ]);
});

test('days are made ahead and dropped when their time is over', async () => {
  const context = city.as({ id: 'system', grants: { '*': 'city' } }).context();
  const { db } = city.platform.services.store;
  const run = () => days.run({}, {} as never, context);
  expect(await run()).toMatchObject({ data: { made: 7, dropped: 0 } });
  await sql`update tracks.setting set value = value || '{"keepDays": 2}'`.execute(db);
  expect(await run()).toMatchObject({ data: { made: 0, dropped: 1 } });
  expect((await track('2026-11-25')).points).toEqual([]);
  expect(await take(position('2026-11-25T03:00:00Z'))).toEqual([false]);
});

test('a day that is over is put in order once, its track is the same, and a late position still finds its place', async () => {
  const context = city.as({ id: 'system', grants: { '*': 'city' } }).context();
  await take(position('2026-11-26T03:00:00Z'), position('2026-11-26T01:00:00Z'));
  const before = await track('2026-11-26');
  expect(before.points.length).toBeGreaterThan(1);
  const waiting = await settle.run({}, {} as never, context);
  expect(waiting.data).not.toEqual({ settled: 0 });
  expect(await track('2026-11-26')).toEqual(before);
  expect(await settle.run({}, {} as never, context)).toMatchObject({ data: { settled: 0 } });
  expect(await take(position('2026-11-26T02:00:00Z'))).toEqual([true]);
  expect((await track('2026-11-26')).points).toHaveLength(before.points.length + 1);
});

const point = (seconds: number, speed: number, longitude = 121.25): TrackPoint => ({
  at: new Date(seconds * 1000).toISOString(),
  longitude,
  latitude: 30.05,
  speed,
  direction: 0,
});
const base = { id: 'r', title: { zh: '', en: '' }, kind: 'k', owner: 'o', forSeconds: 60 };
const centre = {
  id: 'c',
  title: base.title,
  ring: [
    [121.13, 30.03],
    [121.18, 30.03],
    [121.18, 30.065],
    [121.13, 30.065],
  ] as [number, number][],
};
const speed: Rule = { ...base, what: 'speed', overKmh: 80 };
const inside: Rule = { ...base, what: 'inside', area: 'c' };
const outside: Rule = { ...base, what: 'outside', area: 'c' };
const stopped: Rule = { ...base, what: 'stopped', area: 'c' };

test.each<[string, Rule, TrackPoint[], number]>([
  ['fast for long enough', speed, [point(0, 81), point(30, 90), point(60, 85)], 1],
  ['fast, not long enough', speed, [point(0, 81), point(30, 90), point(59, 85)], 0],
  ['exactly at the limit', speed, [point(0, 80), point(60, 80)], 0],
  ['slower in between', speed, [point(0, 81), point(30, 70), point(60, 85), point(119, 85)], 0],
  ['a gap in which nobody knows', speed, [point(0, 81), point(400, 85)], 0],
  ['twice', speed, [point(0, 81), point(60, 85), point(90, 1), point(120, 99), point(200, 99)], 2],
  ['inside', inside, [point(0, 20, 121.15), point(60, 20, 121.16)], 1],
  ['passing through', inside, [point(0, 20, 121.15), point(30, 20, 121.2), point(60, 20, 121.15)], 0],
  ['outside', outside, [point(0, 20), point(60, 20)], 1],
  ['standing inside', stopped, [point(0, 0, 121.15), point(61, 2, 121.15)], 1],
  ['standing elsewhere', stopped, [point(0, 0), point(61, 2)], 0],
])('%s', (_, rule, points, count) =>
  expect(breachesOf(rule, rule.area ? centre : undefined, points)).toHaveLength(count),
);

test('a vehicle parked for a month is one long run, not too many arguments', () => {
  const parked = Array.from({ length: 130_000 }, (_, index) => point(index * 10, 0, 121.15));
  expect(breachesOf(stopped, centre, parked)).toMatchObject([{ positions: 130_000, extreme: 0 }]);
});

test('a ring and the days of China', () => {
  expect(lies({ longitude: 121.15, latitude: 30.05 }, centre.ring)).toBe(true);
  expect(lies({ longitude: 121.12, latitude: 30.05 }, centre.ring)).toBe(false);
  expect(dayOf('2026-11-27T16:00:00Z')).toBe('2026-11-28');
  expect(boundsOfDay('2026-11-28').from).toBe('2026-11-27T16:00:00.000Z');
});
