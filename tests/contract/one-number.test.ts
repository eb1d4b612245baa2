import { afterAll, beforeAll, expect, test } from 'vitest';
import { citizenIdCheck } from '#engines/identifiers';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { modules } from '../../apps/server/modules.ts';
import { handIn, throughTheHouse } from './deliveries.ts';

/** Invented numbers: division 000281, which never was; the last character is the right one. */
const number = (first17: string): string => first17 + citizenIdCheck(first17);
const wang = number('00028119800102001');
const zhao = number('00028119900505003');

const headers: Readonly<Record<string, string>> = {
  'rsj-insured': '社保编号,姓名,身份证号码,性别,出生日期,险种,参保日期,参保单位,联系电话,现住址',
  'gaj-population': '人员编号,户号,姓名,公民身份号码,性别,出生日期,民族,村（社区）代码,户籍地址',
  'wjkj-health-record': '档案编号,姓名,身份证件号,性别,出生日期,建档机构,建档日期,联系电话,现住址',
};
const insured = (key: string, name: string, id: string, day: string) =>
  `${key},${name},${id},男,${day},失业保险,2012-01-01,模拟甲公司,15412345678,模拟路1号`;
const resident = (key: string, name: string, id: string, day: string) =>
  `${key},H1,${name},${id},1,${day},01,330281001001,模拟路8号`;
const patient = (key: string, name: string, id: string, day: string) =>
  `${key},${name},${id},1,${day},模拟卫生院,2015-06-01,15487654321,模拟路3号`;

let city: TestCity;
let office: Asker;
const owners: Record<string, Asker> = {};
const owner = (dataset: string): Asker => {
  const found = owners[dataset];
  if (!found) throw new Error(`nobody hands in ${dataset}`);
  return found;
};

beforeAll(async () => {
  city = await openTestCity({ modules });
  for (const dataset of Object.keys(headers))
    owners[dataset] = city.as({
      id: dataset,
      organisation: `330281-${dataset.split('-')[0]}`,
      grants: {
        'catalogue:read': 'city',
        'ingestion:collect': 'department',
        'ingestion:read': 'department',
        'quality:read': 'department',
        'jobs:own': 'own',
        'tasks:own': 'department',
      },
    });
  office = city.as({ id: 'office', organisation: '330281-jxj', grants: { '*': 'city' } });
});
afterAll(() => city.close());

/** Hands in some rows; every file is another by its name of the day in a row that is nobody's. */
async function deliver(dataset: string, rows: readonly string[]): Promise<string> {
  const bytes = [headers[dataset], ...rows, ''].join('\n');
  const preview = await handIn(owner(dataset), { dataset, filename: `${dataset}.csv`, bytes });
  await throughTheHouse(city, owner(dataset), preview);
  return preview.import;
}

interface Person {
  id: string;
  name: string;
  address: string | null;
  mobile: string | null;
  sources: number;
  origins: Record<string, { dataset: string; batch: string }>;
  meta: { revision: number };
}

async function person(id: string): Promise<Person> {
  const answer = await office.get(`/api/registers/persons?citizenId=${id}&reveal=yes`, { purpose: '核对' });
  const [found] = answer.json<{ items: Person[] }>().items;
  if (!found) throw new Error(answer.body);
  return (
    await office.get(`/api/registers/persons/${found.id}?reveal=yes`, { purpose: '核对' })
  ).json<Person>();
}

interface Finding {
  id: string;
  rule: string;
  title: string;
  message: { zh: string };
  value: string;
  status: string;
}

async function conflictsOf(dataset: string, status = 'open') {
  const answer = await owner(dataset).get(`/api/quality/findings?status=${status}&dataset=${dataset}`);
  return answer.json<{ items: Finding[] }>().items.filter(({ rule }) => rule.startsWith('registers.'));
}

const members = async (id: string) =>
  (await office.get(`/api/registers/entities/${id}/members`)).json<{
    items: { dataset: string; batch: string; confirms: Record<string, { at: string }> }[];
  }>().items;

test('a delivery that says the same again writes no version; that it was said again stands beside', async () => {
  const first = await deliver('rsj-insured', [insured('1001', '王小明', wang, '1980-01-02')]);
  const before = await person(wang);
  const again = await deliver('rsj-insured', [
    insured('1001', '王小明', wang, '1980-01-02'),
    insured('1009', '钱多多', number('00028119700101001'), '1970-01-01'),
  ]);
  const after = await person(wang);
  expect(after.meta.revision).toBe(1);
  expect(after.origins).toEqual(before.origins);
  expect(after.origins['name']).toMatchObject({ batch: first });
  const [row] = await members(after.id);
  expect(row).toMatchObject({ batch: again });
  expect(Object.keys(row?.confirms ?? {})).toEqual(expect.arrayContaining(['name', 'mobile', 'address']));
  const history = await office.get(`/api/registers/persons/${after.id}/history`, { purpose: '核对' });
  expect(history.json<{ items: unknown[] }>().items).toHaveLength(1);
});

