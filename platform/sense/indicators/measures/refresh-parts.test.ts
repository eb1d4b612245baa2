import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { fixedClock } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { withdrawGone, writeRows } from '#kernel/record-server';
import { openTestCity, type TestCity } from '#testing';
import { indicatorsModule } from '../index.ts';
import { kind, sale as saleOn, sales } from '../testing/selling.ts';
import { Sale, shopModule } from '../testing/shop.ts';
import { markUnbuilt } from './built.ts';
import { listCells } from './cell-store.ts';
import { rowOf } from './measures.ts';
import { Measure } from './records.ts';
import { refreshTouched } from './refresh.ts';
import { MeasureDefinition, type Grain } from './shapes.ts';
import { everything, listTouched, touch } from './touches-store.ts';

const text = { zh: '字', en: 'word' };
const measureOf = (given: object) =>
  MeasureDefinition.parse({
    title: text,
    definition: text,
    unit: text,
    grain: 'month',
    direction: 'more',
    owner: '330281-jxj',
    ...given,
  });

const measures = [
  measureOf({ code: 'sold', numerator: sales, dimensions: [kind] }),
  measureOf({ code: 'paid', numerator: { ...sales, time: 'paidAt' } }),
  measureOf({ code: 'takings', numerator: { ...sales, aggregate: 'sum', field: 'amount' } }),
  measureOf({
    code: 'paid-of-sold',
    numerator: { ...sales, time: 'paidAt' },
    denominator: sales,
    dimensions: [kind],
  }),
  measureOf({ code: 'moved', derived: { numerator: [{ measure: 'sold' }, { measure: 'paid' }] } }),
  measureOf({
    code: 'taken-a-sale',
    derived: { numerator: [{ measure: 'takings' }], denominator: [{ measure: 'sold' }] },
  }),
];

let city: TestCity;
let context: Context;

async function refresh(): Promise<void> {
  expect((await refreshTouched(context)).failed).toEqual([]);
}

type Sold = Readonly<Record<string, unknown>> & { readonly id: string };

async function write(rows: readonly Sold[]): Promise<void> {
  await context.transaction((tx) => writeRows(context, tx, Sale, rows, { source: 'test' }));
  for (const { code } of measures) await touch(context.db, code, [everything], 'test');
}

const sale = (id: string, more: object = {}) => saleOn(id, '2024-05-10', more);

const cellOf = async (measure: string, grain: Grain, period: string, place = '{}') =>
  (await listCells(context.db, { measure, grain, starts: [period] })).find((cell) => cell.place === place);

beforeAll(async () => {
  const clock = fixedClock('2026-06-15T04:00:00Z');
  city = await openTestCity({ modules: [indicatorsModule, shopModule], clock, work: false });
  context = city.platform.contextFor(system);
  await context.transaction(async (tx) => {
    await writeRows(context, tx, Measure, measures.map(rowOf), { source: 'test' });
    await withdrawGone(context, tx, Measure, { keep: measures.map(({ code }) => code) });
  });
  await markUnbuilt(context);
});
afterAll(() => city.close());

test('what a source lacks counts alike at every roll-up: nothing of a place, and no period of which it is silent', async () => {
  await write([
    sale('x1', { soldOn: '2024-01-10', paidAt: '2024-01-15T04:00:00Z' }),
    sale('x2', { soldOn: '2024-01-11', kind: 'rice' }),
    sale('x3', { soldOn: '2024-02-01' }),
  ]);
  await refresh();
  const rice = '{"kind": "rice"}';
  expect(await cellOf('paid-of-sold', 'month', '2024-01-01', rice)).toMatchObject({
    numerator: '0',
    denominator: '1',
  });
  expect(await cellOf('paid-of-sold', 'month', '2024-02-01')).toMatchObject({
    numerator: null,
    denominator: '1',
  });
  for (const [grain, start] of [
    ['quarter', '2024-01-01'],
    ['year', '2024-01-01'],
  ] as const) {
    expect(await cellOf('paid-of-sold', grain, start)).toMatchObject({ numerator: '1', denominator: '2' });
    expect(await cellOf('moved', grain, start)).toMatchObject({ numerator: '3' });
  }
  expect(await cellOf('moved', 'month', '2024-02-01')).toBeUndefined();
});

test('what is made of a measure that is built anew is reckoned anew with it, and not before it is there', async () => {
  const sold = measures.find(({ code }) => code === 'sold');
  const share = () => cellOf('taken-a-sale', 'year', '2024-01-01');
  const define = (changed: object) =>
    context.transaction((tx) =>
      writeRows(context, tx, Measure, [rowOf(measureOf({ ...sold, ...changed }))], { source: 'test' }),
    );
  const all = { numerator: '30', denominator: '3' };
  expect(await share()).toMatchObject(all);
  await define({ numerator: { ...sales, where: [{ field: 'kind', in: ['tea'] }] } });
  expect((await markUnbuilt(context)).toSorted()).toEqual(['moved', 'sold', 'taken-a-sale']);
  expect(await listTouched(context.db, 'taken-a-sale')).toMatchObject([
    { period: everything, cause: 'definition' },
  ]);
  // What cannot be reckoned leaves what is made of it as it was.
  await sql`alter table indicators.vintage add constraint no_sold check (measure <> 'sold')`.execute(
    context.db,
  );
  expect(await refreshTouched(context)).toEqual({ refreshed: [], failed: ['sold'] });
  expect(await share()).toMatchObject(all);
  await sql`alter table indicators.vintage drop constraint no_sold`.execute(context.db);
  await refresh();
  expect(await share()).toMatchObject({ numerator: '30', denominator: '2' });
});
