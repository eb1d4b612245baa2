import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportPreview } from '#kernel/record';
import { sql } from 'kysely';
import { indicatorsModule } from '#platform/sense/indicators';
import { openTestCity, type Asker, type TestCity } from '#testing';
import networks from './module.ts';
import { endsInTime, isBuilt } from './rules.ts';
import { operators } from './simulate.ts';

const modules = [indicatorsModule, networks];
let city: TestCity;
let telecom: Asker;
let planner: Asker;

beforeAll(async () => {
  city = await openTestCity({
    modules,
  });
  telecom = city.as({
    id: 'telecom',
    organisation: '330281-dianxin',
    grants: {
      'networks:read': 'department',
      'networks:write': 'department',
      'organisations:read': 'city',
      'jobs:own': 'own',
    },
  });
  planner = city.as({
    id: 'planner',
    organisation: '330281-jxj',
    grants: { 'networks:read': 'city', 'networks:plan': 'city', 'indicators:read': 'city' },
  });
});
afterAll(() => city.close());

const header = '铁塔编码,铁塔名称,类型,状态,权属单位代码,区划代码,经度,纬度,建成日期,模拟数据';
const towers = [
  header,
  'TA-0001,试验一号,落地塔,在用,330281-dianxin,330281001001,121.15,30.04,2016-05-01,是',
  'TA-0002,试验二号,楼面站,在用,330281-dianxin,330281002001,121.16,30.05,2017-05-01,是',
  'TA-0003,海上,落地塔,在用,330281-dianxin,330281002001,10.5,30.05,2017-05-01,是',
  'TA-0004,未建,落地塔,在用,330281-dianxin,330281002001,121.16,30.05,2036-05-01,是',
  'TA-0005,别家,落地塔,在用,330281-liantong,330281002001,121.16,30.05,2017-05-01,是',
  'TA-0006,什么,飞艇,在用,330281-dianxin,330281002001,121.16,30.05,2017-05-01,是',
].join('\n');

const preview = async (who: Asker, plural: string, text: string) =>
  (await who.upload(`/api/networks/${plural}/import`, `${plural}.csv`, text)).json<ImportPreview>();
async function handIn(who: Asker, plural: string, text: string) {
  const looked = await preview(who, plural, text);
  const mapping = Object.fromEntries(looked.mapping.map(({ field, header: head }) => [field, head]));
  const ran = await who.post(`/api/networks/${plural}/import/${looked.import}/run`, { mapping });
  const { outcome } = await city.finished(ran.json<{ job: string }>().job);
  return { looked, data: (outcome as { data: Record<string, number> }).data };
}
test('an operator hands its towers in: good rows stand, the others come back with their reasons', async () => {
  const { looked, data } = await handIn(telecom, 'towers', towers);
  expect(looked.rows.map(({ faults }) => faults.map(({ code }) => code))).toEqual([
    [],
    [],
    ['networks.outside-city'],
    ['networks.not-built'],
    [expect.stringMatching(/^records\./)],
    [expect.stringMatching(/^records\./)],
  ]);
  expect(looked.rows.at(-1)?.faults[0]?.detail).toEqual({
    zh: '只能是其中之一：落地塔、杆塔、楼面站、室内分布。',
    en: 'It must be one of: Tower, Pole, Roof site, Indoor system.',
  });
  expect(data).toMatchObject({ created: 2, refused: 4 });
  const { items } = (await planner.get('/api/networks/towers')).json();
  expect(items).toMatchObject([
    { code: 'TA-0001', kind: 'tower', state: 'in-use', meta: { simulated: true } },
    { code: 'TA-0002', kind: 'roof' },
  ]);
});

test('an agreement needs a tower that is there, and ends after it begins', async () => {
  const text = [
    '协议编号,站址编码,运营商代码,制式,起始日期,终止日期',
    'AG-0001,TA-0001,330281-dianxin,4G,2018-01-01,',
    'AG-0002,TA-0001,330281-dianxin,5G,2018-01-01,2017-01-01',
    'AG-0003,TA-9999,330281-dianxin,4G,2018-01-01,',
  ].join('\n');
  const { looked, data } = await handIn(telecom, 'sharings', text);
  expect(looked.rows.map(({ faults }) => faults.map(({ code }) => code))).toEqual([
    [],
    ['networks.ends-before-start'],
    ['records.unknown-reference'],
  ]);
  expect(data).toMatchObject({ created: 1, refused: 2 });
});

