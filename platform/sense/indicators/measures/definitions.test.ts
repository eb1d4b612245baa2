import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProblemBody } from '#kernel/problem';
import { kind, sale, sales, Shop, valuesOf } from '../testing/selling.ts';
import type { MeasureDefined, MeasureSeries, MeasureVersion, Preview, Release } from './contract.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await Shop.open('2028-03-15T04:00:00Z');
  await shop.write('test', [
    sale('a', '2028-01-05', { returned: true }),
    sale('b', '2028-01-06', { kind: 'rice' }),
    sale('c', '2028-02-07'),
  ]);
});
afterAll(() => shop.city.close());

const at = (code: string) => `/api/indicators/measures/${code}`;
const defined = async (code: string, by = shop.leader) =>
  (await by.get(`${at(code)}/definition`)).json<MeasureDefined>();
const versionsOf = async (code: string) =>
  (await shop.leader.get(`${at(code)}/versions`)).json<{ items: MeasureVersion[] }>().items;
const releasesOf = async (code: string) =>
  (await shop.office.get(`${at(code)}/releases`)).json<{ items: Release[] }>().items;

const share = {
  code: 'returned-share',
  numerator: {
    ...sales,
    where: [
      { field: 'returned', in: [true] },
      { field: 'amount', from: 5 },
      { field: 'at.division', known: true },
    ],
    joins: [{ as: 'at', record: 'test-shop.site', from: 'site', to: 'code' }],
  },
  denominator: sales,
  factor: 100,
  dimensions: [kind],
  targets: { path: 'linear', points: [{ period: '2028', value: 5 }] },
};

test('a definition is told in words of both languages, line by line, to whoever reads the figure', async () => {
  expect((await shop.define(share)).statusCode).toBe(200);
  const { lines, stands, fromFile, usedBy } = await defined('returned-share');
  const said = new Map(lines.map(({ key, value }) => [key, value]));
  expect(said.get('numerator')).toEqual({ zh: 'sale的行数', en: 'rows of sale' });
  expect(said.get('numerator.where')).toEqual({
    zh: 'returned为是；amount不小于5；site的division有值',
    en: 'returned is yes; amount is at least 5; division of site has a value',
  });
  expect(said.get('numerator.joins')?.en).toBe('site that site names (at)');
  expect(said.get('numerator.time')?.en).toBe('sold on');
  expect(said.get('denominator')?.en).toBe('rows of sale');
  expect(said.has('denominator.where')).toBe(false);
  expect(said.get('dimensions')?.zh).toBe('种类：kind');
  expect(said.get('targets')?.en).toBe('5 in 2028; a straight line between');
  expect([stands, fromFile, usedBy]).toEqual([true, false, []]);
  expect((await defined('findings-found')).fromFile).toBe(true);
  const made = (await defined('findings-mended-share')).lines ?? [];
  expect(made.find(({ key }) => key === 'derived.numerator')?.value.zh ?? '').not.toContain('findings');
  const unknown = await shop.leader.get(`${at('nothing')}/definition`);
  expect([unknown.statusCode, unknown.json<ProblemBody>().code]).toEqual([404, 'request.not-found']);
});

const twice = {
  code: 'twice',
  numerator: undefined,
  derived: { numerator: [{ measure: 'sold', times: 2 }] },
};

test('a change is tried beside what stands: what differs in words, the values then and now, and what is made of it', async () => {
  for (const measure of [{ code: 'sold' }, twice]) expect((await shop.define(measure)).statusCode).toBe(200);
  await shop.built('twice');
  const body = {
    ...(await defined('sold')).definition,
    numerator: { ...sales, where: [{ field: 'kind', in: ['tea'] }] },
  };
  const tried = (await shop.office.post('/api/indicators/measures/preview', body)).json<Preview>();
  expect(tried.changes).toEqual([
    {
      key: 'numerator.where',
      label: { zh: '分子：条件', en: 'Numerator: only where' },
      before: null,
      after: { zh: 'kind为tea', en: 'kind is tea' },
    },
  ]);
  expect(tried.points).toEqual([
    { period: '2028-02', value: 1, rows: 1, now: 1 },
    { period: '2028-01', value: 1, rows: 1, now: 2 },
  ]);
  expect([tried.rebuilt, tried.usedBy.map(({ code }) => code)]).toEqual([true, ['twice']]);
  // January and February.
  expect(tried.releases).toBe(2);
  const words = { ...body, numerator: sales, unit: { zh: '单', en: 'sales' } };
  const renamed = (await shop.office.post('/api/indicators/measures/preview', words)).json<Preview>();
  expect([renamed.rebuilt, renamed.releases, renamed.changes.map(({ key }) => key)]).toEqual([
    false,
    0,
    ['unit'],
  ]);
  expect((await shop.define({ ...body, dimensions: undefined })).statusCode).toBe(200);
  const [newest, first] = await versionsOf('sold');
  expect(newest?.changes).toEqual(tried.changes);
  expect([newest?.revision, first?.revision, first?.changes]).toEqual([2, 1, []]);
});

test('what is taken out of force says why, can still be read, and is back with its releases once it is in force again', async () => {
  await shop.built('twice');
  const before = await releasesOf('twice');
  expect(before.length).toBeGreaterThan(0);
  expect(before[0]?.period).toBe('2028-02');
  const { definition } = await defined('twice');
  const retire = (body: object) => shop.office.post(`${at('twice')}/retire`, body);
  expect((await retire({ reason: ' ' })).statusCode).toBe(400);
  expect((await retire({ reason: '改用 sold' })).statusCode).toBe(200);
  const gone = await defined('twice');
  expect([gone.stands, gone.releases]).toEqual([false, before.length]);
  expect((await versionsOf('twice'))[0]).toMatchObject({ stands: false, reason: '改用 sold', changes: [] });
  expect((await shop.define({ ...definition, numerator: undefined })).statusCode).toBe(200);
  await shop.built('twice');
  expect(await releasesOf('twice')).toEqual(before);
  expect((await defined('twice')).stands).toBe(true);
});

test('what ends while a measure is out of force is released once it is back, by what it is then, and once', async () => {
  await shop.write('march', [sale('march', '2028-03-02')]);
  for (const code of ['away', 'stays'])
    expect((await shop.define({ code, numerator: sales })).statusCode).toBe(200);
  const march = (count: number) => (series: MeasureSeries) =>
    valuesOf(series)?.find(([period]) => period === '2028-03')?.[1] === count;
  for (const code of ['away', 'stays']) await shop.until(code, '', march(1));
  const { definition } = await defined('away');
  await shop.office.post(`${at('away')}/retire`, { reason: '停用' });
  await shop.write('while away', [sale('away-1', '2028-03-03')]);
  // What is written is told in its order: once this row counts elsewhere, the measure is known to be away.
  await shop.until('stays', '', march(2));
  shop.clock.set('2028-04-05T04:00:00Z');
  expect((await shop.define({ ...definition })).statusCode).toBe(200);
  await expect
    .poll(async () => (await releasesOf('away')).filter(({ period }) => period === '2028-03'), {
      timeout: 10_000,
    })
    .toMatchObject([{ vintage: 1, value: 2 }]);
});

test('whoever defines is told which measures others can be made of', async () => {
  const { measures } = (await shop.office.get('/api/indicators/measure-sources')).json<{
    measures: { code: string }[];
  }>();
  const codes = measures.map(({ code }) => code);
  expect(codes).toContain('sold');
  expect(codes).toContain('twice');
  expect(codes).not.toContain('returned-share');
});
