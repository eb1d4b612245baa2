import { rm } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCity, type TestCity } from '#testing';
import { modules } from './modules.ts';
import { seedWhenEmpty } from './seed.ts';
import { readMark, writeMark } from './seed-mark.ts';

let city: TestCity;

beforeAll(async () => {
  city = await openTestCity({ modules, environment: { SEED_SIZE: 'town' } });
}, 180_000);
afterAll(() => city?.close());

async function counted(): Promise<unknown> {
  const { rows } = await sql`
    select (select count(*)::int from ingestion.batch) as batches,
      (select count(*)::int from registers.person) as persons,
      (select count(*)::int from registers.company) as companies,
      (select count(*)::int from quality.finding) as findings,
      (select count(*)::int from inspections.visit) as visits,
      (select count(*)::int from identity.account) as accounts`.execute(city.platform.services.store.db);
  return rows[0];
}

test('a city that wants no simulation gets none', async () => {
  expect(await seedWhenEmpty(city.platform, 'none')).toBe(false);
  expect(await readMark(city.platform.services.config)).toBeUndefined();
  expect(await counted()).toMatchObject({ batches: 0, persons: 0 });
});

test('what was begun in another database, or wants no simulation now, is not gone on with', async () => {
  const { config } = city.platform.services;
  const begun = { size: 'tiny', seed: 1, state: 'begun', at: new Date().toISOString() } as const;
  await writeMark(config, begun);
  expect(await seedWhenEmpty(city.platform, 'none')).toBe(false);
  expect(await counted()).toMatchObject({ batches: 0, persons: 0 });
  // Of another database it says nothing: this one is simulated from its beginning, not told to be simulated already.
  await writeMark(config, { ...begun, state: 'done', database: '1' });
}, 240_000);

test('an empty city is brought to life, with accounts to try and a citizen who is one of its people', async () => {
  expect(await seedWhenEmpty(city.platform, 'tiny')).toBe(true);
  expect(await readMark(city.platform.services.config)).toMatchObject({ size: 'tiny', state: 'done' });
  expect(await counted()).toMatchObject({ batches: 7, visits: 3 });
  const grids = await sql<{ villages: number; simulated: boolean }>`
    select count(distinct parent)::int as villages, bool_and(simulated) as simulated
    from organisations.division where level = 'grid'`.execute(city.platform.services.store.db);
  expect(grids.rows[0]).toEqual({ villages: 326, simulated: true });
  const { rows } = await sql<{ linked: boolean; simulated: boolean }>`
    select exists (select from identity.citizen where person is not null) as linked,
      (select bool_and(simulated) from registers.person) as simulated`.execute(
    city.platform.services.store.db,
  );
  expect(rows[0]).toEqual({ linked: true, simulated: true });
}, 240_000);

test('the next start leaves it as it is, and one that was cut off ends the same', async () => {
  const before = await counted();
  expect(await seedWhenEmpty(city.platform, 'tiny')).toBe(true);
  const { config } = city.platform.services;
  await writeMark(config, { size: 'tiny', seed: 1, state: 'begun', at: new Date().toISOString() });
  expect(await seedWhenEmpty(city.platform, 'tiny')).toBe(true);
  expect(await readMark(config)).toMatchObject({ state: 'done' });
  expect(await counted()).toEqual(before);
}, 240_000);

test('a city in which departments have handed something in is never simulated into', async () => {
  const { config } = city.platform.services;
  await rm(`${config.dataFolder}/simulated.json`);
  const before = await counted();
  expect(await seedWhenEmpty(city.platform, 'tiny')).toBe(false);
  expect(await counted()).toEqual(before);
});
