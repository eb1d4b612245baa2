import { afterAll, beforeAll, expect, test } from 'vitest';
import { dice } from '#engines/chance';
import type { ProblemBody } from '#kernel/problem';
import { system } from '#kernel/actor';
import { kind, sale, sales, Shop, valuesOf } from '../testing/selling.ts';
import type { MeasureDefined, MeasureRows } from './contract.ts';
import { refreshMeasures } from './jobs.ts';

/** What stands at the end of a period: here, sales that are not yet paid for. */
let shop: Shop;

beforeAll(async () => {
  shop = await Shop.open('2028-03-15T04:00:00Z');
  await shop.write('first', [
    sale('a', '2028-01-05', { paidAt: '2028-02-10T04:00:00Z', amount: 7 }),
    sale('b', '2028-01-06', { kind: 'rice' }),
    // Paid for in its own month: it stands at no end.
    sale('c', '2028-02-07', { paidAt: '2028-02-08T04:00:00Z' }),
    sale('d', '2028-03-01'),
    // Paid for before it was sold, which nobody can have meant.
    sale('e', '2028-02-20', { paidAt: '2028-01-20T04:00:00Z' }),
  ]);
});
afterAll(() => shop.city.close());

const unpaid = { ...sales, standing: { until: 'paidAt' } };

const define = async (more: object) => {
  const answer = await shop.define(more);
  expect(answer.statusCode, answer.body).toBe(200);
};

test('a row counts at every end at which it stands, and a year is no sum of its months', async () => {
  await define({ code: 'unpaid', numerator: unpaid, dimensions: [kind] });
  const months = await shop.built('unpaid');
  expect(valuesOf(months)).toEqual([
    ['2028-01', 2],
    ['2028-02', 1],
    ['2028-03', 2],
  ]);
  expect(months.lines[0]?.points.map(({ cumulative, state }) => [cumulative, state])).toEqual([
    [null, 'final'],
    [null, 'final'],
    [null, 'provisional'],
  ]);
  expect(valuesOf(await shop.series('unpaid', 'grain=quarter'))).toEqual([['2028-Q1', 2]]);
  expect(valuesOf(await shop.series('unpaid', 'grain=year'))).toEqual([['2028', 2]]);
  const byKind = await shop.series('unpaid', 'by=kind');
  expect(
    byKind.lines.map(({ place, points }) => [place['kind'], ...points.map(({ value }) => value)]),
  ).toEqual([
    ['rice', 1, 1, 1],
    ['tea', 1, 0, 1],
  ]);
});

test('it opens into the rows that stand', async () => {
  const keys = async (query: string) =>
    (await shop.office.get(`/api/indicators/measures/unpaid/rows?${query}`))
      .json<MeasureRows>()
      .items.map(({ key }) => key);
  expect(await keys('period=2028-01')).toEqual(['a', 'b']);
  expect(await keys('period=2028-02')).toEqual(['b']);
  expect(await keys('period=2028')).toEqual(['b', 'd']);
  expect(await keys('period=2028-03&where=kind:tea')).toEqual(['d']);
});

test('a share of what stands is one of both ends; of a sum and a mean too', async () => {
  const tea = { ...unpaid, where: [{ field: 'kind', in: ['tea'] }] };
  await define({ code: 'unpaid-tea', numerator: tea, denominator: unpaid, factor: 100 });
  expect(valuesOf(await shop.built('unpaid-tea'))).toEqual([
    ['2028-01', 50],
    ['2028-02', 0],
    ['2028-03', 50],
  ]);
  expect(valuesOf(await shop.series('unpaid-tea', 'grain=year'))).toEqual([['2028', 50]]);
  // What was sold in the year over what stands at its end: no month is left out.
  await define({ code: 'sold-of-unpaid', numerator: sales, denominator: unpaid });
  await shop.built('sold-of-unpaid');
  const [year] = (await shop.series('sold-of-unpaid', 'grain=year')).lines[0]?.points ?? [];
  expect(year).toMatchObject({ numerator: 5, denominator: 2, leftOut: 0, cumulative: null });
  await define({ code: 'owed', numerator: { ...unpaid, aggregate: 'sum', field: 'amount' } });
  expect(valuesOf(await shop.built('owed'))?.map(([, value]) => value)).toEqual([17, 10, 20]);
  await define({ code: 'owed-each', numerator: { ...unpaid, aggregate: 'average', field: 'amount' } });
  expect(valuesOf(await shop.built('owed-each'))?.map(([, value]) => value)).toEqual([8.5, 10, 10]);
});

