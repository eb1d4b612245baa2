import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { readCity } from '#kernel/city';
import { codesModule } from '#platform/base/codes';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { divisionCodes, divisionsBelow, findOrganisation, organisationNames } from './index.ts';
import { organisationCityFiles, type CityDivision } from './city.ts';
import { generations, loadOrganisationFiles } from './load.ts';
import organisations from './module.ts';

let city: TestCity;
let reader: Asker;

beforeAll(async () => {
  city = await openTestCity({ modules: [organisations, codesModule] });
  reader = city.as({ grants: { 'organisations:read': 'department' } });
});
afterAll(() => city.close());

test("the city's divisions and institutions are there, with their English names and what the plan says of them", async () => {
  const yuyao = (await reader.get('/api/organisations/divisions/330281')).json();
  expect(yuyao).toMatchObject({
    nameZh: '余姚市',
    level: 'city',
    boundary: { type: expect.stringContaining('Polygon') },
  });
  const towns = (await reader.get('/api/organisations/divisions?level=town&limit=200')).json();
  expect(towns.items).toHaveLength(21);
  const bureau = (await reader.get('/api/organisations/organisations/330281-rsj')).json();
  expect(bureau).toMatchObject({
    nameZh: '余姚市人力资源和社会保障局',
    kind: 'department',
    reconstructed: false,
  });
  expect(bureau.namedInPlan.length).toBeGreaterThan(0);
  expect(bureau.meta.source).toBe('city:organisations.yaml');
  const asOf = await reader.get('/api/organisations/organisations/330281-rsj?asOf=2018-01-01T00:00:00Z');
  expect(asOf.json().code).toBe('330281-rsj');
});

test('who may not read is refused, who may only read cannot write', async () => {
  expect((await city.stranger.get('/api/organisations/organisations')).json().code).toBe(
    'identity.sign-in-needed',
  );
  const clerk = city.as({ grants: { 'tasks:own': 'own' } });
  expect((await clerk.get('/api/organisations/divisions')).json().code).toBe('identity.forbidden');
  const write = await reader.post('/api/organisations/organisations', {
    code: '330281-new',
    nameZh: '新',
    kind: 'department',
    reconstructed: false,
  });
  expect(write.json().code).toBe('identity.forbidden');
  const keeper = city.as({ grants: { 'organisations:read': 'city', 'organisations:write': 'city' } });
  const wrong = {
    code: '330281-new',
    nameZh: '新',
    kind: 'circus',
    division: '999999',
    reconstructed: false,
  };
  const refused = await keeper.post('/api/organisations/organisations', wrong);
  expect(refused.json().errors.map(({ code }: { code: string }) => code)).toEqual([
    'records.unknown-code',
    'records.unknown-reference',
  ]);
});

test('other modules find an institution, the names of many, and what lies below a division', async () => {
  const { db } = city.platform.services.store;
  expect(await findOrganisation(db, '330281-rsj')).toMatchObject({ division: '330281', kind: 'department' });
  expect(await findOrganisation(db, 'nowhere')).toBeUndefined();
  const names = await organisationNames(db, ['330281-rsj', 'nowhere', '330281-rsj']);
  expect([...names.keys()]).toEqual(['330281-rsj']);
  const below = await divisionsBelow(db, '330281001');
  expect(below[0]).toBe('330281001');
  expect(below.length).toBeGreaterThan(1);
  expect(below.every((code) => code.startsWith('330281001'))).toBe(true);
  expect((await divisionsBelow(db, '330281')).length).toBe((await divisionCodes(db)).length);
});

test('the files may be loaded again; what changed is a new version, what is gone is withdrawn, what people entered stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yaojiang-city-'));
  try {
    await cp(city.platform.services.config.cityFolder, folder, { recursive: true });
    const context = city.platform.contextFor(system);
    const load = async () => {
      const { city: read, faults } = await readCity(folder, organisationCityFiles, []);
      expect(faults).toEqual([]);
      await loadOrganisationFiles(read, context);
    };
    const revisions = async () =>
      (await reader.get('/api/organisations/divisions?limit=200&level=town'))
        .json()
        .items.map(({ meta }: { meta: { revision: number } }) => meta.revision);
    await load();
    expect(new Set(await revisions())).toEqual(new Set([1]));

    const keeper = city.as({ grants: { 'organisations:read': 'city', 'organisations:write': 'city' } });
    const grid = { code: '330281001001001', nameZh: '第一网格', level: 'grid', parent: '330281001001' };
    const entered = await keeper.post('/api/organisations/divisions', grid);
    expect(entered.statusCode, entered.body).toBe(200);
    const file = join(folder, 'divisions.csv');
    const lines = (await readFile(file, 'utf8')).split('\n');
    const last = lines.findLastIndex((line) => line.includes(',village,'));
    const gone = lines[last]?.split(',')[0] ?? '';
    const kept = lines
      .filter((_line, index) => index !== last)
      .map((line) => line.replace(',梨洲街道,', ',梨洲新街道,'));
    await writeFile(file, kept.join('\n'));
    await load();
    const renamed = (await reader.get('/api/organisations/divisions/330281001')).json();
    expect(renamed).toMatchObject({ nameZh: '梨洲新街道', meta: { revision: 2 } });
    expect(
      (await reader.get('/api/organisations/divisions/330281001/history')).json().items.length,
    ).toBeGreaterThan(1);
    expect(
      (await reader.get(`/api/organisations/divisions/${grid.code}`)).json().meta.withdrawnAt,
    ).toBeNull();
    expect((await reader.get(`/api/organisations/divisions/${gone}`)).json().meta.withdrawnAt).not.toBeNull();
    expect((await divisionCodes(context.db)).includes(gone)).toBe(false);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a division that stands for several times is written in their order', () => {
  const row = (code: string, name: string, from?: string): CityDivision => ({
    code,
    name,
    level: 'town',
    kind: 'town',
    source: 'test',
    vintage: '2023-06-30',
    ...(from === undefined ? {} : { valid_from: from }),
  });
  const found = generations([row('1', 'new', '2019'), row('2', 'only'), row('1', 'old')]);
  expect(found.map((rows) => rows.map(({ name }) => name))).toEqual([['only', 'old'], ['new']]);
});
