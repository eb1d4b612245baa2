import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { proveMended, raiseFindings } from '#platform/data/quality';
import { Shop, valuesOf } from '../testing/selling.ts';
import { readStretch } from './stretch.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await Shop.open('2028-03-15T04:00:00Z');
});
afterAll(() => shop.city.close());

const dataset = 'rsj-insured';
const rule = 'test.conflict';
const text = { zh: '矛盾', en: 'A contradiction' };
const at = '2028-03-15T02:00:00Z';

test('findings are written many at once by SQL of their own, and the figures made of them follow at once', async () => {
  const context = shop.city.platform.contextFor(system);
  const rows = Array.from({ length: 250 }, (_, row) => ({ row, key: `K${row}` }));
  const found = rows.map((row) => ({
    ...row,
    dataset,
    batch: 'B1',
    rule,
    dimension: 'consistent' as const,
    severity: 'warn' as const,
    field: 'name',
    value: null,
    suggestion: null,
    title: text,
    message: text,
    simulated: true,
    at,
  }));
  // Once they are built, nothing but the findings themselves has them reckoned anew.
  for (const code of ['findings-found', 'findings-mended']) await shop.built(code);
  await context.transaction((tx) => raiseFindings(context, tx, found));
  const day = 'from=2028-03-15&to=2028-03-15';
  await shop.until('findings-found', day, (series) => valuesOf(series)?.[0]?.[1] === 250);
  await shop.until('findings-mended', day, (series) => valuesOf(series)?.[0]?.[1] === 0);
  // Invented findings are told of no real department.
  const byDepartment = await readStretch(shop.city.platform.contextFor(system), 'findings-found', {
    to: '2028-03-15',
    count: 1,
  });
  expect(await byDepartment.values('department', {})).toEqual([
    { value: '330281-rsj', title: { zh: expect.stringMatching(/^演示单位 \d+$/), en: expect.any(String) } },
  ]);
  shop.clock.set('2028-03-16T04:00:00Z');
  const proof = { dataset, batch: 'B2', spokenAt: '2028-03-16T02:00:00Z', rule, rows: rows.slice(0, 120) };
  await context.transaction((tx) => proveMended(context, tx, proof));
  await shop.until('findings-mended', day, (series) => valuesOf(series)?.[0]?.[1] === 120);
});
