import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { readCity } from '#kernel/city';
import { Shop } from '../testing/selling.ts';
import { measureCityFiles } from './city.ts';
import { loadMeasures } from './load.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await Shop.open('2028-03-15T04:00:00Z');
});
afterAll(() => shop.city.close());

/** Loads the measures of Yuyao as they would be after its file is changed. */
async function load(change: (text: string) => string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'city-'));
  for (const name of ['measures.yaml', 'organisations.yaml'])
    await cp(join('cities/yuyao', name), join(folder, name));
  const path = join(folder, 'measures.yaml');
  await writeFile(path, change(await readFile(path, 'utf8')));
  const context = shop.city.platform.contextFor(system);
  const { city } = await readCity(folder, measureCityFiles, [], { modules: context.modules, whole: false });
  await rm(folder, { recursive: true });
  await loadMeasures(city, context);
}

const made = (code: string, of: string) => ({
  code,
  numerator: undefined,
  derived: { numerator: [{ measure: of }] },
});

const statusOf = async (code: string) =>
  (await shop.leader.get(`/api/indicators/measures/${code}/series`)).statusCode;

test('what the console made of a measure that the file no longer has is withdrawn with the reason, and what is made of it too', async () => {
  for (const measure of [made('found-again', 'findings-found'), made('and-again', 'found-again'), {}])
    expect((await shop.define(measure)).statusCode).toBe(200);
  await load((text) => text);
  expect(await statusOf('found-again')).toBe(200);
  await load((text) => text.replaceAll('findings-found', 'findings-discovered'));
  expect(await statusOf('found-again')).toBe(404);
  expect(await statusOf('and-again')).toBe(404);
  expect(await statusOf('sales')).toBe(200);
  const { items } = (await shop.office.get('/api/indicators/measures/found-again/history')).json<{
    items: { reason: string | null }[];
  }>();
  expect(items.map(({ reason }) => reason)).toContain(
    '定义不再成立（derived.numerator.0.measure）：没有指标 findings-found。',
  );
});
