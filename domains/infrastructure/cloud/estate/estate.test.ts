import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asker, TestCity } from '#testing';
import { settleTasks } from '../watch.ts';
import { asset, clock, openMachineRoom, rsj, wsj, type MachineRoom } from '../testing/machine-room.ts';
import { indicators } from './indicators.ts';
import { observeSelf } from './self.ts';
import { machineRoom } from './simulate.ts';

let room: MachineRoom;
let city: TestCity;
let keeper: Asker;
let head: Asker;
let other: Asker;
let agent: Asker;
beforeAll(async () => {
  room = await openMachineRoom();
  ({ city, keeper, head, other, agent } = room);
});
afterAll(() => city.close());

test('a department sees its own machines and no others', async () => {
  const codes = async (who: Asker) =>
    (await who.get('/api/cloud/assets')).json().items.map(({ code }: { code: string }) => code);
  expect(await codes(keeper)).toEqual(['H-1', 'S-1', 'V-1', 'V-2']);
  expect(await codes(head)).toEqual(['V-1']);
  expect((await head.get('/api/cloud/assets/V-2')).statusCode).toBe(404);
  expect((await head.post('/api/cloud/assets', asset('V-9'))).statusCode).toBe(403);
  expect((await city.stranger.get('/api/cloud/use')).statusCode).toBe(401);
});

const hour = (back: number) => new Date(clock.now().getTime() - back * 3_600_000).toISOString();
const seen = (code: string, back: number, cpu: number | null, memory: number | null = 20) => ({
  asset: code,
  at: hour(back),
  cpu,
  memory,
});

test('an agent pushes what it saw: twice changes nothing, late finds its place, nonsense is told by its line', async () => {
  const items = [
    ...Array.from({ length: 10 }, (_, day) => seen('V-1', day * 24 + 1, 2)),
    ...Array.from({ length: 10 }, (_, day) => seen('V-2', day * 24 + 1, 60, 70)),
    ...Array.from({ length: 20 }, (_, day) => seen('H-1', day * 24 + 1, 25, 50)),
  ];
  expect((await agent.post('/api/cloud/observations', { items })).json()).toEqual({
    taken: 40,
    known: 0,
    refused: [],
  });
  expect((await agent.post('/api/cloud/observations', { items: items.toReversed() })).json()).toMatchObject({
    taken: 0,
    known: 40,
  });
  const odd = [
    seen('NONE', 1, 5),
    seen('V-1', -2, 5),
    seen('V-1', 500 * 24, 5),
    seen('V-1', 3, null, null),
    seen('V-1', 300, 4),
  ];
  const taken = (await agent.post('/api/cloud/observations', { items: odd })).json();
  expect([taken.taken, taken.refused.map(({ line }: { line: number }) => line)]).toEqual([1, [1, 2, 3, 4]]);
  expect((await agent.post('/api/cloud/observations', { items: [seen('V-1', 1, 101)] })).statusCode).toBe(
    400,
  );
  expect((await head.post('/api/cloud/observations', { items })).statusCode).toBe(403);
  const ownOnly = city.as({
    id: 'small',
    kind: 'client',
    organisation: wsj,
    grants: { 'cloud:observe': 'department' },
  });
  const reached = await ownOnly.post('/api/cloud/observations', {
    items: [seen('V-1', 5, 5), seen('V-2', 5, 60)],
  });
  expect(reached.json()).toMatchObject({ taken: 1, refused: [{ line: 1 }] });
});

test('the same comes as a file of monitoring; a file without times is refused', async () => {
  const text = '资产编号,时间,CPU使用率\nV-1,2026-11-27 20:00,3%\nV-1,昨天,3%\nNONE,2026-11-27 20:00,3%\n';
  const taken = (await keeper.upload('/api/cloud/observations/file', 'use.csv', text)).json();
  expect(taken.taken).toBe(1);
  expect(taken.refused.map(({ line }: { line: number }) => line)).toEqual([3, 4]);
  const none = await keeper.upload('/api/cloud/observations/file', 'use.csv', 'a,b\n1,2\n');
  expect([none.statusCode, none.json().code]).toEqual([422, 'cloud.observed-columns']);
});

