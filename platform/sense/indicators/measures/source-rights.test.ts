import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProblemBody } from '#kernel/problem';
import type { Asker } from '#testing';
import { base, everyRow, kind, sale, sales, Shop } from '../testing/selling.ts';
import type { MeasureRows, Preview } from './contract.ts';

const text = { zh: '字', en: 'word' };
const sex = { name: 'sex', title: text, field: 'buyerSex' };
const town = { name: 'town', title: text, field: 'at.division', level: 'town' };
const joins = [{ as: 'at', record: 'test-shop.site', from: 'site', to: 'code' }];
const women = [{ field: 'buyerSex', in: ['f'] }];
const secrecy = { least: 5 };
let shop: Shop;
/** Reads every sale, and sees nothing personal in it. */
let clerk: Asker;

beforeAll(async () => {
  shop = await Shop.open('2028-03-15T04:00:00Z');
  clerk = shop.city.as({ id: 'clerk', grants: { 'indicators:read': 'city', 'test-shop:read': 'city' } });
  const some = (id: string, count: number, more: object) =>
    Array.from({ length: count }, (_, index) => sale(`${id}${index}`, '2027-05-05', more));
  await shop.write('people', [
    ...some('f', 3, { buyerSex: 'f', buyer: 'Li' }),
    ...some('m', 40, { buyerSex: 'm', kind: 'rice' }),
    ...some('g', 2, { buyerSex: 'f', site: 's2' }),
  ]);
  for (const measure of [
    { code: 'buyers', numerator: { ...sales, joins }, dimensions: [sex, town], secrecy },
    { code: 'women', numerator: { ...sales, where: women }, secrecy: { least: 10 } },
    { code: 'guarded', numerator: { ...sales, joins }, dimensions: [kind], secrecy: { least: 50 } },
    {
      code: 'names',
      numerator: { ...sales, aggregate: 'count-distinct', field: 'buyer' },
      dimensions: [kind],
      secrecy: { least: 2 },
    },
    {
      code: 'share-of-men',
      numerator: { ...sales, where: [{ field: 'buyerSex', in: ['m'] }] },
      denominator: sales,
      secrecy: { least: 6 },
    },
  ]) {
    const saved = await shop.define(measure);
    expect(saved.statusCode, saved.body).toBe(200);
    await shop.built(measure.code);
  }
});
afterAll(() => shop.city.close());

const rows = async (code: string, query: string, by: Asker) => {
  const answer = await by.get(`/api/indicators/measures/${code}/rows?period=2027${query}`);
  const said = answer.json<MeasureRows & ProblemBody>();
  return answer.statusCode === 200 ? said.items.map(({ key }) => key) : [answer.statusCode, said.code];
};

test('who is masked is not found by what is masked: not by a dimension, nor by what counts at all', async () => {
  expect(await rows('buyers', '', clerk)).toHaveLength(45);
  expect(await rows('buyers', '&where=sex:f', clerk)).toEqual([403, 'records.may-not-filter']);
  expect(await rows('women', '', clerk)).toEqual([403, 'records.may-not-filter']);
  expect(await rows('names', '', clerk)).toEqual([403, 'records.may-not-filter']);
  expect(await rows('women', '', shop.office)).toEqual(['f0', 'f1', 'f2', 'g0', 'g1']);
  const grants = {
    'indicators:read': 'city',
    'test-shop:read': 'city',
    'test-shop:reveal': 'department',
  } as const;
  // In some rows the value is open, and of these alone it is asked.
  expect(await rows('women', '', shop.city.as({ id: 'one', organisation: 's2', grants }))).toEqual([
    'g0',
    'g1',
  ]);
});

test('rows are told apart by a joined record only to those who may read all of it', async () => {
  const closed = [403, 'indicators.may-not-open'];
  expect(await rows('buyers', '&where=town:330281002', clerk)).toEqual(closed);
  const grants = { 'indicators:read': 'city', 'test-shop:read': 'city', 'test-shop:sites': 'city' } as const;
  expect(await rows('buyers', '&where=town:330281002', shop.city.as({ id: 'wide', grants }))).toEqual([
    'g0',
    'g1',
  ]);
  expect(await rows('buyers', '&where=town:330281002', shop.city.as({ id: 'narrow', grants }))).toEqual(
    closed,
  );
});

const valueOf = async (code: string, query: string, by: Asker) => {
  const series = await shop.series(code, `from=2027-05&to=2027-05${query}`, by);
  const [point] = series.lines[0]?.points ?? [];
  return { whole: series.whole, value: point?.value ?? null, state: point?.state };
};
const hidden = { whole: false, value: null, state: 'hidden' };

test('small counts of what is masked stay hidden from whoever reads the rows and not what is masked', async () => {
  expect(await valueOf('women', '', clerk)).toEqual(hidden);
  expect(await valueOf('women', '', shop.office)).toMatchObject({ whole: true, value: 5 });
  const contractor = shop.city.as({
    id: 'temp',
    kind: 'contractor',
    grants: { 'indicators:read': 'city', ...everyRow },
  });
  expect(await valueOf('women', '', contractor)).toEqual(hidden);
});

test('small counts stay hidden from whoever may not read all of what is joined, or whom the module narrows', async () => {
  expect(await valueOf('guarded', '', clerk)).toEqual(hidden);
  const grants = { 'indicators:read': 'city', ...everyRow } as const;
  expect(await valueOf('guarded', '', shop.city.as({ id: 'narrow', grants }))).toEqual(hidden);
  expect(await valueOf('guarded', '', shop.city.as({ id: 'wide', grants }))).toMatchObject({ value: 45 });
});

test('who may not see what is masked asks nothing of it by trying definitions', async () => {
  const grants = {
    'indicators:read': 'city',
    'indicators:define': 'city',
    'test-shop:read': 'city',
  } as const;
  const definer = shop.city.as({ id: 'definer', grants });
  const guess = { ...sales, where: [{ field: 'buyer', in: ['Li'] }] };
  const tried = await definer.post('/api/indicators/measures/preview', {
    ...base,
    numerator: guess,
    secrecy,
  });
  expect([tried.statusCode, tried.json<ProblemBody>().code]).toEqual([403, 'indicators.source-closed']);
  expect((await shop.define({ code: 'guess', numerator: guess, secrecy }, definer)).statusCode).toBe(403);
  const plain = await definer.post('/api/indicators/measures/preview', base);
  expect(plain.json<Preview>().points).toMatchObject([{ value: 45 }]);
});

test('one person in many rows is one: a count of different ones is judged by how many there are', async () => {
  expect(await valueOf('names', '&where=kind:tea', clerk)).toEqual(hidden);
  expect(await valueOf('names', '', clerk)).toEqual(hidden);
  expect(await valueOf('names', '', shop.office)).toMatchObject({ value: 1 });
});

test('a share is hidden where few of the whole do not count', async () => {
  expect(await valueOf('share-of-men', '', clerk)).toEqual(hidden);
  expect((await valueOf('share-of-men', '', shop.office)).value).toBeCloseTo(40 / 45, 9);
});
