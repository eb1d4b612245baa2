import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import type { ProblemBody } from '#kernel/problem';
import { base, kind, sale, sales, Shop, valuesOf } from '../testing/selling.ts';
import type { MeasureRows, MeasureSource, Preview } from './contract.ts';
import { dropTouched, listTouched, touch } from './touches-store.ts';

const returned = { ...sales, where: [{ field: 'returned', in: [true] }] };
let shop: Shop;

beforeAll(async () => {
  shop = await Shop.open('2028-03-15T04:00:00Z');
  await shop.write('start', [
    sale('a', '2027-01-05'),
    sale('b', '2027-02-05'),
    sale('c', '2027-02-06', { returned: true }),
    sale('d', '2028-01-05'),
    sale('e', '2028-01-06', { kind: 'rice', returned: true }),
    sale('f', '2028-01-07'),
    sale('g', '2028-03-01', { kind: 'rice' }),
  ]);
});
afterAll(() => shop.city.close());

test('what can be measured is offered with its fields, to those who may read every row', async () => {
  const { items } = (await shop.office.get('/api/indicators/measure-sources')).json<{
    items: MeasureSource[];
  }>();
  const found = items.find(({ record }) => record === 'test-shop.sale');
  expect(found?.fields.find(({ name }) => name === 'kind')).toMatchObject({ coded: true, personal: false });
  expect((await shop.leader.get('/api/indicators/measure-sources')).statusCode).toBe(403);
});

test('a definition that cannot stand is refused with its reasons, tried or saved, and nothing is kept', async () => {
  const body = {
    ...base,
    numerator: { ...sales, time: 'kind' },
    dimensions: [{ ...kind, field: 'colour' }],
    owner: 'nobody',
  };
  const tried = (await shop.office.post('/api/indicators/measures/preview', body)).json<Preview>();
  expect(tried.faults.map(({ path, code }) => [path, code])).toEqual([
    ['owner', 'indicators.owner-unknown'],
    ['numerator.time', 'indicators.time-not-a-day'],
    ['dimensions.0.field', 'indicators.dimension-lacking'],
  ]);
  const refused = await shop.office.put('/api/indicators/measures/sales', body);
  expect(refused.statusCode).toBe(422);
  expect(refused.json<ProblemBody>()).toMatchObject({
    code: 'indicators.definition-refused',
    errors: tried.faults,
  });
  expect((await shop.office.get('/api/indicators/measures/sales')).statusCode).toBe(404);
});

test('a denominator in which no row of today counts is refused', async () => {
  const none = { ...sales, where: [{ field: 'kind', in: ['bread'] }] };
  expect(
    (await shop.define({ denominator: none }))
      .json<ProblemBody>()
      .errors?.map(({ path, code }) => [path, code]),
  ).toEqual([['denominator', 'indicators.denominator-zero']]);
});

test('who may not read every row of a source makes no measure of it, and who may not define makes none', async () => {
  const clerk = shop.city.as({
    id: 'clerk',
    grants: { 'indicators:define': 'city', 'test-shop:read': 'department' },
  });
  const closed = await shop.define({}, clerk);
  expect([closed.statusCode, closed.json<ProblemBody>().code]).toEqual([403, 'indicators.source-closed']);
  expect((await shop.define({}, shop.leader)).statusCode).toBe(403);
});

test('tried, a definition shows its newest periods as they would be', async () => {
  const { faults, points } = (
    await shop.office.post('/api/indicators/measures/preview', base)
  ).json<Preview>();
  expect(faults).toEqual([]);
  expect(points.slice(0, 2)).toEqual([
    { period: '2028-03', value: 1, rows: 1, now: null },
    { period: '2028-01', value: 3, rows: 3, now: null },
  ]);
});