test('use by department, machines of little use, and the line that goes on', async () => {
  const use = (await keeper.get('/api/cloud/use')).json();
  expect(use).toMatchObject({
    whole: true,
    pool: { cpu: 64, memoryGb: 256, storageGb: 1000 },
    held: { cpu: 16 },
  });
  expect(use.low).toMatchObject([{ code: 'V-1', tenant: rsj }]);
  const ofRsj = use.tenants.find(({ organisation }: { organisation: string }) => organisation === rsj);
  expect(ofRsj).toMatchObject({ machines: 1, low: 1, quota: null });
  expect(use.line).toMatchObject({ days: 30, basis: expect.any(Number) });
  const own = (await other.get('/api/cloud/use')).json();
  expect(own).toMatchObject({ whole: false, pool: null, low: [], own: null });
  expect(own.tenants.map(({ organisation }: { organisation: string }) => organisation)).toEqual([wsj]);
});

test('the figures open into the machines that make them', async () => {
  const db = city.platform.services.store.db;
  for (const { measure, rows, kind } of indicators) {
    const { value } = await measure(db, clock.now());
    if (rows.kind !== 'listed') continue;
    const page = await rows.read(db, { at: clock.now(), limit: 100 });
    expect(page).toHaveLength(await rows.count(db, { at: clock.now() }));
    const weight = page.reduce((sum, row) => sum + row.weight, 0);
    const whole = page.reduce((sum, row) => sum + (row.of ?? 0), 0);
    if (value !== null) expect(value).toBeCloseTo(kind === 'count' ? weight : (100 * weight) / whole);
  }
  const [use, low] = indicators;
  expect((await use?.measure(db, clock.now()))?.value).toBeCloseTo(25);
  expect((await low?.measure(db, clock.now()))?.value).toBe(1);
});

const settle = async () => {
  const context = keeper.context();
  await context.transaction((tx) => settleTasks(context, tx));
};
const redTasks = async () =>
  (await keeper.get('/api/tasks?kind=cloud.recovery'))
    .json()
    .items.map(({ source }: { source: { key: string } }) => source.key);

test('a system whose targets are missed has a task of its owner until they are met', async () => {
  const system = {
    code: 'SYS-1',
    name: '试验系统',
    owner: rsj,
    kept: 'reported',
    rpoHours: 24,
    rtoHours: 4,
    since: '2020-01-01',
  };
  await room.enter('systems', system);
  await settle();
  expect(await redTasks()).toEqual(['SYS-1']);
  const proof = { system: 'SYS-1', result: 'good' };
  await room.enter('recovery-proofs', { ...proof, id: 'P-1', kind: 'backup', point: hour(3) });
  await room.enter('recovery-proofs', {
    ...proof,
    id: 'P-2',
    kind: 'drill',
    point: hour(48),
    restoreMinutes: 600,
  });
  await settle();
  expect((await head.get('/api/cloud/recovery')).json().items).toMatchObject([
    { code: 'SYS-1', point: 'met', time: 'missed' },
  ]);
  expect(await redTasks()).toEqual(['SYS-1']);
  await room.enter('recovery-proofs', {
    ...proof,
    id: 'P-3',
    kind: 'drill',
    point: hour(1),
    restoreMinutes: 100,
  });
  await settle();
  expect(await redTasks()).toEqual([]);
  expect((await other.get('/api/cloud/recovery')).json().items).toEqual([]);
});

test("the platform's own machine is measured for real and offers nothing to others", async () => {
  await observeSelf(keeper.context());
  const { own, pool } = (await keeper.get('/api/cloud/use')).json();
  expect(own.databaseBytes).toBeGreaterThan(1_000_000);
  expect(own.storageGb).toBeGreaterThan(0);
  expect(own.memory).toBeGreaterThan(0);
  expect(own.memory).toBeLessThanOrEqual(100);
  expect(pool.cpu).toBe(64);
});

test(
  'an invented machine room plays through the same doors and says that it is invented',
  { timeout: 60_000 },
  async () => {
    const context = city.as({ id: 'simulator', grants: machineRoom.grants }).context();
    await machineRoom.play(context, 1);
    const use = (await keeper.get('/api/cloud/use')).json();
    const yi = use.tenants.find(({ organisation }: { organisation: string }) => organisation.endsWith('-yi'));
    expect(yi).toMatchObject({ simulated: true, machines: 4, low: 3 });
    const { items } = (await keeper.get('/api/cloud/recovery')).json();
    expect(items[0]).toMatchObject({ code: 'MN-SYS-B', point: 'missed', simulated: true });
  },
);
