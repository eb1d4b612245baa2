import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dice } from '#engines/chance';
import { system } from '#kernel/actor';
import { fixedClock } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { withdrawGone, writeRows } from '#kernel/record-server';
import { openTestCity, type TestCity } from '#testing';
import { indicatorsModule } from '../index.ts';
import { joins, kind, sale as saleOn, town } from '../testing/selling.ts';
import { Sale, shopModule, Site } from '../testing/shop.ts';
import { markUnbuilt } from './built.ts';
import { listCells, listVintages, releaseEnded } from './cell-store.ts';
import { compilingOf, listMeasures, rowOf } from './measures.ts';
import { Measure } from './records.ts';
import { refreshTouched } from './refresh.ts';
import { grainsOf, MeasureDefinition } from './shapes.ts';
import * as store from './store.ts';
import { listensTo, touchedBy } from './touched-store.ts';
import { everything, touch } from './touches-store.ts';

const clock = fixedClock('2026-06-15T04:00:00Z');
const text = { zh: '字', en: 'word' };
const sales = { record: 'test-shop.sale', aggregate: 'count', time: 'soldOn', joins };
const paid = { ...sales, time: 'paidAt' };
const unpaid = { ...sales, standing: { until: 'paidAt' } };
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
  measureOf({ code: 'sold', numerator: sales, grain: 'day', dimensions: [town, kind] }),
  measureOf({
    code: 'takings',
    numerator: { ...sales, aggregate: 'sum', field: 'amount' },
    dimensions: [town],
  }),
  measureOf({ code: 'mean', numerator: { ...sales, aggregate: 'average', field: 'amount' } }),
  measureOf({
    code: 'dearest',
    numerator: { ...sales, aggregate: 'max', field: 'amount' },
    dimensions: [kind],
  }),
  measureOf({
    code: 'share-returned',
    numerator: { ...sales, where: [{ field: 'returned', in: [true] }] },
    denominator: sales,
    factor: 100,
    dimensions: [kind],
  }),
  measureOf({
    code: 'sites-selling',
    numerator: { ...sales, aggregate: 'count-distinct', field: 'site' },
    dimensions: [kind],
  }),
  measureOf({ code: 'paid', numerator: { ...paid, joins: [] }, grain: 'day' }),
  measureOf({ code: 'unpaid', numerator: unpaid, dimensions: [town] }),
  measureOf({ code: 'paid-of-sold', numerator: paid, denominator: sales, dimensions: [kind] }),
  measureOf({
    code: 'taken-a-sale',
    dimensions: [town],
    derived: { numerator: [{ measure: 'takings' }], denominator: [{ measure: 'sold' }] },
  }),
];

let city: TestCity;
let context: Context;

/** What the platform would hear of by event, at once. */
async function heard(record: string, source: string, keys: readonly string[]): Promise<void> {
  for (const measure of await listMeasures(context, context.db)) {
    if (!listensTo(measure, record)) continue;
    const periods = await touchedBy(context.db, measure, { record, source, keys }, (side) =>
      compilingOf(context, context.db, side),
    );
    await touch(context.db, measure.code, periods, source);
  }
}

type Sold = Readonly<Record<string, unknown>> & { readonly id: string };

async function write(source: string, rows: readonly Sold[]): Promise<void> {
  await context.transaction((tx) => writeRows(context, tx, Sale, rows, { source }));
  await heard(
    Sale.id,
    source,
    rows.map(({ id }) => id),
  );
}

async function refresh(): Promise<void> {
  expect((await refreshTouched(context)).failed).toEqual([]);
}

/** Every kept value, without what says when. */
async function kept(): Promise<Map<string, unknown>> {
  const wanted = measures.flatMap(({ code, grain }) =>
    grainsOf(grain).map((each) => ({ measure: code, grain: each })),
  );
  const all = new Map<string, unknown>();
  for (const { measure, grain } of wanted)
    for (const cell of await listCells(context.db, { measure, grain })) {
      const sums = [cell.numerator, cell.denominator].map((sum) => (sum === null ? null : Number(sum)));
      const said = [...sums, cell.numerator_rows, cell.denominator_rows];
      if (sums.some((sum) => sum !== null)) all.set(`${measure} ${grain} ${cell.period} ${cell.place}`, said);
    }
  return all;
}

async function fromScratch(): Promise<Map<string, unknown>> {
  const codes = measures.map(({ code }) => code);
  await store.forget(context.db, codes);
  await markUnbuilt(context);
  await refresh();
  return kept();
}