test('the weightier word for the same name answers for it from then on, a third department joins', async () => {
  await deliver('gaj-population', [resident('R1', '王 小明', wang, '1980-01-02')]);
  const known = await person(wang);
  expect(known.origins).toMatchObject({
    name: { dataset: 'gaj-population' },
    mobile: { dataset: 'rsj-insured' },
  });
  await deliver('wjkj-health-record', [patient('J1', '王小明', wang, '1980-01-02')]);
  expect(await person(wang)).toMatchObject({ sources: 3, mobile: '15487654321' });
});

test('another name under a known number is a finding for both owners with both names, and no merge', async () => {
  const before = await person(wang);
  await deliver('wjkj-health-record', [patient('J2', '赵钱孙', wang, '1980-01-02')]);
  expect(await person(wang)).toEqual(before);
  const [theirs, ...more] = await conflictsOf('wjkj-health-record');
  expect(more).toEqual([]);
  expect(theirs).toMatchObject({ rule: 'registers.same-number-other-entity' });
  expect(JSON.stringify(theirs)).toMatch(/王.*明/);
  expect(JSON.stringify(theirs)).toMatch(/赵.*孙/);
  expect(JSON.stringify(theirs)).not.toContain(wang);
  expect(JSON.stringify(theirs)).not.toContain('赵钱孙');
  const [ours] = await conflictsOf('gaj-population');
  expect(ours).toMatchObject({ rule: 'registers.number-claimed-by-other' });
  expect(JSON.stringify(ours)).toMatch(/赵.*孙/);
  expect((await members(before.id)).filter(({ dataset }) => dataset === 'wjkj-health-record')).toHaveLength(
    1,
  );
  const tasks = (await owner('gaj-population').get('/api/tasks')).json<{ items: unknown[] }>();
  expect(tasks.items).toHaveLength(1);
});

test('the row comes again under its own number: both findings close with the proof', async () => {
  const mended = await deliver('wjkj-health-record', [patient('J2', '赵钱孙', zhao, '1990-05-05')]);
  expect(await conflictsOf('wjkj-health-record')).toEqual([]);
  expect(await conflictsOf('gaj-population')).toEqual([]);
  for (const dataset of ['wjkj-health-record', 'gaj-population'])
    expect(await conflictsOf(dataset, 'closed')).toEqual([
      expect.objectContaining({ closedByBatch: mended }),
    ]);
  expect(await person(zhao)).toMatchObject({ name: '赵钱孙' });
});

test('the authority changes a name; who still has the former one is in no conflict', async () => {
  await deliver('gaj-population', [resident('R1', '王天翔', wang, '1980-01-02')]);
  expect(await person(wang)).toMatchObject({ name: '王天翔', sources: 3 });
  await deliver('rsj-insured', [
    insured('1001', '王小明', wang, '1980-01-02'),
    insured('1001-2', '王 小 明', wang, '1980-01-02'),
  ]);
  expect(await person(wang)).toMatchObject({ name: '王天翔' });
  expect(await conflictsOf('rsj-insured')).toEqual([]);
});

test('the authority gives a number to somebody else than was thought: nothing of the other stays', async () => {
  const sun = number('00028119850607005');
  await deliver('rsj-insured', [insured('2001', '孙飞', sun, '1985-06-07')]);
  expect(await person(sun)).toMatchObject({ name: '孙飞', mobile: '15412345678' });
  await deliver('gaj-population', [resident('R7', '周一围', sun, '1985-06-07')]);
  const taken = await person(sun);
  expect(taken).toMatchObject({ name: '周一围', mobile: null, address: '模拟路8号', sources: 1 });
  expect((await members(taken.id)).map(({ dataset }) => dataset)).toEqual(['gaj-population']);
  const [finding] = await conflictsOf('rsj-insured');
  expect(finding).toMatchObject({ rule: 'registers.same-number-other-entity' });
  await deliver('rsj-insured', [
    insured('2001', '孙飞', sun, '1985-06-07'),
    insured('2002', '吴立', number('00028119700202001'), '1970-02-02'),
  ]);
  expect(await person(sun)).toMatchObject({ name: '周一围', mobile: null });
  expect(await conflictsOf('rsj-insured')).toHaveLength(1);
});
