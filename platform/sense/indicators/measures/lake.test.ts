import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import type { ProblemBody } from '#kernel/problem';
import { refreshStep } from '../lineage.ts';
import { deliver, offices, permits, publish } from '../testing/deliveries.ts';
import { base, Shop, valuesOf } from '../testing/selling.ts';
import type { MeasureRows, Preview } from './contract.ts';

const text = { zh: '许可', en: 'Permits' };
const given = { record: 'lake.test-permits', aggregate: 'count', time: 'givenOn' };
const town = { name: 'town', title: text, field: 'place', level: 'town' };
const measures = '/api/indicators/measures';
let shop: Shop;
/** Works in the department that hands the permits in; and in another. */
const worker = (organisation: string) =>
  shop.city.as({
    id: `of-${organisation}`,
    organisation,
    grants: { 'indicators:read': 'city', 'indicators:define': 'city', 'ingestion:read': 'department' },
  });

beforeAll(async () => {
  shop = await Shop.open('2028-03-15T04:00:00Z');
  await publish(shop.city);
  await deliver(shop.city, offices, ['A,是', 'B,否']);
  await deliver(shop.city, permits, [
    '1,2027-05-03,2027-08-01,330281001001,1,10.5,A,王小明,是',
    '2,2027-05-20,,低塘街道,2,2.25,A,李四,否',
    '3,2027-06-02,2027-06-30,330281002001,2,100000000000000000.5,B,赵六,是',
    '4,,,330281002001,2,1,B,孙七,是',
    ',2027-06-02,,330281002001,2,1,B,无号,是',
  ]);
}, 60_000);
afterAll(() => shop.city.close());

const definer = () =>
  shop.city.as({
    id: 'definer',
    grants: {
      'indicators:read': 'city',
      'indicators:define': 'city',
      'ingestion:read': 'city',
      'ingestion:collect': 'city',
    },
  });

async function define(more: object): Promise<string> {
  const body = { ...base, ...more };
  const saved = await definer().put(`${measures}/${(body as { code: string }).code}`, body);
  expect(saved.statusCode, saved.body).toBe(200);
  return (body as { code: string }).code;
}

const refused = async (more: object): Promise<string[]> => {
  const answer = await definer().post(`${measures}/preview`, { ...base, code: 'tried', ...more });
  return answer.json<Preview>().faults.map(({ path, code }) => `${path} ${code}`);
};

test('a dataset of the lake is counted like a record: by town, by conditions, to every grain', async () => {
  await define({ code: 'permits', numerator: given, dimensions: [town] });
  await define({
    code: 'fees',
    numerator: { ...given, aggregate: 'sum', field: 'fee', where: [{ field: 'paid', in: [true] }] },
    denominator: given,
    factor: 2,
  });
  const permitted = await shop.until('permits', '', ({ lines }) => lines[0]?.points.length === 2);
  expect(valuesOf(permitted)).toEqual([
    ['2027-05', 2],
    ['2027-06', 1],
  ]);
  const yearly = await shop.series('permits', 'grain=year&by=town');
  // A name is not told of an invented town; a code is the town it begins with, a name the town that bears it.
  expect(yearly.lines.map(({ place, points }) => [place['town'], points[0]?.value])).toEqual([
    ['330281001', 1],
    ['330281002', 1],
    ['330281005', 1],
  ]);
  expect(yearly.lines.map(({ title }) => title.zh)).toContain('低塘街道');
  const fees = await shop.built('fees');
  expect(valuesOf(fees)).toEqual([
    ['2027-05', 10.5],
    ['2027-06', 2e17 + 1],
  ]);
});

