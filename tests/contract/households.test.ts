import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { createAccount } from '#platform/base/identity';
import { putGrids } from '#platform/base/organisations';
import { makeRelation } from '#platform/base/relations';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { modules } from '../../apps/server/modules.ts';
import { handIn, throughTheHouse } from './deliveries.ts';
import type { InTime } from './household-rows.ts';
import { aunt, village, father, mother, son, child } from './household-rows.ts';
import { residentHeader, resident, movementHeader, movement } from './household-rows.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

let city: TestCity;
let police: Asker;
let office: Asker;
let clerk: Asker;
let statistician: Asker;
const clock = fixedClock('2026-11-20T02:00:00Z');

beforeAll(async () => {
  city = await openTestCity({ modules, clock });
  police = city.as({
    id: 'police',
    organisation: '330281-gaj',
    grants: {
      'catalogue:read': 'city',
      'ingestion:collect': 'department',
      'ingestion:read': 'department',
      'jobs:own': 'own',
    },
  });
  office = city.as({ id: 'office', organisation: '330281-jxj', grants: { '*': 'city' } });
  clerk = city.as({ id: 'clerk', organisation: '330281-rsj', grants: { 'registers:read': 'city' } });
  statistician = city.as({ id: 'statistician', grants: { 'registers:population': 'city' } });
});
afterAll(() => city.close());

