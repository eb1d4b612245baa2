import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { citizenIdCheck } from '#engines/identifiers';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { modules } from '../../apps/server/modules.ts';
import { handIn, throughTheHouse } from './deliveries.ts';

/** Invented numbers: division 000281, which never was; the last character is the right one. */
const number = (first17: string): string => first17 + citizenIdCheck(first17);
const numbers = ['101', '102', '103', '104', '105'].map((tail) => number(`00028119800102${tail}`));
const header = '人员编号,户号,姓名,公民身份号码,性别,出生日期,民族,村（社区）代码,户籍地址';

const resident = (at: number, name: string, address: string): string =>
  `A${at},H1,${name},${numbers[at]},${at % 2 === 0 ? 1 : 2},19800102,01,330281001200,${address}`;

let city: TestCity;
let police: Asker;
let office: Asker;
let clerk: Asker;

const reading = { 'registers:read': 'city', 'addresses:read': 'city', 'organisations:read': 'city' } as const;

beforeAll(async () => {
  city = await openTestCity({ modules });
  police = city.as({
    id: 'police',
    organisation: '330281-gaj',
    grants: {
      ...reading,
      'catalogue:read': 'city',
      'ingestion:collect': 'department',
      'ingestion:read': 'department',
      'quality:read': 'department',
      'tasks:own': 'department',
      'jobs:own': 'own',
    },
  });
  office = city.as({ id: 'office', organisation: '330281-jxj', grants: { '*': 'city' } });
  clerk = city.as({
    id: 'clerk',
    organisation: '330281-rsj',
    grants: { ...reading, 'quality:read': 'department' },
  });
});
afterAll(() => city.close());