test('what cannot stand is refused as of a record, with the same words', async () => {
  expect(await refused({ numerator: { ...given, record: 'lake.nowhere' } })).toEqual([
    'numerator.record indicators.record-unknown',
  ]);
  expect(await refused({ numerator: { ...given, time: 'nothing' } })).toEqual([
    'numerator.time indicators.field-unknown',
  ]);
  expect(await refused({ numerator: { ...given, aggregate: 'sum', field: 'office' } })).toEqual([
    'numerator.field indicators.field-not-a-number',
  ]);
  const join = { as: 'at', record: 'lake.test-offices', from: 'office', to: 'kind' };
  expect(await refused({ numerator: { ...given, joins: [join] } })).toEqual([
    'numerator.joins.0.to indicators.join-multiplies',
  ]);
  const across = { ...join, record: 'test-shop.site', to: 'code' };
  expect(await refused({ numerator: { ...given, joins: [across] } })).toEqual([
    'numerator.joins.0.record indicators.join-across',
  ]);
  expect(
    await refused({ numerator: given, dimensions: [{ name: 'office', title: text, field: 'office' }] }),
  ).toEqual(['dimensions.0.field indicators.dimension-uncoded']);
  expect(await refused({ numerator: { ...given, where: [{ field: 'sex', in: ['2'] }] } })).toEqual([
    'numerator indicators.secrecy-needed',
  ]);
  const none = {
    ...given,
    where: [
      { field: 'fee', from: 1e9 },
      { field: 'paid', in: [false] },
    ],
  };
  expect(await refused({ numerator: given, denominator: none })).toEqual([
    'denominator indicators.denominator-zero',
  ]);
});

test('it is joined with another dataset by its key, and stands like a record', async () => {
  await define({
    code: 'at-a',
    numerator: {
      ...given,
      joins: [{ as: 'at', record: 'lake.test-offices', from: 'office', to: 'office' }],
      where: [{ field: 'at.kind', in: [true] }],
    },
  });
  await define({
    code: 'valid',
    numerator: { ...given, standing: { until: 'endsOn', lastDay: true } },
    grain: 'month',
  });
  await define({ code: 'dearest', numerator: { ...given, aggregate: 'max', field: 'fee' } });
  await define({ code: 'different', numerator: { ...given, aggregate: 'count-distinct', field: 'office' } });
  expect(valuesOf(await shop.built('at-a'))).toEqual([
    ['2027-05', 2],
    ['2027-06', 0],
  ]);
  await shop.built('valid');
  const valid = await shop.series('valid', 'from=2027-05&to=2027-09');
  expect(valuesOf(valid)?.map(([, value]) => value)).toEqual([2, 3, 2, 1, 1]);
  expect(valuesOf(await shop.series('valid', 'grain=year&from=2027&to=2028'))).toEqual([
    ['2027', 1],
    ['2028', 1],
  ]);
  await shop.built('dearest');
  expect(valuesOf(await shop.series('dearest', 'grain=quarter&from=2027-Q2&to=2027-Q2'))).toEqual([
    ['2027-Q2', 1e17 + 0.5],
  ]);
  await shop.built('different');
  expect(valuesOf(await shop.series('different', 'grain=year&from=2027&to=2027'))).toEqual([['2027', 2]]);
});

const rowsOf = (code: string, period: string, by = definer(), more = '') =>
  by.get(`${measures}/${code}/rows?period=${period}&limit=2${more}`);

test('a figure opens into the rows of the dataset for whoever may read its deliveries, masked and in the ledger', async () => {
  const answer = await rowsOf('permits', '2027-05');
  const { items, counted, next, record } = answer.json<MeasureRows>();
  expect([record, counted, next]).toEqual(['lake.test-permits', 2, null]);
  expect(items.map(({ values }) => [values['number'], values['holder'], values['sex']])).toEqual([
    ['1', '王*明', '***'],
    ['2', '李*', '***'],
  ]);
  expect(items[0]?.path).toMatch(/^\/ingestion\/batches\/B/);
  const looks = async () => {
    const { rows } = await sql`
      select from ledger.entry where resource = 'ingestion.test-permits' and actor = 'definer'`.execute(
      shop.city.platform.contextFor(system).db,
    );
    return rows.length;
  };
  await expect.poll(looks, { timeout: 10_000 }).toBe(1);
  const year = await rowsOf('permits', '2027');
  const after = year.json<MeasureRows>().next;
  const rest = await rowsOf('permits', '2027', definer(), `&after=${encodeURIComponent(after ?? '')}`);
  expect(rest.json<MeasureRows>().items.map(({ values }) => values['number'])).toEqual(['3']);
  expect((await rowsOf('permits', '2027', definer(), '&after=x')).json<ProblemBody>().code).toBe(
    'indicators.page-asked',
  );
  expect(
    (await rowsOf('permits', '2027', definer(), '&where=town:330281002')).json<MeasureRows>().items,
  ).toHaveLength(1);
  expect((await rowsOf('permits', '2027-05', worker('330281-jxj'))).json<MeasureRows>().items).toHaveLength(
    2,
  );
  for (const other of [worker('330281-rsj'), shop.leader]) {
    const closed = await rowsOf('permits', '2027-05', other);
    expect([closed.statusCode, closed.json<ProblemBody>().code]).toEqual([403, 'indicators.may-not-open']);
  }
});