test('strangers, readers without the right to write, and others’ rows are refused', async () => {
  expect((await city.stranger.get('/api/networks/towers')).statusCode).toBe(401);
  expect((await planner.upload('/api/networks/towers/import', 'a.csv', towers)).statusCode).toBe(403);
  expect((await telecom.get('/api/networks/gaps')).statusCode).toBe(403);
  const unicom = city.as({
    id: 'unicom',
    organisation: '330281-liantong',
    grants: { 'networks:read': 'department' },
  });
  expect((await unicom.get('/api/networks/towers')).json()).toMatchObject({ items: [] });
  expect((await unicom.get('/api/networks/towers/TA-0001')).statusCode).toBe(404);
});

test('the invented operators hand in through the same import; played again nothing changes', async () => {
  const context = city
    .as({ id: 'simulator', grants: { ...operators.grants, 'jobs:manage': 'city' } })
    .context();
  await operators.play(context, 1);
  const counts = async () => {
    const { rows } = await sql`select (select count(*)::int from networks.tower where simulated) as towers,
      (select count(*)::int from networks.sharing where simulated) as sharings,
      (select max(revision)::int from networks.tower) as revision`.execute(context.db);
    return rows[0];
  };
  const first = await counts();
  expect(first).toEqual({ towers: 122, sharings: 230, revision: 1 });
  await operators.play(context, 1);
  expect(await counts()).toEqual(first);
}, 60_000);

test('the share of shared towers opens into the towers that make it', async () => {
  const rows = async (code: string) => (await planner.get(`/api/indicators/${code}/rows?limit=200`)).json();
  const page = await rows('towers-shared-share');
  expect(page.items).toHaveLength(122);
  const shared = page.items.filter(({ weight }: { weight: number }) => weight === 1);
  const deadline = Date.now() + 15_000;
  for (;;) {
    const figure = (await planner.get('/api/indicators/towers-shared-share')).json();
    if (figure.value !== null && Math.abs(figure.value - (100 * shared.length) / 122) < 0.01) {
      expect(figure).toMatchObject({ simulated: true });
      break;
    }
    if (Date.now() > deadline) throw new Error(JSON.stringify(figure));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(page.items[0]).toMatchObject({ path: expect.stringMatching(/^\/networks\/towers\//) });
}, 30_000);

test('gaps: by count where no centre is known, by distance where one is', async () => {
  const gaps = async (within: number) =>
    (await planner.get(`/api/networks/gaps?within=${within}&limit=200`)).json();
  const first = await gaps(3);
  expect(first.looked).toBe(326);
  const codes = first.items.map(({ division }: { division: string }) => division);
  expect(codes).not.toContain('330281001001');
  expect(first.items.every(({ basis }: { basis: string }) => basis === 'count')).toBe(true);
  const rest = (await planner.get(`/api/networks/gaps?limit=200&after=${first.next ?? 'z'}`)).json();
  const far = [...codes, ...rest.items.map(({ division }: { division: string }) => division)][0];
  await sql`update organisations.division set centre = st_setsrid(st_makepoint(121.15, 30.041), 4490) where code = ${far}`.execute(
    city.platform.services.store.db,
  );
  const after = (await gaps(1)).items.map(({ division }: { division: string }) => division);
  expect(after).not.toContain(far);
  await sql`update organisations.division set centre = st_setsrid(st_makepoint(121.15, 31), 4490) where code = ${far}`.execute(
    city.platform.services.store.db,
  );
  expect((await gaps(1)).items[0]).toMatchObject({
    division: far,
    basis: 'distance',
    nearestKm: expect.closeTo(90, -1),
  });
});

test('an import is taken back', async () => {
  const { items } = (await telecom.get('/api/networks/towers/import')).json();
  const undone = await telecom.post(`/api/networks/towers/import/${items[0].id}/undo`);
  await city.finished(undone.json<{ job: string }>().job);
  const { items: left } = (await planner.get('/api/networks/towers?q=TA-')).json();
  expect(left).toEqual([]);
});

test.each([
  [{ state: 'in-use', builtOn: '2020-01-01' }, true],
  [{ state: 'in-use', builtOn: null }, false],
  [{ state: 'in-use', builtOn: '2027-01-01' }, false],
  [{ state: 'planned', builtOn: null }, true],
  [{ state: 'in-use' }, true],
])('%j built: %s', (given, built) => expect(isBuilt(given, '2026-11-28')).toBe(built));

test.each([
  [{ startsOn: '2020-01-01', endsOn: '2020-01-01' }, true],
  [{ startsOn: '2020-01-02', endsOn: '2020-01-01' }, false],
  [{ startsOn: '2020-01-01', endsOn: null }, true],
])('%j ends in time: %s', (given, inTime) => expect(endsInTime(given)).toBe(inTime));
