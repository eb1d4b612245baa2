import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { modules } from '../../apps/server/modules.ts';
import { handIn, throughTheHouse } from './deliveries.ts';
import { residentHeader } from './household-rows.ts';
import { knownOf } from './person-checksum.ts';
import { insuredHeader, insuredRow, number, residentRow, type Told } from './person-rows.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let city: TestCity;
let police: Asker;
let insurer: Asker;
let office: Asker;
let boss: Asker;
let clerk: Asker;
const clock = fixedClock('2026-11-20T02:00:00Z');

const hands = {
  'catalogue:read': 'city',
  'ingestion:collect': 'department',
  'ingestion:read': 'department',
  'jobs:own': 'own',
} as const;

beforeAll(async () => {
  city = await openTestCity({ modules, clock });
  police = city.as({ id: 'police', organisation: '330281-gaj', grants: hands });
  insurer = city.as({ id: 'insurer', organisation: '330281-rsj', grants: hands });
  office = city.as({ id: 'office', organisation: '330281-jxj', grants: { '*': 'city' } });
  boss = city.as({ id: 'boss', organisation: '330281-jxj', grants: { '*': 'city' } });
  clerk = city.as({ id: 'clerk', organisation: '330281-rsj', grants: { 'registers:read': 'city' } });
});
afterAll(() => city.close());

const db = () => office.context().db;