const made = (numerator: object[], denominator?: object[]) => ({
  numerator: undefined,
  derived: { numerator, ...(denominator ? { denominator } : {}) },
});

test('of what is made of a stock a year is the last end of it, beside all that happened in the year', async () => {
  await define({ code: 'sold', numerator: sales, dimensions: [kind] });
  const below = made([{ measure: 'sold' }], [{ measure: 'unpaid' }]);
  await define({ ...below, code: 'sold-per-unpaid', dimensions: [kind] });
  expect(valuesOf(await shop.built('sold-per-unpaid'))).toEqual([
    ['2028-01', 1],
    ['2028-02', 2],
    ['2028-03', 0.5],
  ]);
  const [year] = (await shop.series('sold-per-unpaid', 'grain=year')).lines[0]?.points ?? [];
  expect(year).toMatchObject({ value: 2.5, numerator: 5, denominator: 2, leftOut: 0, cumulative: null });
  const byKind = await shop.series('sold-per-unpaid', 'by=kind');
  expect(
    byKind.lines.map(({ place, points }) => [place['kind'], ...points.map(({ value }) => value)]),
  ).toEqual([
    ['rice', 1, 0, 0],
    ['tea', 1, null, 1],
  ]);
  // Kept by the year alone it is made of the same.
  await define({ ...below, code: 'sold-per-unpaid-yearly', grain: 'year' });
  expect(valuesOf(await shop.built('sold-per-unpaid-yearly'))).toEqual([['2028', 2.5]]);
});

test('a sum of what stands and what happens adds up only what happens', async () => {
  await define({ ...made([{ measure: 'unpaid' }, { measure: 'sold' }]), code: 'handled' });
  const months = await shop.built('handled');
  expect(valuesOf(months)?.map(([, value]) => value)).toEqual([4, 3, 3]);
  expect(months.lines[0]?.points.map(({ cumulative }) => cumulative)).toEqual([null, null, null]);
  expect(valuesOf(await shop.series('handled', 'grain=year'))).toEqual([['2028', 7]]);
  // Made of what is made of a stock it is one still.
  await define({ ...made([{ measure: 'handled', times: 2 }]), code: 'handled-twice' });
  await shop.built('handled-twice');
  const [year] = (await shop.series('handled-twice', 'grain=year')).lines[0]?.points ?? [];
  expect(year).toMatchObject({ value: 14, cumulative: null });
  await define({ ...made([{ measure: 'unpaid', times: 2 }]), code: 'unpaid-twice' });
  expect(valuesOf(await shop.built('unpaid-twice'))?.map(([, value]) => value)).toEqual([4, 2, 4]);
});

test('its definition says which of its terms stand and which happen', async () => {
  const lines = async (code: string) => {
    const answer = await shop.leader.get(`/api/indicators/measures/${code}/definition`);
    const said = answer.json<MeasureDefined>().lines;
    return Object.fromEntries(said.map(({ key, value }) => [key, value.en]));
  };
  expect(await lines('sold-per-unpaid')).toMatchObject({
    'derived.numerator': 'Sales (in the period)',
    'derived.denominator': 'Sales (standing at the end of the period)',
    'derived.over': 'what happens is added up, of what stands the end of the last one counts',
  });
  expect(await lines('unpaid-twice')).toMatchObject({
    'derived.numerator': '2 × Sales (standing at the end of the period)',
    'derived.over': 'what stands at the end of the last one counts: nothing is added up',
  });
  const { measures } = (await shop.office.get('/api/indicators/measure-sources')).json<{
    measures: { code: string; stock: boolean }[];
  }>();
  const stock = Object.fromEntries(measures.map((each) => [each.code, each.stock]));
  expect(stock).toMatchObject({ sold: false, unpaid: true, handled: true });
});

