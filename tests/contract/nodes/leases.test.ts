import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { citizenIdCheck } from '#engines/identifiers';
import { system } from '#kernel/actor';
import { fixedClock } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { codesModule } from '#platform/base/codes';
import { ledgerModule } from '#platform/base/ledger';
import { relationsModule } from '#platform/base/relations';
import { catalogueModule } from '#platform/data/catalogue';
import { exchangeModule } from '#platform/data/exchange';
import { ingestionModule } from '#platform/data/ingestion';
import { callCity, enrolAt, localToken, nodeModule, nodesModule, nodeStatus } from '#platform/data/nodes';
import { qualityModule } from '#platform/data/quality';
import { openTestCity, type Asker, type TestCity } from '#testing';

// Rows of an agreement lie at the consumer's node, and are served there only while the lease of the city runs.
const clock = fixedClock('2026-03-02T02:00:00Z');
let city: TestCity;
let node: TestCity;
let here: Context;
let office: Asker;
let provider: Asker;
let token: string;

const header = '社保编号,姓名,身份证号码,性别,出生日期,险种,参保日期,参保单位,联系电话,现住址';
/** Invented persons: division 000281, which never was. */
function row(number: number, firm: string): string {
  const first = `0002811980010${1 + number}${String(number).padStart(3, '0')}`;
  const id = first + citizenIdCheck(first);
  const sex = Number(id[16]) % 2 === 1 ? '男' : '女';
  return `${number},试验,${id},${sex},1980/1/${1 + number},失业保险,2005/3/1,${firm},15412345678,模拟路${number}号`;
}

async function deliver(lines: readonly string[]): Promise<void> {
  const put = await office.upload(
    '/api/ingestion/datasets/rsj-insured/batches?mode=update',
    'rows.csv',
    [header, ...lines, ''].join('\n'),
  );
  expect(put.statusCode, put.body).toBe(200);
  const { import: id, mapping } = put.json<{
    import: string;
    mapping: { field: string; header: string | null }[];
  }>();
  const run = await office.post(`/api/ingestion/batches/${id}/run`, {
    mapping: Object.fromEntries(mapping.map(({ field, header: column }) => [field, column])),
  });
  expect(run.statusCode, run.body).toBe(200);
  await vi.waitFor(
    async () => {
      const batch = (await office.get(`/api/ingestion/batches/${id}`)).json<{ status: string }>();
      expect(batch.status).toMatch(/^(checked|joined)$/);
    },
    { timeout: 40_000, interval: 100 },
  );
}

async function agreed(): Promise<string> {
  const asked = await city
    .as({
      id: 'consumer',
      organisation: '330281-gaj',
      grants: { 'exchange:ask': 'department', 'exchange:read': 'department' },
    })
    .post('/api/exchange/ask', {
      dataset: 'rsj-insured',
      items: ['insuranceNumber', 'employer'],
      purpose: 'verify',
      legalBasis: '《政务数据共享条例》第二十条',
      scenario: '户籍窗口核对参保情况',
      periodFrom: '2026-03-01',
      periodUntil: '2026-12-31',
      frequency: 'on-demand',
      way: 'api',
    });
  expect(asked.statusCode, asked.body).toBe(200);
  const path = `/api/exchange/requests/${asked.json<{ number: string }>().number}`;
  await office.post(`${path}/check`, { outcome: 'pass' });
  const items = ['insuranceNumber', 'employer'].map((field) => ({ field, decision: 'grant' }));
  const decided = await provider.post(`${path}/decide`, { items });
  expect(decided.statusCode, decided.body).toBe(200);
  return decided.json<{ agreement: string }>().agreement;
}

beforeAll(async () => {
  const modules = [
    codesModule,
    ledgerModule,
    relationsModule,
    catalogueModule,
    ingestionModule,
    qualityModule,
  ];
  city = await openTestCity({ modules: [...modules, exchangeModule, nodesModule], clock });
  const address = await city.app.listen({ host: '127.0.0.1', port: 0 });
  office = city.as({ id: 'office', organisation: '330281-jxj', grants: { '*': 'city' } });
  provider = city.as({
    id: 'provider',
    organisation: '330281-rsj',
    grants: {
      'exchange:decide': 'department',
      'exchange:recall': 'department',
      'exchange:read': 'department',
    },
  });
  const made = await office.post('/api/nodes/nodes', {
    code: 'police',
    titleZh: '公安前置机',
    titleEn: 'Node of the police',
    owner: '330281-gaj',
    role: 'department',
    way: 'network',
    datasets: [],
  });
  expect(made.statusCode, made.body).toBe(200);
  node = await openTestCity({ modules: [nodeModule], clock, work: false });
  here = node.platform.contextFor(system);
  const { code } = (await office.post('/api/nodes/nodes/police/code')).json<{ code: string }>();
  await enrolAt(here, address, code);
  token = await localToken(here);
});
beforeAll(() => deliver([1, 2, 3].map((number) => row(number, '模拟甲公司'))));
afterAll(async () => {
  await node.close();
  await city.close();
});

const call = () => callCity(here, new AbortController().signal);
const read = (agreement: string, { query = '', purpose = 'verify: 窗口核对' } = {}) =>
  node.stranger.get(`/api/nodes/agreements/${agreement}/rows${query}`, {
    purpose,
    headers: { authorization: `Bearer ${token}` },
  });
