import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import type { ProblemBody } from '#kernel/problem';
import { publishedViewPoint } from '#kernel/published-view';
import { columnOf } from '#kernel/record';
import { Shop, valuesOf } from '../testing/selling.ts';
import type { MeasureRows } from './contract.ts';

const text = { zh: '字', en: 'word' };
const measures = '/api/indicators/measures';
let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open('2028-03-15T04:00:00Z');
});
afterAll(() => shop.city.close());

test('a published view is counted, opened into the rows of its record, and follows what is written', async () => {
  await shop.write('view', [
    { id: 'v1', site: 's1', kind: 'tea', soldOn: '2027-05-05', amount: 3, returned: false, buyerSex: 'f' },
    { id: 'v2', site: 's1', kind: 'rice', soldOn: '2027-05-06', amount: 4, returned: false },
  ]);
  const seen = { record: 'test_shop.sale_v1', aggregate: 'sum', time: 'soldOn', field: 'amount' };
  const kind = { name: 'kind', title: text, field: 'kind' };
  expect((await shop.define({ code: 'viewed', numerator: seen, dimensions: [kind] })).statusCode).toBe(200);
  expect(valuesOf(await shop.built('viewed'))).toEqual([['2027-05', 7]]);
  const opened = await shop.office.get(`${measures}/viewed/rows?period=2027-05&where=kind:tea`);
  expect(opened.json<MeasureRows>().items.map(({ key, path }) => [key, path])).toEqual([
    ['v1', '/test-shop/sales/v1'],
  ]);
  await shop.write('later', [
    { id: 'v3', site: 's1', kind: 'tea', soldOn: '2027-05-07', amount: 1, returned: false },
  ]);
  await shop.until('viewed', '', (found) => found.lines[0]?.points[0]?.value === 8);
  const sites = { record: 'test_shop.site_v1', aggregate: 'count', time: 'openedOn' };
  expect(
    (
      await shop.define({
        code: 'sites',
        numerator: sites,
        dimensions: [{ name: 'town', title: text, field: 'division', level: 'town' }],
      })
    ).statusCode,
  ).toBe(200);
  expect(valuesOf(await shop.built('sites'))).toEqual([['2027-01', 2]]);
  expect(
    (await shop.office.get(`${measures}/sites/rows?period=2027`)).json<MeasureRows>().items,
  ).toHaveLength(2);
  const narrow = shop.city.as({
    id: 'n',
    grants: { 'indicators:read': 'city', 'test-shop:sites': 'department' },
  });
  expect((await narrow.get(`${measures}/sites/rows?period=2027`)).json<ProblemBody>().code).toBe(
    'indicators.may-not-open',
  );
});

test('every view that is published to be counted has the columns that it names', async () => {
  const { db, contributions } = shop.city.platform.contextFor(system);
  const views = contributions(publishedViewPoint);
  expect(views.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['registers.person_v1', 'ingestion.batch_v1']),
  );
  for (const view of views) {
    const names = [
      ...Object.keys(view.fields).map((name) => columnOf(view, name)),
      view.simulated,
      view.writtenAt,
    ];
    const columns = names.filter((name) => name !== undefined).map((name) => sql.id(name));
    await sql`select ${sql.join(columns)} from ${sql.table(view.id)} limit 0`.execute(db);
  }
});