test('the last day on which a row stands is a day on which it stands', async () => {
  const day = { from: 'from=2028-02-09&to=2028-02-11' };
  await define({ code: 'unpaid-by-day', grain: 'day', numerator: unpaid });
  await define({
    code: 'unpaid-to-the-day',
    grain: 'day',
    numerator: { ...sales, standing: { until: 'paidAt', lastDay: true } },
  });
  for (const code of ['unpaid-by-day', 'unpaid-to-the-day']) await shop.built(code);
  const days = async (code: string) => valuesOf(await shop.series(code, day.from))?.map(([, value]) => value);
  expect(await days('unpaid-by-day')).toEqual([2, 1, 1]);
  expect(await days('unpaid-to-the-day')).toEqual([2, 2, 1]);
});

test('what a late word changes is revised from there on, and says by what', async () => {
  const march = (value: number) => shop.until('unpaid', '', (series) => valuesOf(series)?.[2]?.[1] === value);
  await shop.write('batch:late', [sale('b', '2028-01-06', { kind: 'rice', paidAt: '2028-02-02T04:00:00Z' })]);
  const [january, february] = (await march(1)).lines[0]?.points ?? [];
  expect(january).toMatchObject({ value: 2, revision: null });
  expect(february).toMatchObject({ value: 0, revision: { first: 1, cause: 'batch:late' } });
  const [, then] =
    (await shop.until('handled', '', (series) => valuesOf(series)?.[2]?.[1] === 2)).lines[0]?.points ?? [];
  expect(then).toMatchObject({ value: 2, revision: { first: 3, cause: 'batch:late' } });
  await shop.until('unpaid-twice', '', (series) => valuesOf(series)?.[2]?.[1] === 2);
});

test('what stands goes on standing in the period that begins, though nobody writes a row', async () => {
  shop.clock.set('2028-04-02T04:00:00Z');
  const context = shop.city.platform.contextFor(system);
  await context.startJob(context.db, refreshMeasures, {}, { actor: system });
  const april = await shop.until('unpaid', '', (series) => series.lines[0]?.points.length === 4);
  expect(valuesOf(april)?.at(-1)).toEqual(['2028-04', 1]);
  expect(april.lines[0]?.points[2]).toMatchObject({ value: 1, state: 'final', revision: null });
  const twice = await shop.until('unpaid-twice', '', (series) => series.lines[0]?.points.length === 4);
  expect(twice.lines[0]?.points[3]).toMatchObject({ period: '2028-04', value: 2 });
  expect(twice.lines[0]?.points[2]).toMatchObject({ value: 2, state: 'final', revision: null });
  shop.clock.set('2028-03-15T04:00:00Z');
});

test('over many rows it is what counting by hand says', async () => {
  const roll = dice(7);
  const month = () => `2027-${String(1 + roll(12)).padStart(2, '0')}`;
  const rows = Array.from({ length: 120 }, (_, index) => {
    const soldOn = `${month()}-15`;
    const paidAt = roll(3) === 0 ? null : `${month()}-20T04:00:00Z`;
    return sale(`r${index}`, soldOn, { paidAt, kind: 'bread' });
  });
  await shop.write('many', rows);
  const bread = { ...unpaid, where: [{ field: 'kind', in: ['bread'] }] };
  await define({ code: 'unpaid-bread', numerator: bread });
  await shop.built('unpaid-bread');
  const found = valuesOf(await shop.series('unpaid-bread', 'from=2027-01&to=2027-12'));
  const said = Array.from({ length: 12 }, (_, at) => {
    const period = `2027-${String(at + 1).padStart(2, '0')}`;
    const stands = rows.filter(({ soldOn, paidAt }) => {
      const gone = paidAt === null ? '9999' : String(paidAt).slice(0, 7);
      return String(soldOn).slice(0, 7) <= period && gone > period;
    });
    return [period, stands.length];
  });
  expect(found).toEqual(said);
});

const refresh = async () => {
  const context = shop.city.platform.contextFor(system);
  await context.startJob(context.db, refreshMeasures, {}, { actor: system });
};