const sale = (id: string, more: object = {}) => saleOn(id, '2026-05-10', more);

beforeAll(async () => {
  city = await openTestCity({ modules: [indicatorsModule, shopModule], clock, work: false });
  context = city.platform.contextFor(system);
  await context.transaction(async (tx) => {
    await writeRows(context, tx, Measure, measures.map(rowOf), { source: 'test' });
    await withdrawGone(context, tx, Measure, { keep: measures.map(({ code }) => code) });
    const sites = ['330281001001', '330281001002', '330281002001'].map((division, index) => ({
      code: `s${index + 1}`,
      division,
    }));
    await writeRows(context, tx, Site, sites, { source: 'test' });
  });
});
afterAll(() => city.close());

const cellOf = async (
  measure: string,
  grain: 'day' | 'month' | 'quarter' | 'year',
  period: string,
  place = '{}',
) => (await listCells(context.db, { measure, grain, starts: [period] })).find((cell) => cell.place === place);

test('a ratio is the sum over the sum at every roll-up, and a join multiplies no row', async () => {
  await write('one', [
    sale('a', { soldOn: '2026-04-01', amount: 10, returned: true }),
    sale('b', { soldOn: '2026-05-01', amount: 20 }),
    sale('c', { soldOn: '2026-05-02', amount: 60, kind: 'rice', site: 's3' }),
    sale('d', { soldOn: '2026-05-31', amount: null, kind: 'rice', site: 's2' }),
  ]);
  await markUnbuilt(context);
  await refresh();
  const whole = { numerator_rows: 1, numerator: '1', denominator: '4', denominator_rows: 4 };
  expect(await cellOf('share-returned', 'quarter', '2026-04-01')).toMatchObject(whole);
  expect(await cellOf('share-returned', 'month', '2026-05-01')).toMatchObject({
    numerator: '0',
    denominator: '3',
  });
  expect(await cellOf('mean', 'quarter', '2026-04-01')).toMatchObject({ numerator: '90', denominator: '3' });
  expect(await cellOf('sold', 'month', '2026-05-01', '{"town": "330281001"}')).toMatchObject({
    numerator: '2',
  });
  expect(await cellOf('sold', 'day', '2026-05-02', '{"kind": "rice", "town": "330281002"}')).toMatchObject({
    numerator: '1',
  });
  expect(await cellOf('sites-selling', 'quarter', '2026-04-01')).toMatchObject({ numerator: '3' });
  expect(await cellOf('dearest', 'year', '2026-01-01', '{"kind": "rice"}')).toMatchObject({
    numerator: '60',
  });
  expect(await cellOf('taken-a-sale', 'month', '2026-05-01', '{"town": "330281001"}')).toMatchObject({
    numerator: '20',
    denominator: '2',
  });
});

test('a period without rows of the source has no value, which is not zero', async () => {
  expect(await cellOf('sold', 'day', '2026-05-03')).toBeUndefined();
  expect(await cellOf('share-returned', 'month', '2026-05-01', '{"kind": "tea"}')).toMatchObject({
    numerator: '0',
  });
});

test('a late row revises what was released, and says by what', async () => {
  expect(await releaseEnded(context.db, '2026-06-15', clock.now().toISOString())).toEqual([]);
  clock.set('2026-06-20T04:00:00Z');
  await write('batch:late', [sale('e', { soldOn: '2026-04-20', amount: 5 })]);
  await refresh();
  const wanted = {
    measure: 'takings',
    grain: 'month',
    from: '2026-04-01',
    to: '2026-04-01',
    place: '{}',
  } as const;
  expect(await listVintages(context.db, wanted)).toMatchObject([
    { vintage: 1, numerator: '10', cause: 'definition', released_at: '2026-06-15T04:00:00.000Z' },
    { vintage: 2, numerator: '15', cause: 'batch:late', released_at: '2026-06-20T04:00:00.000Z' },
  ]);
  // The quarter is not over: what it says so far is no release.
  expect(await cellOf('takings', 'quarter', '2026-04-01')).toMatchObject({ numerator: '95', vintage: 0 });
  clock.set('2026-07-01T00:00:00Z');
  expect((await releaseEnded(context.db, '2026-07-01', clock.now().toISOString())).length).toBeGreaterThan(0);
  expect(await listVintages(context.db, { ...wanted, grain: 'quarter' })).toMatchObject([
    { vintage: 1, numerator: '95', cause: 'release' },
  ]);
});