test('values over time: the year so far, beside the month and the year before, and no data where there are none', async () => {
  const saved = await shop.define({
    dimensions: [kind],
    targets: {
      path: 'linear',
      points: [
        { period: '2028-01', value: 2 },
        { period: '2028-12', value: 13 },
      ],
    },
  });
  expect(saved.statusCode, saved.body).toBe(200);
  const found = await shop.until(
    'sales',
    'from=2028-01&to=2028-03',
    ({ refreshedAt }) => refreshedAt !== null,
  );
  const [january, february, march] = found.lines[0]?.points ?? [];
  expect(january).toMatchObject({
    value: 3,
    state: 'final',
    before: null,
    target: 2,
    yearBefore: { period: '2027-01', value: 1, change: 2, percent: 200 },
    cumulative: { value: 3, missing: 0 },
  });
  expect(february).toMatchObject({
    value: null,
    state: 'none',
    before: null,
    yearBefore: null,
    cumulative: { value: 3, missing: 1 },
  });
  expect(march).toMatchObject({
    value: 1,
    state: 'provisional',
    before: null,
    cumulative: { value: 4, missing: 1 },
  });
  expect(march?.target).toBeCloseTo(2 + (11 * 60) / 335, 9);
  expect(valuesOf(await shop.series('sales', 'grain=quarter'))).toEqual([
    ['2027-Q1', 3],
    ['2027-Q2', null],
    ['2027-Q3', null],
    ['2027-Q4', null],
    ['2028-Q1', 4],
  ]);
  const byKind = await shop.series('sales', 'by=kind&grain=year&from=2028');
  expect(byKind.lines.map(({ title, points }) => [title.en, points[0]?.value])).toEqual([
    ['rice', 2],
    ['tea', 2],
  ]);
  expect(valuesOf(await shop.series('sales', 'where=kind:rice&grain=year&from=2028'))).toEqual([['2028', 2]]);
  // Where there are sales of the month and none of tea, there were none: the quarter counts it so too.
  expect(valuesOf(await shop.series('sales', 'by=kind&from=2028-01&to=2028-03'), 1)).toEqual([
    ['2028-01', 2],
    ['2028-02', null],
    ['2028-03', 0],
  ]);
});

test.each([
  ['grain=day', 'indicators.grain-asked'],
  ['by=colour', 'indicators.dimension-asked'],
  ['where=colour:red', 'indicators.dimension-asked'],
  ['from=2028-13', 'indicators.period-asked'],
  ['from=2028-03&to=2028-01', 'indicators.period-asked'],
  ['from=0001-01', 'indicators.period-asked'],
  ['from=0999', 'indicators.period-asked'],
])('asked for %s, it says why not', async (query, code) => {
  const answer = await shop.leader.get(`/api/indicators/measures/sales/series?${query}`);
  expect([answer.statusCode, answer.json<ProblemBody>().code]).toEqual([400, code]);
});

test('rows that come late revise the number, which says so: what it was, when, and by which batch', async () => {
  shop.clock.set('2028-03-16T04:00:00Z');
  await shop.write('batch:B7', [sale('late', '2028-01-31')]);
  const found = await shop.until(
    'sales',
    'from=2028-01&to=2028-01',
    (each) => each.lines[0]?.points[0]?.value === 4,
  );
  expect(found.lines[0]?.points[0]?.revision).toEqual({
    count: 1,
    first: 3,
    firstAt: '2028-03-15T04:00:00.000Z',
    at: '2028-03-16T04:00:00.000Z',
    cause: 'batch:B7',
  });
  const { items } = (await shop.leader.get('/api/indicators/measures/sales/releases')).json<{
    items: { period: string; value: number }[];
  }>();
  expect(items.filter(({ period }) => period === '2028-01').map(({ value }) => value)).toEqual([4, 3]);
});

test('a ratio by quarter is sums over sums and no mean of months', async () => {
  expect(
    (await shop.define({ code: 'returned-share', numerator: returned, denominator: sales, factor: 100 }))
      .statusCode,
  ).toBe(200);
  await shop.until('returned-share', '', ({ refreshedAt }) => refreshedAt !== null);
  const [point] = (await shop.series('returned-share', 'grain=quarter&from=2028-Q1')).lines[0]?.points ?? [];
  expect(point).toMatchObject({ value: 20, numerator: 1, denominator: 5 });
});