test('of the present period stands what stands today; once it is over, what stood at its end', async () => {
  await shop.write('this month', [
    sale('soon', '2028-03-02', { kind: 'bread', site: 's9', paidAt: '2028-03-20T04:00:00Z' }),
    sale('tomorrow', '2028-03-16', { kind: 'bread', site: 's9' }),
  ]);
  const here = { ...unpaid, where: [{ field: 'site', in: ['s9'] }] };
  await define({ code: 'unpaid-now', numerator: here });
  expect(valuesOf(await shop.built('unpaid-now'))?.at(-1)).toEqual(['2028-03', 1]);
  const rows = await shop.office.get('/api/indicators/measures/unpaid-now/rows?period=2028-03');
  expect(rows.json<MeasureRows>().items.map(({ key }) => key)).toEqual(['soon']);
  shop.clock.set('2028-04-01T04:00:00Z');
  await refresh();
  const series = await shop.until('unpaid-now', '', (found) => valuesOf(found)?.at(-1)?.[0] === '2028-04');
  expect(valuesOf(series)?.at(-2)).toEqual(['2028-03', 1]);
  const after = await shop.office.get('/api/indicators/measures/unpaid-now/rows?period=2028-03');
  expect(after.json<MeasureRows>().items.map(({ key }) => key)).toEqual(['tomorrow']);
  expect(series.lines[0]?.points.at(-2)).toMatchObject({ state: 'final', revision: null });
  shop.clock.set('2028-03-15T04:00:00Z');
});

/** What follows writes rows of a hundred years: what is done with need not be made of them. */
const retire = async (...codes: string[]) => {
  for (const code of codes) {
    const gone = await shop.office.post(`/api/indicators/measures/${code}/retire`, {});
    expect(gone.statusCode, gone.body).toBe(200);
  }
};

test('a slip of the pen in one date draws no grid through the ages, and stops no later event', async () => {
  await retire(
    'handled-twice',
    'handled',
    'unpaid-twice',
    'sold-per-unpaid',
    'sold-per-unpaid-yearly',
    'sold',
  );
  await retire('unpaid-tea', 'sold-of-unpaid', 'owed-each', 'owed', 'unpaid-by-day', 'unpaid-to-the-day');
  await retire('unpaid-bread', 'unpaid-now');
  await shop.write('slip', [sale('slip', '0202-05-01', { kind: 'bread', site: 's8' })]);
  await define({ code: 'unpaid-slip', numerator: { ...unpaid, where: [{ field: 'site', in: ['s8'] }] } });
  await shop.built('unpaid-slip');
  await shop.write('after the slip', [sale('well', '2028-03-03', { kind: 'bread', site: 's8' })]);
  await shop.until('unpaid-slip', '', (found) => valuesOf(found)?.at(-1)?.[1] === 2);
  expect(valuesOf(await shop.series('unpaid-slip', 'from=1899-12&to=1900-02'))).toEqual([
    ['1899-12', null],
    ['1900-01', 1],
    ['1900-02', 1],
  ]);
});

test('what cannot stand is refused with its reason, and the rest is told in words', async () => {
  const refused = async (numerator: object) =>
    (await shop.define({ code: 'never', numerator })).json<ProblemBody>().errors?.map(({ code }) => code);
  expect(await refused({ ...unpaid, aggregate: 'max', field: 'amount' })).toEqual([
    'indicators.stock-of-these',
  ]);
  expect(await refused({ ...sales, standing: { until: 'kind' } })).toEqual(['indicators.time-not-a-day']);
  expect(await refused({ ...sales, standing: { lastDay: true } })).toEqual(['indicators.last-day-idle']);
  const daily = { ...made([{ measure: 'unpaid' }]), code: 'never', grain: 'day' };
  const { errors } = (await shop.define(daily)).json<ProblemBody>();
  expect(errors?.map(({ path, code }) => [path, code])).toEqual([
    ['derived.numerator.0.measure', 'indicators.stock-too-coarse'],
  ]);
  const { lines } = (
    await shop.leader.get('/api/indicators/measures/unpaid/definition')
  ).json<MeasureDefined>();
  expect(lines.find(({ key }) => key === 'numerator.standing')?.value).toEqual({
    zh: '自sold on起，到paid at为止',
    en: 'since sold on, until paid at',
  });
});