/** Hands rows in and waits until their addresses have been looked at. */
async function residents(filename: string, rows: readonly string[], mode?: 'correction'): Promise<void> {
  const file = { dataset: 'gaj-population', filename, bytes: [header, ...rows].join('\n') };
  const preview = await handIn(police, mode ? { ...file, mode } : file);
  await throughTheHouse(city, police, preview);
  const key = `place:${preview.import}`;
  const deadline = Date.now() + 20_000;
  for (;;) {
    const { rows: jobs } = await sql<{ status: string }>`
      select status from kernel.job where key = ${key}`.execute(office.context().db);
    if (jobs[0]?.status === 'done') return;
    if (Date.now() > deadline) throw new Error(`${filename}: ${JSON.stringify(jobs)}`);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

const persons = async () => {
  const { items } = (await office.get('/api/registers/persons?reveal=yes', { purpose: '核对地址' })).json<{
    items: { id: string; name: string; addressCode: string | null }[];
  }>();
  return new Map(items.map((each) => [each.name, each]));
};

const findings = async (asker: Asker, status: string) =>
  (await asker.get(`/api/quality/findings?status=${status}`)).json<{
    items: { rule: string; rowKey: string; message: string; messageZh: string }[];
  }>().items;

test('one place written three ways has one code, and is one row of the register', async () => {
  await residents('户籍.csv', [
    resident(0, '钱一', '余姚市梨洲街道最良村模拟听雨路32号'),
    resident(1, '孙二', '浙江省余姚市余姚市梨州街道最良村 模拟听雨路３２号'),
    resident(2, '李三', '模拟听雨路三十二号'),
    resident(3, '周四', '余姚市泗门镇最良村模拟听雨路32号'),
  ]);
  const found = await persons();
  const code = found.get('钱一')?.addressCode;
  expect(code).toMatch(/^330281001200-/);
  expect(['孙二', '李三', '周四'].map((name) => found.get(name)?.addressCode)).toEqual([code, code, null]);
  const register = (await clerk.get('/api/addresses/register?q=模拟听雨路')).json<{ items: object[] }>()
    .items;
  expect(register).toEqual([
    expect.objectContaining({
      code,
      text: '浙江省宁波市余姚市梨洲街道最良村模拟听雨路32号',
      road: '模拟听雨路',
      number: '32号',
      state: 'in-use',
    }),
  ]);
  for (const said of ['monitingyulu', 'mntyl'])
    expect(
      (await clerk.get(`/api/addresses/register?q=${said}`)).json<{ items: object[] }>().items,
    ).toHaveLength(1);
});

test('a village that is not in its town is told to the department that wrote it, and to nobody else', async () => {
  const told = (await findings(police, 'open')).filter(({ rule }) => rule === 'registers.address-unknown');
  expect(told).toEqual([expect.objectContaining({ rowKey: expect.anything() })]);
  expect(JSON.stringify(told)).toContain('泗门镇没有“最良村”');
  expect(JSON.stringify(told)).not.toContain('听雨路32号');
  expect((await findings(clerk, 'open')).filter(({ rule }) => rule === 'registers.address-unknown')).toEqual(
    [],
  );
});

test('who is registered there is seen masked, within the scope, and stands in the ledger', async () => {
  const code = (await persons()).get('钱一')?.addressCode ?? '';
  const path = `/api/addresses/register/${code}/occupants`;
  const seen = (await clerk.get(path)).json<{ groups: { kind: string; items: { name: string }[] }[] }>();
  const names = seen.groups.find(({ kind }) => kind === 'person')?.items.map(({ name }) => name);
  expect(names).toEqual(['钱*', '孙*', '李*']);
  const { items } = (await office.get('/api/ledger/entries?resource=registers.person')).json<{
    items: { actor: { id: string }; purpose?: string }[];
  }>();
  expect(items).toContainEqual(
    expect.objectContaining({
      actor: expect.objectContaining({ id: 'clerk' }),
      purpose: expect.stringContaining('按地址'),
    }),
  );

  expect((await city.stranger.get(path)).statusCode).toBe(401);
  const noRegisters = city.as({ id: 'map', grants: { 'addresses:read': 'city' } });
  expect((await noRegisters.get(path)).json()).toMatchObject({ groups: [] });
  const otherTown = city.as({
    id: 'simen',
    division: '330281102',
    grants: { 'addresses:read': 'division', 'registers:read': 'division' },
  });
  expect((await otherTown.get(path)).statusCode).toBe(404);
});

test('a person sees that somebody has an address code only with the right to see addresses', async () => {
  const id = (await persons()).get('钱一')?.id ?? '';
  const masked = (await clerk.get(`/api/registers/persons/${id}`)).json<{ addressCode: string | null }>();
  expect(String(masked.addressCode)).not.toContain('330281001200');
});

test('mended, the finding is closed with the batch as its proof; the same again changes nothing', async () => {
  const mended = [resident(3, '周四', '余姚市梨洲街道最良村模拟听雨路32号')];
  await residents('改好.csv', mended, 'correction');
  const found = await persons();
  expect(found.get('周四')?.addressCode).toBe(found.get('钱一')?.addressCode);
  expect((await findings(police, 'open')).map(({ rule }) => rule)).not.toContain('registers.address-unknown');
  expect((await findings(police, 'closed')).map(({ rule }) => rule)).toContain('registers.address-unknown');
  const before = await persons();
  await residents('户籍再报.csv', [...mended, '']);
  expect(await persons()).toEqual(before);
});

test('by hand: entered once, merged with those who live there, abolished; refused without right or reason', async () => {
  const keep = '余姚市梨洲街道最良村听雨小路32号';
  const first = (
    await office.post('/api/addresses/enter', { text: keep, longitude: 121.15, latitude: 30.03 })
  ).json<{
    code: string;
    known: boolean;
  }>();
  expect(first.known).toBe(false);
  expect((await office.post('/api/addresses/enter', { text: keep })).json()).toMatchObject({
    ...first,
    known: true,
  });
  expect((await clerk.post('/api/addresses/enter', { text: keep })).json().code).toBe('identity.forbidden');
  const wrong = await office.post('/api/addresses/enter', { text: '余姚市泗门镇最良村5号' });
  expect([wrong.statusCode, wrong.json().code]).toEqual([422, 'addresses.unknown']);
  const elsewhere = city.as({
    id: 'simen-keeper',
    division: '330281102',
    grants: { 'addresses:read': 'division', 'addresses:write': 'division' },
  });
  const refused = await elsewhere.post('/api/addresses/enter', { text: '余姚市梨洲街道最良村听雨小路33号' });
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'addresses.outside-scope']);
  expect(
    (await office.get('/api/addresses/register?q=听雨小路33号')).json<{ items: object[] }>().items,
  ).toEqual([]);

  const old = (await persons()).get('钱一')?.addressCode ?? '';
  const merge = `/api/addresses/register/${old}/merge`;
  expect((await office.post(merge, { into: old, reason: '同一处' })).json().code).toBe('addresses.same');
  expect((await office.post(merge, { into: first.code })).statusCode).toBe(400);
  expect((await elsewhere.post(merge, { into: first.code, reason: '同一处' })).statusCode).toBe(404);
  expect((await office.post(merge, { into: first.code, reason: '路名更正' })).statusCode).toBe(200);
  expect((await office.post(merge, { into: first.code, reason: '路名更正' })).json().code).toBe(
    'addresses.not-in-use',
  );
  const deadline = Date.now() + 10_000;
  while ((await persons()).get('钱一')?.addressCode !== first.code && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect([...(await persons()).values()].map(({ addressCode }) => addressCode)).toEqual([
    first.code,
    first.code,
    first.code,
    first.code,
  ]);
  await residents('又一人.csv', [resident(4, '吴五', '余姚市梨洲街道最良村模拟听雨路32号')]);
  expect((await persons()).get('吴五')?.addressCode).toBe(first.code);
  expect((await office.get(`/api/addresses/register/${old}`)).json()).toMatchObject({
    state: 'merged',
    mergedInto: first.code,
    note: '路名更正',
  });
  const gone = await office.post(`/api/addresses/register/${first.code}/abolish`, { reason: '拆迁' });
  expect(gone.json()).toMatchObject({ state: 'abolished' });
  const { items } = (await office.get(`/api/addresses/register/${first.code}/history`)).json<{
    items: object[];
  }>();
  expect(items.length).toBeGreaterThan(1);
});