test('what others are made of stays; what nobody needs can be retired, with its values', async () => {
  expect(
    (
      await shop.define({
        code: 'doubled',
        numerator: undefined,
        derived: { numerator: [{ measure: 'sales', times: 2 }] },
      })
    ).statusCode,
  ).toBe(200);
  const used = await shop.office.post('/api/indicators/measures/sales/retire');
  expect([used.statusCode, used.json<ProblemBody>().code]).toEqual([409, 'indicators.measure-used']);
  const cycle = await shop.define({ numerator: undefined, derived: { numerator: [{ measure: 'doubled' }] } });
  expect(cycle.json<ProblemBody>().errors?.[0]?.code).toBe('indicators.measure-cycle');
  expect((await shop.office.post('/api/indicators/measures/doubled/retire')).statusCode).toBe(200);
  expect((await shop.leader.get('/api/indicators/measures/doubled/series')).statusCode).toBe(404);
});

test('what is touched while it is reckoned stays touched, with all that touched it', async () => {
  const { db } = shop.city.platform.contextFor(system);
  await touch(db, 'nobody', ['2026-01-01', '2026-02-01'], 'before');
  const seen = await listTouched(db, 'nobody');
  for (const cause of ['meanwhile', 'before']) await touch(db, 'nobody', ['2026-02-01'], cause);
  await dropTouched(db, 'nobody', seen);
  expect(await listTouched(db, 'nobody')).toMatchObject([
    { period: '2026-02-01', cause: 'before, meanwhile' },
  ]);
});

test('of two who define a circle at once one is refused, and who retires takes nothing that is saved meanwhile', async () => {
  const made = (code: string, of: string) =>
    shop.define({ code, numerator: undefined, derived: { numerator: [{ measure: of }] } });
  await shop.define({ code: 'left' });
  await shop.define({ code: 'right' });
  const both = await Promise.all([made('left', 'right'), made('right', 'left')]);
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 422]);
  await shop.define({ code: 'leaving' });
  const codes = ['kept-a', 'kept-b', 'kept-c', 'kept-d'];
  const [retired, ...kept] = await Promise.all([
    shop.office.post('/api/indicators/measures/leaving/retire'),
    ...codes.map((code) => shop.define({ code })),
  ]);
  expect([retired, ...kept].map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200]);
  for (const code of codes)
    expect((await shop.leader.get(`/api/indicators/measures/${code}/series`)).statusCode).toBe(200);
});

test('what stands in the city’s file is changed there', async () => {
  const answer = await shop.define({ code: 'findings-found' });
  expect([answer.statusCode, answer.json<ProblemBody>().code]).toEqual([409, 'indicators.from-file']);
});

test('a year of two sources counts the months in which both have rows, and opens into the rows of those', async () => {
  await shop.write('paid', [
    sale('p1', '2025-01-05', { paidAt: '2025-01-06T04:00:00Z' }),
    sale('p2', '2025-01-07', { paidAt: '2025-03-06T04:00:00Z' }),
  ]);
  const saved = await shop.define({
    code: 'paid-of-sold',
    numerator: { ...sales, time: 'paidAt' },
    denominator: sales,
  });
  expect(saved.statusCode, saved.body).toBe(200);
  await shop.built('paid-of-sold');
  const [months] = (await shop.series('paid-of-sold', 'from=2025-01&to=2025-12')).lines;
  const [year] = (await shop.series('paid-of-sold', 'grain=year&from=2025&to=2025')).lines;
  expect(year?.points[0]).toMatchObject({ value: 0.5, numerator: 1, denominator: 2 });
  expect(months?.points.at(-1)?.cumulative).toEqual({ value: 0.5, missing: 11 });
  const answer = await shop.office.get('/api/indicators/measures/paid-of-sold/rows?period=2025');
  const rows = answer.json<MeasureRows>();
  expect([rows.counted, rows.items.map(({ key }) => key)]).toEqual([1, ['p1']]);
});
