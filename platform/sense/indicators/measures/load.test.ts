import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { readCity } from '#kernel/city';
import { raiseFindings } from '#platform/data/quality';
import { Shop, valuesOf } from '../testing/selling.ts';
import { measureCityFiles } from './city.ts';
import type { Release } from './contract.ts';
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

const releasesOf = async (code: string) =>
  (await shop.office.get(`/api/indicators/measures/${code}/releases?grain=day`)).json<{ items: Release[] }>()
    .items;

/** Findings of a day that is over: what is counted of them is released at once, and revised by more. */
async function find(rows: readonly number[]): Promise<void> {
  const context = shop.city.platform.contextFor(system);
  const text = { zh: '矛盾', en: 'A contradiction' };
  const found = rows.map((row) => ({
    row,
    key: `K${row}`,
    dataset: 'rsj-insured',
    batch: 'B1',
    rule: 'test.conflict',
    dimension: 'consistent' as const,
    severity: 'warn' as const,
    field: 'name',
    value: null,
    suggestion: null,
    title: text,
    message: text,
    simulated: true,
    at: '2028-03-10T02:00:00Z',
  }));
  await context.transaction((tx) => raiseFindings(context, tx, found));
}

const day = 'from=2028-03-10&to=2028-03-10';
const counts = (code: string, count: number) =>
  shop.until(code, day, (series) => valuesOf(series)?.[0]?.[1] === count);

test('once the slip in the file is mended, what fell is back with its releases whole, and goes on revising them', async () => {
  const codes = ['findings-found', 'seen', 'seen-again'];
  for (const measure of [made('seen', 'findings-found'), made('seen-again', 'seen')])
    expect((await shop.define({ ...measure, grain: 'day' })).statusCode).toBe(200);
  for (const code of codes) await shop.built(code);
  await find([1, 2]);
  for (const code of codes) await counts(code, 2);
  await find([3]);
  for (const code of codes) await counts(code, 3);
  const before = await Promise.all(codes.map(releasesOf));
  for (const releases of before) expect(releases.map(({ value }) => value)).toEqual([3, 2]);
  await load((text) => text.replaceAll('findings-found', 'findings-fuond'));
  for (const code of codes) expect(await statusOf(code)).toBe(404);
  await shop.built('findings-fuond');
  await load((text) => text);
  for (const code of codes) await counts(code, 3);
  expect(await Promise.all(codes.map(releasesOf))).toEqual(before);
  await find([4]);
  for (const code of codes) {
    await counts(code, 4);
    expect((await releasesOf(code)).map(({ value, vintage }) => [value, vintage])).toEqual([
      [4, 3],
      [3, 2],
      [2, 1],
    ]);
  }
  // What somebody took out of force stays so.
  for (const code of ['seen-again', 'seen'])
    expect((await shop.office.post(`/api/indicators/measures/${code}/retire`)).statusCode).toBe(200);
  await load((text) => text);
  expect(await statusOf('seen')).toBe(404);
});

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