const codeOf = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code;
const holdings = async () =>
  (await office.get('/api/nodes/nodes/police/standing')).json<{
    holdings: { agreement: string; state: string; rows: number; leasedUntil: string | null }[];
  }>().holdings;

test('rows of an agreement lie at the node, are served there for its purpose, and follow the dataset', async () => {
  const id = await agreed();
  const put = await node.stranger.put(
    `/api/nodes/agreements/${id}`,
    { purpose: 'verify' },
    {
      headers: { authorization: `Bearer ${token}` },
    },
  );
  expect(put.statusCode, put.body).toBe(200);
  expect(codeOf(await read(id))).toBe('nodes.lease-over');
  await call();
  const first = await read(id, { query: '?limit=2' });
  expect(first.statusCode, first.body).toBe(200);
  const page = first.json<{ items: object[]; next: string; leaseSeconds: number }>();
  expect(page).toMatchObject({
    dataset: 'rsj-insured',
    fields: ['insuranceNumber', 'employer'],
    items: [{ insuranceNumber: '1', employer: '模拟甲公司' }, { insuranceNumber: '2' }],
  });
  expect(page.leaseSeconds).toBeGreaterThan(290);
  expect((await read(id, { query: `?after=${page.next}` })).json()).toMatchObject({
    items: [{ insuranceNumber: '3' }],
    next: null,
  });
  expect(codeOf(await read(id, { purpose: 'service: 办事' }))).toBe('nodes.other-purpose');
  expect((await node.stranger.get(`/api/nodes/agreements/${id}/rows`)).statusCode).toBe(401);

  clock.advance(1000);
  await deliver([row(2, '模拟乙公司'), row(4, '模拟乙公司')]);
  clock.advance(120_000);
  await call();
  expect(codeOf(await read(id, { query: `?after=${page.next}` }))).toBe('nodes.rows-changed');
  const now = (await read(id)).json<{ items: { insuranceNumber: string; employer: string }[] }>().items;
  expect(now.map(({ insuranceNumber, employer }) => `${insuranceNumber} ${employer}`)).toEqual([
    '1 模拟甲公司',
    '2 模拟乙公司',
    '3 模拟甲公司',
    '4 模拟乙公司',
  ]);
  await call();
  await expect
    .poll(async () => await holdings(), { timeout: 10_000 })
    .toMatchObject([{ agreement: id, state: 'held', rows: 4 }]);
});

test('with the line down the lease ends and rows are refused; a start or a clock set back ends it too; reached again it is renewed', async () => {
  const [{ agreement: id } = { agreement: '' }] = (await nodeStatus(here)).agreements;
  clock.advance(301_000);
  expect(codeOf(await read(id))).toBe('nodes.lease-over');
  await call();
  expect((await read(id)).statusCode).toBe(200);
  clock.advance(-60_000);
  expect(codeOf(await read(id))).toBe('nodes.lease-over');
  clock.advance(60_000);
  expect((await read(id)).statusCode).toBe(200);
});

test('what was read here is entered in the city’s ledger with its purpose; the gateway’s receipt lies here with its proof', async () => {
  await call();
  await call();
  const entries = async () =>
    (await office.get('/api/ledger/entries?resource=nodes.holding&action=read')).json<{
      items: { purpose: string; basis: string }[];
    }>().items;
  const [{ agreement: id } = { agreement: '' }] = (await nodeStatus(here)).agreements;
  await expect.poll(async () => (await entries()).length, { timeout: 10_000 }).toBeGreaterThan(0);
  expect((await entries())[0]).toMatchObject({ purpose: 'verify', basis: `agreement:${id}` });
  const proved = async () => {
    clock.advance(120_000);
    await call();
    return (await nodeStatus(here)).agreements[0]?.proved;
  };
  await expect.poll(proved, { timeout: 10_000 }).toBe(true);
});

test('recalled, rows are gone at the next call though the lease still runs; that they are deleted is acknowledged', async () => {
  const [{ agreement: id } = { agreement: '' }] = (await nodeStatus(here)).agreements;
  const recalled = await provider.post(`/api/exchange/agreements/${id}/recall`, {
    why: '授权到期，不再提供',
  });
  expect(recalled.statusCode, recalled.body).toBe(200);
  // Nobody has told the node yet: it serves by its lease.
  expect((await read(id)).statusCode).toBe(200);
  await call();
  const gone = await read(id);
  expect([gone.statusCode, codeOf(gone)]).toEqual([410, 'nodes.recalled']);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from nodes.local_row`.execute(here.db);
  expect(rows[0]?.n).toBe(0);
  await expect
    .poll(async () => await holdings(), { timeout: 10_000 })
    .toMatchObject([{ agreement: id, state: 'deleted', rows: 4, leasedUntil: null }]);
});

test('a node that is revoked deletes what it holds', async () => {
  const id = await agreed();
  await node.stranger.put(
    `/api/nodes/agreements/${id}`,
    { purpose: 'verify' },
    {
      headers: { authorization: `Bearer ${token}` },
    },
  );
  await call();
  expect((await read(id)).statusCode).toBe(200);
  await office.post('/api/nodes/nodes/police/revoke', { why: '设备遗失' });
  await expect(call()).rejects.toMatchObject({ code: 'nodes.revoked' });
  expect(codeOf(await read(id))).toBe('nodes.recalled');
});
