import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { readReleased } from '../index.ts';
import { kind, sale, Shop } from '../testing/selling.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open('2026-11-10T02:00:00.000Z');
  await shop.write('batch:1', [
    ...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => sale(id, '2026-09-05')),
    sale('g', '2026-09-06', { kind: 'rice' }),
    sale('h', '2026-10-02'),
    sale('i', '2026-11-02'),
  ]);
  await shop.define({ dimensions: [kind] });
  await shop.define({ code: 'rare-sales', dimensions: [kind], secrecy: { least: 5 } });
  await shop.built('sales');
  await shop.built('rare-sales');
});
afterAll(() => shop.city.close());

const read = async (measure: string, more: object = {}) => {
  const context = shop.city.platform.contextFor(system);
  return readReleased(context, context.db, { measure, grain: 'month', ...more });
};
const valuesOf = (found: Awaited<ReturnType<typeof read>>) =>
  Object.fromEntries(
    (found?.lines ?? []).map(({ title, values }) => [title.en, values.map(({ value }) => value)]),
  );

test('a module reads what is released of periods that are over, a line for each place', async () => {
  expect(valuesOf(await read('sales'))).toEqual({ 'Whole city': [7, 1] });
  expect(valuesOf(await read('sales', { by: 'kind' }))).toEqual({ tea: [6, 1], rice: [1, 0] });
  expect(valuesOf(await read('sales', { where: { kind: 'tea' }, from: '2026-10-01' }))).toEqual({
    'Whole city': [1],
  });
  expect(await read('sales', { by: 'town' })).toBeUndefined();
  expect(await read('none')).toBeUndefined();
});

test('what is hidden from most is hidden from a module that shows it to them', async () => {
  // Of seven, one is rice: what is shown beside it would tell of it.
  expect(valuesOf(await read('rare-sales', { by: 'kind' }))).toEqual({ tea: [null, null], rice: [null, 0] });
});

test('a late row makes a revision with what brought it', async () => {
  await shop.write('batch:late', [sale('j', '2026-10-20')]);
  await shop.until('sales', '', ({ lines }) => lines[0]?.points.at(-2)?.value === 2);
  const found = await read('sales');
  expect(found?.lines[0]?.values.at(-1)).toMatchObject({ period: '2026-10', value: 2, vintage: 2 });
  expect(found?.lines[0]?.values.at(-1)?.cause).toContain('batch:late');
});

test('of many days the newest thousand are read, and more for whoever must see how it began', async () => {
  await shop.write('batch:old', [sale('old', '2023-01-05')]);
  await shop.define({ code: 'sales-daily', grain: 'day' });
  await shop.built('sales-daily');
  const days = async (more: object) =>
    (await read('sales-daily', { grain: 'day', ...more }))?.lines[0]?.values;
  const from = (all: Awaited<ReturnType<typeof days>>) => [all?.length, all?.[0]?.start, all?.[0]?.value];
  expect(from(await days({}))).toEqual([1000, '2024-02-14', null]);
  expect(from(await days({ most: 10_000 }))).toEqual([1405, '2023-01-05', 1]);
});