let handed = 0;
async function hand(asker: Asker, dataset: string, lines: readonly string[]): Promise<void> {
  clock.advance(3_600_000);
  handed += 1;
  const preview = await handIn(asker, {
    dataset,
    filename: `交-${handed}.csv`,
    bytes: [...lines, ''].join('\n'),
  });
  await throughTheHouse(city, asker, preview);
  const key = `households:${preview.import}`;
  for (const deadline = Date.now() + 60_000; ;) {
    const { rows } = await sql<{ status: string }>`select status from kernel.job where key = ${key}`.execute(
      db(),
    );
    if (rows[0]?.status === 'done') return;
    if (Date.now() > deadline) throw new Error(JSON.stringify(rows));
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}
const residents = (...all: readonly Told[]) =>
  hand(police, 'gaj-population', [residentHeader, ...all.map(residentRow)]);
const insured = (...all: readonly (Told & { readonly mobile?: string })[]) =>
  hand(insurer, 'rsj-insured', [insuredHeader, ...all.map(insuredRow)]);

const personOf = async (citizenId: string): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    select id from registers.person where citizen_id = ${citizenId} and withdrawn_at is null`.execute(db());
  return rows[0]?.id ?? '';
};
interface Row extends Record<string, unknown> {
  readonly origins: Record<string, { dataset: string; batch: string; row: number }>;
  readonly meta: { revision: number; withdrawnAt: string | null };
}
const row = async (id: string, query = '') =>
  (await office.get(`/api/registers/persons/${id}?reveal=yes${query}`, { purpose: '测试' })).json<Row>();
const code = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code;

const said = { reason: '同一人更正过号码', evidence: '公安机关号码更正证明（模拟）第1号' };
const proposeMerge = (asker: Asker, person: string, other: string, more = {}) =>
  asker.post(`/api/registers/persons/${person}/merge`, { other, ...said, ...more });
const decide = (asker: Asker, id: string, approve = true) =>
  asker.post(`/api/registers/person-decisions/${id}/decision`, { approve, reason: '已核对' });

async function merge(person: string, other: string): Promise<string> {
  const proposed = await proposeMerge(office, person, other);
  expect(proposed.statusCode, proposed.body).toBe(200);
  const { id } = proposed.json<{ id: string }>();
  const done = await decide(boss, id);
  expect(done.statusCode, done.body).toBe(200);
  return id;
}
async function split(person: string, other: string | null, moves: readonly object[] = []): Promise<string> {
  const proposed = await office.post(`/api/registers/persons/${person}/split`, { other, moves, ...said });
  expect(proposed.statusCode, proposed.body).toBe(200);
  const done = await decide(boss, proposed.json<{ id: string }>().id);
  expect(done.statusCode, done.body).toBe(200);
  return done.json<{ other: string }>().other;
}

const wrong = number('19800101', '301');
const right = number('19800102', '303');
const ofPolice: Told = { key: 'R31', name: '赵更正', number: right, household: 'H31' };
const ofInsurer = {
  key: 'Y31',
  name: '赵更正',
  number: wrong,
  mobile: '15499990031',
  address: '模拟旧路1号',
};

test('two ids become one person by two people: values by authority, rows, households and file of both; the id that goes leads on', async () => {
  await residents(ofPolice);
  await insured(ofInsurer);
  const [stays, goes] = [await personOf(right), await personOf(wrong)];
  const before = clock.now().toISOString();
  clock.advance(60_000);
  expect((await proposeMerge(clerk, stays, goes)).statusCode).toBe(403);
  expect(code(await proposeMerge(office, stays, stays))).toBe('registers.same-person');
  expect((await proposeMerge(office, stays, 'P999999999')).statusCode).toBe(404);

  const proposed = await proposeMerge(office, stays, goes);
  const { id } = proposed.json<{ id: string }>();
  expect((await proposeMerge(office, stays, goes)).json()).toEqual({ id, state: 'proposed' });
  expect(code(await proposeMerge(boss, goes, stays))).toBe('registers.decision-waits');
  expect(code(await decide(office, id))).toBe('registers.own-decision');
  expect((await row(goes)).meta.withdrawnAt).toBeNull();
  const both = await Promise.all([decide(boss, id), decide(boss, id)]);
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);

  expect(await row(stays)).toMatchObject({
    citizenId: right,
    mobile: '15499990031',
    address: '模拟听雨路32号',
    sources: 2,
    otherIds: [goes],
    mergedInto: null,
  });
  expect(await row(goes)).toMatchObject({ mergedInto: stays, mobile: '15499990031' });
  expect((await row(goes)).meta.withdrawnAt).not.toBeNull();
  expect((await office.get(`/api/registers/persons/${goes}/ids`)).json()).toMatchObject({
    now: stays,
    others: [goes],
  });
  const rows = async (of: string) =>
    (await office.get(`/api/registers/entities/${of}/members`)).json<{ items: { key: string }[] }>().items;
  expect((await rows(goes)).map(({ key }) => key)).toEqual(['R31', 'Y31']);
  expect(await rows(stays)).toEqual(await rows(goes));
  const file = (of: string) => office.get(`/api/registers/entities/${of}/file`, { purpose: '测试' });
  expect((await file(goes)).json()).toMatchObject({ id: stays });
  expect((await office.get(`/api/registers/persons/${goes}/households`)).json()).toEqual(
    (await office.get(`/api/registers/persons/${stays}/households`)).json(),
  );

  const asOf = `&asOf=${before}`;
  expect(await row(goes, asOf)).toMatchObject({ citizenId: wrong, mergedInto: null });
  expect(await row(stays, asOf)).toMatchObject({ citizenId: right, mobile: null, otherIds: null });
});

const checksum = (ids: readonly string[]) => knownOf(db(), ids);

test('merged and parted the register is as before; rows that came between are where their number says', async () => {
  const [stays, goes] = [await personOf(right), (await row(await personOf(right)))['otherIds'] as string[]];
  const other = goes[0] ?? '';
  expect(await split(stays, other)).toBe(other);
  const before = await checksum([stays, other]);
  expect(before).toMatchObject({ persons: [{}, {}], sides: [] });
  expect(await row(other)).toMatchObject({ citizenId: wrong, mergedInto: null, mobile: '15499990031' });
  expect((await row(other)).meta.withdrawnAt).toBeNull();
  expect(await row(stays)).toMatchObject({ citizenId: right, mobile: null, otherIds: null, sources: 1 });

  await merge(stays, other);
  await split(stays, other);
  expect(await checksum([stays, other])).toEqual(before);

  await merge(stays, other);
  await insured({ ...ofInsurer, mobile: '15499990032' });
  await residents({ ...ofPolice, address: '模拟新路9号', household: 'H32' });
  expect(await row(stays)).toMatchObject({ mobile: '15499990032', address: '模拟新路9号' });
  expect(await personOf(wrong)).toBe('');
  await split(stays, other);
  expect(await row(stays)).toMatchObject({ address: '模拟新路9号', mobile: null, householdNumber: 'H32' });
  expect(await row(other)).toMatchObject({
    address: '模拟旧路1号',
    mobile: '15499990032',
    householdNumber: null,
  });
  const late = await office.post(`/api/registers/persons/${stays}/split`, { other, moves: [], ...said });
  expect(code(late)).toBe('registers.person-moved');
});

test('an id that leads on leads on again; parted, each goes back with its own', async () => {
  const [a, b] = [await personOf(right), await personOf(wrong)];
  const third = number('19800103', '305');
  await residents({ key: 'R33', name: '赵更正', number: third, household: 'H33' });
  const c = await personOf(third);
  const before = await checksum([a, b, c]);
  await merge(a, b);
  await merge(c, a);
  const ids = async (id: string) =>
    (await office.get(`/api/registers/persons/${id}/ids`)).json<{ now: string; others: string[] }>();
  for (const id of [a, b, c]) expect(await ids(id)).toMatchObject({ now: c, others: [a, b].toSorted() });
  expect((await row(c))['otherIds']).toEqual([a, b].toSorted());
  const twice = await office.post(`/api/registers/persons/${c}/split`, { other: b, moves: [], ...said });
  expect(code(twice), 'it was merged into another').toBe('registers.person-moved');
  await split(c, a);
  expect(await ids(b)).toMatchObject({ now: a });
  await split(a, b);
  expect(await checksum([a, b, c])).toEqual(before);
});

test('a number that two bore: the rows of the other are theirs, stay theirs, and go by their own number when it comes', async () => {
  const shared = number('19900201', '311');
  await residents({ key: 'R41', name: '孙同号', number: shared, household: 'H41', address: '模拟长路1号' });
  await insured({
    key: 'Y41',
    name: '孙同号',
    number: shared,
    mobile: '15499990041',
    address: '模拟短路2号',
  });
  const person = await personOf(shared);
  const facing = (await office.get(`/api/registers/persons/${person}/facing`)).json<{
    sides: { rows: { dataset: string; ref: string; key: string }[] }[];
  }>();
  const ref = facing.sides[0]?.rows.find(({ dataset }) => dataset === 'rsj-insured')?.ref ?? '';
  expect(facing.sides[0]?.rows.map(({ key }) => key)).not.toContain('Y41');
  const none = await office.post(`/api/registers/persons/${person}/split`, {
    other: null,
    moves: [],
    ...said,
  });
  expect(code(none)).toBe('registers.nothing-to-part');
  const twin = await split(person, null, [{ ref, to: 'other' }]);
  expect(twin).toMatch(/^PN\d+$/);
  expect(await row(twin)).toMatchObject({
    citizenId: null,
    provisional: true,
    name: '孙同号',
    mobile: '15499990041',
    sources: 1,
  });
  expect(await row(person)).toMatchObject({
    citizenId: shared,
    mobile: null,
    address: '模拟长路1号',
    sources: 1,
  });

  await insured({
    key: 'Y41',
    name: '孙同号',
    number: shared,
    mobile: '15499990042',
    address: '模拟短路2号',
  });
  expect(await row(twin)).toMatchObject({ mobile: '15499990042' });
  expect(await row(person)).toMatchObject({ mobile: null });

  const own = number('19900201', '313');
  await insured({ key: 'Y41', name: '孙同号', number: own, mobile: '15499990042', address: '模拟短路2号' });
  const now = await personOf(own);
  expect(await row(now)).toMatchObject({ mobile: '15499990042', provisional: false });
  expect(await row(twin)).toMatchObject({ mergedInto: now });
  expect((await office.get(`/api/registers/persons/${twin}/ids`)).json()).toMatchObject({ now });
});
