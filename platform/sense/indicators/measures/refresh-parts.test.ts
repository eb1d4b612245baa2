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
import { listCells, listVintages } from './cell-store.ts';
import type { MeasureSeries } from './contract.ts';
import { derivedQuery } from './derive-store.ts';
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
  measureOf({
    code: 'paid-a-sale',
    derived: { numerator: [{ measure: 'paid' }], denominator: [{ measure: 'sold' }] },
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
    expect(await cellOf('paid-a-sale', grain, start)).toMatchObject({ numerator: '1', denominator: '2' });
    // A sum divides by nothing: February's sale counts though nothing was paid then.
    expect(await cellOf('moved', grain, start)).toMatchObject({ numerator: '4' });
  }
  expect(await cellOf('moved', 'month', '2024-02-01')).toBeUndefined();
});

test('a ratio says how many finer periods it leaves out, on every way out', async () => {
  const leader = city.as({ id: 'leader', grants: { 'indicators:read': 'city' } });
  const leftOut = async (code: string, grain: Grain) => {
    const answer = await leader.get(
      `/api/indicators/measures/${code}/series?grain=${grain}&from=2024&to=2024`,
    );
    return answer.json<MeasureSeries>().lines[0]?.points.map((point) => point.leftOut);
  };
  for (const code of ['paid-of-sold', 'paid-a-sale']) {
    expect(await leftOut(code, 'quarter')).toEqual([1]);
    expect(await leftOut(code, 'year')).toEqual([1]);
    expect(await leftOut(code, 'month')).toEqual([0]);
  }
  expect(await leftOut('moved', 'year')).toEqual([0]);
  expect(await leftOut('taken-a-sale', 'year')).toEqual([0]);
  const csv = await leader.get('/api/indicators/measures/paid-of-sold/csv?grain=year&from=2024&to=2024');
  expect(csv.body).toMatch(/^paid-of-sold,,2024,0\.5,.*,1\r\n$/m);
});

test('what is reckoned anew of one period reads no other', async () => {
  const { rows } = await sql<{ 'QUERY PLAN': unknown }>`
    explain (analyze, format json)
    ${derivedQuery({ dimensions: [kind] }, [{ measure: 'sold', times: 1 }], { grain: 'month', starts: ['2024-02-01'] })}
  `.execute(context.db);
  const read = JSON.stringify(rows).matchAll(/"Relation Name":"cell".*?"Actual Rows":([\d.]+)/g);
  // The whole of February and its tea; January's two kinds are left alone.
  expect([...read].map(([, count]) => Number(count))).toEqual([2]);
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
  expect((await markUnbuilt(context)).toSorted()).toEqual(['moved', 'paid-a-sale', 'sold', 'taken-a-sale']);
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

/** A context in which something happens before its n-th transaction. */
function interrupted(at: number, happens: () => Promise<unknown>): Context {
  let count = 0;
  const transaction: Context['transaction'] = async (...asked) => {
    count += 1;
    if (count === at) await happens();
    return context.transaction(...asked);
  };
  return Object.create(context, { transaction: { value: transaction } }) as Context;
}

test('a definition that is changed while a refresh runs releases no emptiness of what is made of it', async () => {
  const released = () =>
    listVintages(context.db, {
      measure: 'taken-a-sale',
      grain: 'year',
      from: '2024-01-01',
      to: '2024-01-01',
      place: '{}',
    });
  const before = await released();
  const sold = measures.find(({ code }) => code === 'sold');
  const change = async () => {
    const changed = measureOf({ ...sold, numerator: { ...sales, where: [{ field: 'kind', in: ['rice'] }] } });
    await context.transaction((tx) => writeRows(context, tx, Measure, [rowOf(changed)], { source: 'test' }));
    await markUnbuilt(context);
  };
  // Each measure is a transaction of its own; that of the derived one is the last.
  const changing = interrupted(measures.length, change);
  expect((await refreshTouched(changing)).failed).toEqual([]);
  expect(await cellOf('taken-a-sale', 'year', '2024-01-01')).toMatchObject({
    numerator: '30',
    denominator: '2',
  });
  expect(await released()).toEqual(before);
  expect(await listTouched(context.db, 'taken-a-sale')).toMatchObject([{ cause: 'definition' }]);
  await refresh();
  const after = await released();
  expect(after.slice(before.length)).toMatchObject([{ numerator: '30', denominator: '1' }]);
});

test('of a definition that is not yet marked no part is reckoned, which would pass for the whole', async () => {
  const define = async (changed: object) => {
    const measure = measureOf({ code: 'new', numerator: sales, ...changed });
    await context.transaction((tx) => writeRows(context, tx, Measure, [rowOf(measure)], { source: 'test' }));
  };
  const february = () => cellOf('new', 'month', '2024-02-01');
  await define({});
  await touch(context.db, 'new', ['2024-01-01'], 'test');
  await refresh();
  expect(await cellOf('new', 'month', '2024-01-01')).toBeUndefined();
  await markUnbuilt(context);
  await refresh();
  expect(await february()).toMatchObject({ numerator: '1' });
  await define({ numerator: { ...sales, where: [{ field: 'kind', in: ['rice'] }] } });
  await touch(context.db, 'new', ['2024-01-01'], 'test');
  await refresh();
  expect(await markUnbuilt(context)).toEqual(['new']);
  await refresh();
  expect(await february()).toMatchObject({ numerator: '0' });
});

test('what another method rolled up is reckoned anew, and its revision says that it was the method', async () => {
  await sql`update indicators.cell set numerator = 3
    where measure = 'moved' and grain = 'year' and place = '{}'`.execute(context.db);
  await sql`update indicators.built set method = method - 1 where measure = 'moved'`.execute(context.db);
  expect(await markUnbuilt(context)).toEqual(['moved']);
  await refresh();
  const wanted = {
    measure: 'moved',
    grain: 'year',
    from: '2024-01-01',
    to: '2024-01-01',
    place: '{}',
  } as const;
  const last = (await listVintages(context.db, wanted)).at(-1);
  expect(last).toMatchObject({ numerator: '2', cause: 'method' });
  expect(await markUnbuilt(context)).toEqual([]);
});