async function hand(dataset: string, filename: string, lines: readonly string[]): Promise<void> {
  const preview = await handIn(police, { dataset, filename, bytes: lines.join('\n') });
  await throughTheHouse(city, police, preview);
  const key = `households:${preview.import}`;
  for (const deadline = Date.now() + 20_000; ;) {
    const { rows } = await sql<{ status: string }>`select status from kernel.job where key = ${key}`.execute(
      office.context().db,
    );
    if (rows[0]?.status === 'done') return;
    if (Date.now() > deadline) throw new Error(`${filename}: ${JSON.stringify(rows)}`);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

const households = async () =>
  (await office.get('/api/registers/households?reveal=yes', { purpose: '核对户籍' })).json<{
    items: { id: string; number: string; members: number; head: string | null; state: string }[];
  }>().items;
const personId = async (said: string) =>
  (await office.get('/api/registers/persons?reveal=yes', { purpose: '核对户籍' }))
    .json<{ items: { id: string; name: string }[] }>()
    .items.find(({ name }) => name === said)?.id ?? '';
const household = async (said: string) => (await households()).find((each) => each.number === said);
const membersOf = async (asker: Asker, said: string, asking = {}) =>
  (await asker.get(`/api/registers/households/${(await household(said))?.id}/members`, asking)).json<{
    items: InTime[];
  }>().items;

test('a household is made from its members, with its head', async () => {
  await hand('gaj-population', '户籍.csv', [residentHeader, ...[father, mother, son].map(resident)]);
  expect(await household('H1')).toMatchObject({ members: 3, state: 'standing', division: village });
  expect((await household('H1'))?.head).toBe(await personId('钱大'));
  expect((await membersOf(clerk, 'H1')).map(({ name, relation, until }) => [name, relation, until])).toEqual([
    ['钱*', '***', null],
    ['孙*', '***', null],
    ['钱*', '***', null],
  ]);
  const forPurpose = { purpose: '核对户籍' };
  expect((await membersOf(clerk, 'H1', forPurpose)).map(({ relation }) => relation)).toEqual([
    '***',
    '***',
    '***',
  ]);
  expect((await membersOf(office, 'H1', forPurpose)).map(({ relation }) => relation)).toEqual([
    '02',
    '10',
    '20',
  ]);
});

const lines = [
  movementHeader,
  movement('D1', child, '出生', '2026-11-01'),
  movement('D2', father, '死亡', '2026-11-10'),
  movement('D3', { ...son, household: 'H2', relation: '02' }, '迁入', '2026-11-12'),
];

test('a birth, a death and a move are told in time', async () => {
  clock.advance(86_400_000);
  await hand('gaj-movement', '变动.csv', lines);
  const once = await membersOf(clerk, 'H1');
  expect(once.map(({ name, came, until, went }) => [name, came, until, went])).toEqual(
    [
      ['孙*', null, null, null],
      ['钱*', 'born', null, null],
      ['钱*', null, '2026-11-10', 'died'],
      ['钱*', null, '2026-11-12', 'changed'],
    ].toSorted((one, other) => Number(one[2] !== null) - Number(other[2] !== null)),
  );
  expect(await household('H1')).toMatchObject({ members: 2, head: null });
  expect(await household('H2')).toMatchObject({ members: 1 });
});

test('read as of a day, a household has who belonged at its end, and a person the household of then', async () => {
  const on = async (day: string) => {
    const path = `/api/registers/households/${(await household('H1'))?.id}/members?on=${day}`;
    const { items } = (await office.get(path, { purpose: '核对户籍' })).json<{
      items: { name: string; known: boolean }[];
    }>();
    return items.map(({ name, known }) => (known ? name : `${name}?`)).toSorted();
  };
  // Before the movements nothing says since when they belonged; of who went it is known that they did until then.
  expect(await on('2026-10-31')).toEqual(['孙二?', '钱三?', '钱大?'].toSorted());
  expect(await on('2026-11-01')).toEqual(['孙二?', '钱三?', '钱大?', '钱小'].toSorted());
  expect(await on('2026-11-09')).toContain('钱大');
  expect(await on('2026-11-10')).not.toContain('钱大');
  expect(await on('2026-11-11')).toContain('钱三');
  expect((await on('2026-11-12')).join()).not.toContain('钱三');
  const of = async (day: string) =>
    (await office.get(`/api/registers/persons/${await personId('钱三')}/households?on=${day}`)).json<{
      items: { household: string }[];
    }>().items;
  expect(await of('2026-11-11')).toMatchObject([{ household: (await household('H1'))?.id }]);
  expect(await of('2026-11-12')).toMatchObject([{ household: (await household('H2'))?.id }]);
  const wrong = await office.get(`/api/registers/persons/${await personId('钱三')}/households?on=yesterday`);
  expect(wrong.statusCode).toBe(400);
});

test('the same again, and a list that was drawn before the death was entered, end in the same', async () => {
  const once = await membersOf(clerk, 'H1');
  await hand('gaj-movement', '变动再报.csv', [...lines, '']);
  await hand('gaj-population', '户籍再报.csv', [residentHeader, resident(father), resident(mother), '']);
  expect(await membersOf(clerk, 'H1')).toEqual(once);
});

test('the page of a person shows their households, masked and in the ledger; nobody sees them without right', async () => {
  const id = await personId('钱三');
  const path = `/api/registers/persons/${id}/households`;
  const { items } = (await clerk.get(path)).json<{ items: (InTime & { household: string })[] }>();
  expect(items.map(({ until, went }) => [until, went])).toEqual([
    ['2026-11-12', 'changed'],
    [null, null],
  ]);
  expect((await city.stranger.get(path)).statusCode).toBe(401);
  expect((await statistician.get(path)).json().code).toBe('identity.forbidden');
  const elsewhere = city.as({ id: 'simen', division: '330281102', grants: { 'registers:read': 'division' } });
  expect((await elsewhere.get(path)).statusCode).toBe(404);
  const members = `/api/registers/households/${(await household('H1'))?.id}/members`;
  expect((await elsewhere.get(members)).statusCode).toBe(404);
  const masked = (await clerk.get('/api/registers/households')).json<{
    items: { number: string; head: unknown }[];
  }>();
  expect(JSON.stringify(masked.items)).not.toContain('"H1"');
  const entries = (await office.get('/api/ledger/entries?resource=registers.person')).json<{
    items: { actor: { id: string }; purpose?: string }[];
  }>();
  expect(entries.items).toContainEqual(
    expect.objectContaining({
      actor: expect.objectContaining({ id: 'clerk' }),
      purpose: expect.stringContaining('家庭户'),
    }),
  );
});

test('population by division, age and month: whoever may see the rows sees all but small movements, others no small counts', async () => {
  const path = '/api/registers/population';
  const whole = (await office.get(path)).json();
  expect(whole).toMatchObject({
    total: 3,
    rows: true,
    areas: [{ code: '330281001', total: 3, registered: 3, children: 1 }],
  });
  expect(whole.ages).toContainEqual({ from: 0, men: 1, women: 0 });
  expect(whole.months.at(-1)).toEqual({
    month: '2026-11',
    born: null,
    movedIn: null,
    movedOut: 0,
    died: null,
  });
  const village12 = (await office.get(`${path}?division=${village}`)).json();
  expect(village12).toMatchObject({ total: 3 });

  const grid = `${village}001`;
  const context = office.context();
  await context.transaction((tx) =>
    putGrids(context, tx, [{ code: grid, name: '第一网格', nameEn: 'Grid 1', parent: village }], {
      source: 'test',
      simulated: true,
    }),
  );
  const { rows: placed } = await sql<{ house: string }>`select distinct a.house from registers.person p
    join addresses.address_v1 a on a.code = p.address_code`.execute(context.db);
  expect(placed).toHaveLength(1);
  const [{ house } = { house: '' }] = placed;
  const before = (await office.get(`${path}?division=${village}`)).json();
  expect(before.areas).toMatchObject([{ code: null, total: 3, name: { en: 'In no grid yet' } }]);
  const put = (of: object) => office.post('/api/registers/grid-houses', of);
  expect((await put({ house, grid: village })).statusCode).toBe(422);
  expect((await put({ house, grid: '330281001201001' })).statusCode).toBe(422);
  const made = await put({ house, grid });
  expect(made.statusCode, made.body).toBeLessThan(300);
  const gridded = (await office.get(`${path}?division=${village}`)).json();
  expect(gridded.areas).toMatchObject([{ code: grid, total: 3, name: { en: 'Grid 1' } }]);
  expect((await office.get(`${path}?division=${grid}`)).json()).toMatchObject({
    total: 3,
    division: { code: grid },
    above: [{}, {}, { code: village }],
  });
  expect((await statistician.get(`${path}?division=${grid}`)).json()).toMatchObject({ total: null });

  const small = (await statistician.get(path)).json();
  expect(small).toMatchObject({
    total: null,
    rows: false,
    areas: [{ total: null, registered: null, children: null, old: 0 }],
  });
  expect(
    small.ages.every(({ men, women }: { men: number | null; women: number | null }) => !men && !women),
  ).toBe(true);
  expect((await clerk.get(path)).json().code).toBe('identity.forbidden');
  expect((await office.get(`${path}?division=330299`)).statusCode).toBe(404);
  expect((await office.get(`${path}?division=x`)).statusCode).toBe(400);
});

test('one person one file: what others keep of them, for a stated purpose, by right, in the ledger', async () => {
  const id = await personId('钱三');
  const path = `/api/registers/entities/${id}/file`;
  expect((await office.get(path)).json().code).toBe('request.purpose-missing');
  expect((await clerk.get(path, { purpose: '办理补助' })).json().code).toBe('identity.forbidden');
  const context = office.context();
  await context.transaction(async (tx) => {
    const holder = await createAccount(context, tx, {
      account: 'guardian',
      name: '钱试验',
      kind: 'citizen',
      password: 'Yuyao-Bridge-8',
      simulated: true,
      posts: [],
    });
    await makeRelation(context, tx, {
      kind: 'relations.guardian',
      subject: id,
      holder,
      basis: 'law',
      article: '试验条款',
      endsAt: '2027-01-01T00:00:00Z',
    });
  });
  const file = (await office.get(path, { purpose: '办理补助' })).json();
  expect(file).toMatchObject({ id, subject: 'person', conflicts: [] });
  expect(file.sections).toEqual([
    expect.objectContaining({
      kind: 'relations.standing',
      items: [expect.objectContaining({ state: { zh: '生效', en: 'stands' } })],
    }),
  ]);
  const narrow = city.as({ id: 'narrow', grants: { 'registers:read': 'city', 'registers:file': 'city' } });
  expect((await narrow.get(path, { purpose: '办理补助' })).json().sections).toEqual([]);
  const simen = city.as({
    id: 'simen-file',
    division: '330281102',
    grants: { 'registers:read': 'division', 'registers:file': 'division' },
  });
  expect((await simen.get(path, { purpose: '办理补助' })).statusCode).toBe(404);
  const { items } = (await office.get('/api/ledger/entries?resource=registers.person')).json<{
    items: { actor: { id: string }; purpose?: string; basis?: string }[];
  }>();
  expect(items).toContainEqual(
    expect.objectContaining({ actor: expect.objectContaining({ id: 'narrow' }), purpose: '办理补助' }),
  );
});

test('a household without a head has the code of its first member, whose address is placed later', async () => {
  await hand('gaj-population', '无户主.csv', [residentHeader, resident(aunt)]);
  const codes = async () =>
    (
      await sql<{ own: string | null; same: boolean }>`
        select h.address_code as own, h.address_code = p.address_code as same from registers.household h
        join registers.household_member m on m.number = h.number
        join registers.person p on p.id = m.person where h.number = 'H9'`.execute(office.context().db)
    ).rows;
  await expect.poll(codes, { timeout: 20_000 }).toEqual([{ own: expect.any(String) as string, same: true }]);
});