test('only the touched periods are reckoned, and a row that moves touches the one that it left', async () => {
  const before = await cellOf('takings', 'month', '2026-05-01');
  clock.advance(60_000);
  await write('form', [sale('e', { soldOn: '2026-03-20', amount: 5 })]);
  expect(
    (
      await sql`select distinct period::text as period from indicators.touched where measure = 'takings'`.execute(
        context.db,
      )
    ).rows,
  ).toEqual(expect.arrayContaining([{ period: '2026-03-01' }, { period: '2026-04-01' }]));
  await refresh();
  expect(await cellOf('takings', 'month', '2026-05-01')).toEqual(before);
  expect(await cellOf('takings', 'month', '2026-04-01')).toMatchObject({ numerator: '10', vintage: 3 });
  // Its month was over when the measure was first reckoned and had nothing to say: that was its first release.
  expect(await cellOf('takings', 'month', '2026-03-01')).toMatchObject({ numerator: '5' });
});

test.each([1, 2, 3])(
  'after random writes, changes and withdrawals kept values are those from scratch (%i)',
  async (seed) => {
    const roll = dice(seed);
    const live = new Set<string>();
    const some = (): Sold => {
      const id = `r${seed}-${roll(40)}`;
      live.add(id);
      const day = `2026-0${1 + roll(6)}-1${roll(10)}`;
      return sale(id, {
        site: ['s1', 's2', 's3', 'gone'][roll(4)],
        kind: ['tea', 'rice', 'bread'][roll(3)],
        soldOn: roll(8) === 0 ? null : day,
        paidAt: roll(2) === 0 ? null : `${day}T${roll(2) === 0 ? '15' : '17'}:30:00Z`,
        amount: roll(6) === 0 ? null : roll(1000) / 10,
        returned: roll(3) === 0,
      });
    };
    for (let round = 0; round < 6; round += 1) {
      clock.advance(3_600_000);
      const source = `batch:${seed}-${round}`;
      await write(source, Array.from({ length: 1 + roll(8) }, some));
      if (roll(2) === 0 && live.size > 3) {
        const gone = [...live].filter(() => roll(4) === 0);
        const { rows } = await sql<
          Record<'id', string>
        >`select id from test_shop.sale where withdrawn_at is null`.execute(context.db);
        const keep = rows.map(({ id }) => id).filter((id) => !gone.includes(id));
        clock.advance(1000);
        const withdrawn = await context.transaction((tx) => withdrawGone(context, tx, Sale, { keep }));
        await heard(Sale.id, 'city', withdrawn);
      }
      if (roll(3) === 0) {
        clock.advance(1000);
        const site = { code: 's2', division: `33028100${1 + roll(3)}001` };
        await context.transaction((tx) => writeRows(context, tx, Site, [site], { source }));
        await heard(Site.id, source, ['s2']);
      }
      await refresh();
    }
    const incremental = await kept();
    expect(incremental.size).toBeGreaterThan(100);
    expect(incremental).toEqual(await fromScratch());
  },
  60_000,
);

test('each period is revised by what wrote it, and by all that did', async () => {
  clock.advance(60_000);
  await write('batch:one', [sale('n1', { soldOn: '2026-02-03' })]);
  await write('batch:two', [sale('n2', { soldOn: '2026-01-03' }), sale('n3', { soldOn: '2026-02-04' })]);
  await write('batch:one', [sale('n4', { soldOn: '2026-02-05' })]);
  await refresh();
  const causeOf = async (measure: string, grain: 'month' | 'quarter', start: string) =>
    (await listVintages(context.db, { measure, grain, from: start, to: start, place: '{}' })).at(-1)?.cause;
  expect(await causeOf('takings', 'month', '2026-02-01')).toBe('batch:one, batch:two');
  expect(await causeOf('taken-a-sale', 'month', '2026-01-01')).toBe('batch:two');
  expect(await causeOf('takings', 'quarter', '2026-01-01')).toContain('batch:two');
});

test('everything is reckoned anew when it is asked for, with nothing to revise', async () => {
  const before = await kept();
  const vintages = async () =>
    (await sql`select count(*)::int as n from indicators.vintage`.execute(context.db)).rows;
  const count = await vintages();
  for (const { code } of measures) await touch(context.db, code, [everything], 'recount');
  await refresh();
  expect(await kept()).toEqual(before);
  expect(await vintages()).toEqual(count);
});