test('who may not read a dataset defines nothing by it, and whoever sees no rows sees no small counts', async () => {
  const denied = await worker('330281-rsj').put(`${measures}/tried`, {
    ...base,
    code: 'tried',
    numerator: given,
  });
  expect([denied.statusCode, denied.json<ProblemBody>().code]).toEqual([403, 'indicators.source-closed']);
  await define({
    code: 'women',
    numerator: { ...given, where: [{ field: 'sex', in: ['2'] }] },
    secrecy: { least: 5 },
  });
  const women = await shop.built('women');
  expect([women.whole, women.lines[0]?.points[0]?.state]).toEqual([false, 'hidden']);
  expect((await shop.series('women', '', definer())).lines[0]?.points[0]?.value).toBe(1);
  const told = await rowsOf('women', '2027', worker('330281-jxj'));
  expect([told.statusCode, told.json<ProblemBody>().code]).toEqual([403, 'records.may-not-filter']);
});

test('a late delivery revises the periods that its rows touch and those that they leave, and no others', async () => {
  const computed = async () => {
    const { rows } = await sql<{ period: string; at: string }>`
      select period::text as period, computed_at as at from indicators.cell
      where measure = 'permits' and grain = 'month' and place = '{}' order by period`.execute(
      shop.city.platform.contextFor(system).db,
    );
    return rows;
  };
  const before = await computed();
  shop.clock.advance(60_000);
  const batch = await deliver(shop.city, permits, [
    '2,2027-07-01,,低塘街道,2,2.25,A,李四,否',
    '9,2027-07-02,,330281001001,1,1,A,周八,是',
  ]);
  const revised = await shop.until('permits', '', ({ lines }) => lines[0]?.points.length === 3);
  expect(valuesOf(revised)).toEqual([
    ['2027-05', 1],
    ['2027-06', 1],
    ['2027-07', 2],
  ]);
  expect(revised.lines[0]?.points[0]?.revision).toMatchObject({ first: 2, cause: `batch:${batch}` });
  const after = await computed();
  expect(after.find(({ period }) => period === '2027-06-01')).toEqual(
    before.find(({ period }) => period === '2027-06-01'),
  );
  expect(valuesOf(await shop.series('permits', 'grain=year&from=2027&to=2027'))).toEqual([['2027', 4]]);
});

test('sources are offered to whoever may read all of them, whatever keeps their rows', async () => {
  const offered = async (by: ReturnType<typeof definer>) =>
    (await by.get('/api/indicators/measure-sources'))
      .json<{ items: { record: string; kind: string }[] }>()
      .items.map(({ record }) => record);
  expect(await offered(definer())).toContain('lake.test-permits');
  expect(await offered(shop.office)).toContain('test_shop.sale_v1');
  expect(await offered(shop.office)).not.toContain('lake.test-permits');
});

test('lineage leads from a measure to what it is counted from: the dataset, whose deliveries have theirs', async () => {
  const context = shop.city.platform.contextFor(system);
  const job = {
    id: 'J',
    name: 'indicators.refresh',
    title: text,
    status: 'done',
    input: {},
    data: { refreshed: ['permits', 'valid'] },
  } as const;
  const at = { startedAt: '2028-03-15T04:00:00Z', endedAt: '2028-03-15T04:00:01Z', problem: null };
  const traces = await refreshStep.trace({ ...job, ...at }, context);
  expect(
    traces.map(({ inputs, outputs }) => [
      inputs.map(({ name }) => name),
      outputs.map(({ name, path }) => [name, path]),
    ]),
  ).toEqual([
    [['lake/checked/test-permits'], [['indicator/permits', '/indicators/measures/permits']]],
    [['lake/checked/test-permits'], [['indicator/valid', '/indicators/measures/valid']]],
  ]);
});
