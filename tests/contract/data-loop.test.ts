import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { citizenIdCheck } from '#engines/identifiers';
import { previewXlsx } from '#engines/tabular';
import { modules } from '../../apps/server/modules.ts';
import { handIn, mappingOf, throughTheHouse } from './deliveries.ts';
import { gbk } from '../../engines/tabular/test-gbk.ts';

/** Invented numbers: division 000281, which never was; the last character is the right one. */
const number = (first17: string): string => first17 + citizenIdCheck(first17);
const wang = number('00028119800102001');
const zhao = number('00028119900505003');
const li = number('00028119750304002');
/** Its last character is not the one that belongs there. */
const wrong = li.slice(0, 17) + (li.endsWith('1') ? '2' : '1');
const header = '社保编号,姓名,身份证号码,性别,出生日期,险种,参保日期,参保单位,联系电话,现住址';

let city: TestCity;
let clerk: Asker;
let police: Asker;
let office: Asker;

beforeAll(async () => {
  city = await openTestCity({ modules });
  const clerkGrants = {
    'catalogue:read': 'city',
    'ingestion:collect': 'department',
    'ingestion:read': 'department',
    'quality:read': 'department',
    'quality:mend': 'department',
    'jobs:own': 'own',
    'tasks:own': 'department',
    'registers:read': 'city',
  } as const;
  clerk = city.as({ id: 'clerk', organisation: '330281-rsj', grants: clerkGrants });
  police = city.as({ id: 'police', organisation: '330281-gaj', grants: clerkGrants });
  office = city.as({ id: 'office', organisation: '330281-jxj', grants: { '*': 'city' } });
});
afterAll(() => city.close());

async function rowsToMend(query: string) {
  const answer = await clerk.get(`/api/quality/datasets/rsj-insured/mend-file${query}`, {
    headers: { 'x-purpose': 'mend' },
  });
  const folder = await mkdtemp(join(tmpdir(), 'yaojiang-mend-'));
  const from = join(folder, 'mend.xlsx');
  await writeFile(from, answer.rawPayload);
  const { rows } = await previewXlsx({ from, rows: 20 });
  await rm(folder, { recursive: true });
  return rows;
}

const insured = gbk(
  [
    header,
    `1001,王小明,${wang},男性,1980/1/2,职工基本医疗保险,2005/3/1,模拟甲公司,15412345678,模拟路1号`,
    `1002,李四,${wrong},女性,1975/3/4,失业保险,2001/1/1,模拟乙公司,15412345679,模拟路2号`,
    '',
  ].join('\r\n'),
);

test('a department hands in a file, and the city knows more', async () => {
  const preview = await handIn(clerk, { dataset: 'rsj-insured', filename: '参保.csv', bytes: insured });
  expect(preview.encoding).toBe('gb18030');
  expect(preview.mapping.every(({ header: column }) => column !== null)).toBe(true);
  expect(preview.rows[1]?.faults.map(({ code }) => code)).toContain('citizen-id');

  const batch = await throughTheHouse(city, clerk, preview);
  expect(batch).toMatchObject({ rows: 2, good: 1, bad: 1, unreadable: 0 });

  const findings = (await clerk.get('/api/quality/findings?status=open')).json<{
    items: Record<string, unknown>[];
  }>();
  expect(findings.items.map(({ rule }) => rule)).toContain('insured.citizen-id');
  expect(JSON.stringify(findings)).not.toContain(wrong);

  const tasks = (await clerk.get('/api/tasks')).json<{ items: { title: { zh: string } }[] }>();
  expect(tasks.items.map(({ title }) => title.zh).join()).toContain('参保人员');

  const persons = (await clerk.get('/api/registers/persons')).json<{ items: Record<string, unknown>[] }>();
  expect(persons.items).toHaveLength(1);
  expect(persons.items[0]).toMatchObject({ name: '王*明', sources: 1 });
});

test('the same file twice is one batch', async () => {
  const file = gbk(`${header}\r\n1003,赵六,${zhao},男性,1990/5/5,失业保险,2012/1/1,模拟甲公司,,\r\n`);
  const first = await handIn(clerk, { dataset: 'rsj-insured', filename: '甲.csv', bytes: file });
  await throughTheHouse(city, clerk, first);
  const second = await handIn(clerk, { dataset: 'rsj-insured', filename: '乙.csv', bytes: file });
  expect(second.alreadyImported).toBe(first.import);
  const again = await clerk.post(`/api/ingestion/batches/${second.import}/run`, {
    mapping: mappingOf(second),
  });
  expect(again.json()).toMatchObject({ status: 409, code: 'ingestion.already-collected' });
});

test('the rows to mend are those of the batch at which one looks, or all of the dataset', async () => {
  const { items } = (await clerk.get('/api/ingestion/batches?dataset=rsj-insured')).json<{
    items: { id: string; bad: number }[];
  }>();
  const sizes: Record<string, number> = {};
  for (const { id, bad } of items)
    sizes[bad > 0 ? 'faulty' : 'clean'] = (await rowsToMend(`?batch=${id}`)).length;
  expect(sizes).toEqual({ faulty: 1, clean: 0 });
  expect((await rowsToMend('')).map(({ cells }) => cells[1])).toEqual(['李四']);
});

test('mended rows close their findings, with the proof', async () => {
  const mended = `${header}\n1002,李四,${li},女性,1975/3/4,失业保险,2001/1/1,模拟乙公司,15412345679,模拟路2号\n`;
  const preview = await handIn(clerk, {
    dataset: 'rsj-insured',
    filename: '改好.csv',
    bytes: mended,
    mode: 'correction',
  });
  const batch = await throughTheHouse(city, clerk, preview);
  expect(batch).toMatchObject({ good: 1, bad: 0 });
  const closed = (await clerk.get('/api/quality/findings?status=closed')).json<{
    items: Record<string, unknown>[];
  }>();
  expect(closed.items).toContainEqual(
    expect.objectContaining({ rule: 'insured.citizen-id', closedByBatch: preview.import, closedByRow: 1 }),
  );
});

test('who hands in the file from before the mending is told that it would bring the old values back', async () => {
  const again = await handIn(clerk, { dataset: 'rsj-insured', filename: '参保.csv', bytes: insured });
  expect(again).toMatchObject({ alreadyImported: null, takenBefore: expect.any(String) });
  const earlier = (await clerk.get(`/api/ingestion/batches/${again.takenBefore}`)).json();
  expect(earlier).toMatchObject({ filename: '参保.csv', bad: 1 });
  const anew = await handIn(clerk, {
    dataset: 'rsj-insured',
    filename: '新.csv',
    bytes: gbk(`${header}\r\n`),
  });
  expect(anew).not.toHaveProperty('takenBefore');
});

test('one person fed by two departments, each value with its source; one number for two is a finding', async () => {
  const rows = [
    '人员编号,户号,姓名,公民身份号码,性别,出生日期,民族,村（社区）代码,户籍地址',
    `R1,H1,王小明,${wang},1,19800102,01,330281001001,模拟路1号`,
    `R2,H2,完全另一人,${zhao},1,19910606,01,330281001001,模拟路9号`,
  ];
  const preview = await handIn(police, {
    dataset: 'gaj-population',
    filename: '户籍.csv',
    bytes: rows.join('\n'),
  });
  await throughTheHouse(city, police, preview);

  const reveal = { purpose: '核对' };
  const persons = (await office.get('/api/registers/persons?q=王小明&reveal=yes', reveal)).json<{
    items: Record<string, unknown>[];
  }>();
  expect(persons.items).toHaveLength(1);
  const [person] = persons.items;
  expect(person).toMatchObject({ name: '王小明', citizenId: wang, sources: 2 });
  expect(person?.['origins']).toMatchObject({
    name: { dataset: 'gaj-population', row: 1 },
    mobile: { dataset: 'rsj-insured' },
  });
  const findings = (await police.get('/api/quality/findings?status=open')).json<{
    items: Record<string, unknown>[];
  }>();
  expect(findings.items.map(({ rule }) => rule)).toContain('population.birth-agrees');
});

test('what a reader may not see is masked, whoever asks without right is refused, and the ledger tells of it', async () => {
  expect((await city.stranger.get('/api/registers/persons')).json()).toMatchObject({
    status: 401,
    code: 'identity.sign-in-needed',
  });
  const other = await police.get('/api/ingestion/batches');
  expect(
    other.json<{ items: { provider: string }[] }>().items.every(({ provider }) => provider === '330281-gaj'),
  ).toBe(true);
  expect((await clerk.get('/api/registers/persons?reveal=yes', { purpose: 'x' })).statusCode).toBe(403);
  expect((await clerk.get(`/api/registers/persons?citizenId=${wang}`)).statusCode).toBe(403);
  const entries = (await office.get('/api/ledger/entries?resource=registers.person')).json<{
    items: { purpose?: string }[];
  }>();
  expect(entries.items.some(({ purpose }) => purpose === '核对')).toBe(true);
});

test('another department fetches the dataset with a purpose: masked, in the ledger, refused without', async () => {
  const client = city.as({
    id: 'police-client',
    kind: 'client',
    organisation: '330281-gaj',
    grants: { 'quality:fetch': 'city' },
  });
  const path = '/api/quality/datasets/rsj-insured/rows';
  expect((await client.get(path)).json()).toMatchObject({ status: 400, code: 'request.purpose-missing' });
  expect((await clerk.get(path, { purpose: '核对' })).statusCode).toBe(403);
  const first = (await client.get(`${path}?limit=2`, { purpose: '核对参保' })).json<{
    items: Record<string, string>[];
    masked: string[];
    next: string | null;
  }>();
  expect(first.items).toHaveLength(2);
  expect(first.items[0]).toMatchObject({ name: '王*明', insuranceKind: 'employee-medical' });
  expect(first.masked).toContain('citizenId');
  expect(JSON.stringify(first)).not.toContain(wang);
  // Where the page ends is a row's key: its mark says nothing of it, and nobody makes one.
  expect(Buffer.from(first.next ?? '', 'base64url').toString()).not.toMatch(/100\d/);
  const guessed = Buffer.from('1001').toString('base64url');
  expect((await client.get(`${path}?after=${guessed}`, { purpose: '核对参保' })).statusCode).toBe(400);
  const second = (await client.get(`${path}?limit=2&after=${first.next}`, { purpose: '核对参保' })).json<{
    items: Record<string, string>[];
    next: null;
  }>();
  expect(second.items).toHaveLength(1);
  const { items } = (
    await office.get('/api/ledger/entries?resource=ingestion.rsj-insured&action=share')
  ).json<{
    items: { purpose?: string; actor: { id: string } }[];
  }>();
  expect(items).toContainEqual(expect.objectContaining({ purpose: '核对参保' }));
});

test.each([
  ['an empty file', '空.csv', '', 'tabular.empty'],
  [
    'a page called CSV',
    '页.csv',
    '<html><body><table><tr><td>姓名</td></tr></table></body></html>',
    'tabular.not-a-table',
  ],
  ['no workbook', '坏.xlsx', 'PK\u0003\u0004 not a workbook at all', undefined],
])('%s is refused with a code and kept nowhere', async (_title, filename, bytes, code) => {
  const answer = await clerk.upload('/api/ingestion/datasets/rsj-insured/batches', filename, bytes);
  expect(answer.statusCode).toBe(422);
  const id = createHash('sha256').update(bytes).digest('hex');
  await expect(city.platform.services.files.path(id)).rejects.toMatchObject({ code: 'files.unknown' });
  if (code) expect(answer.json()).toMatchObject({ code });
});

test('what comes back after something else came between is a new batch, and the last word', async () => {
  const line = (employer: string) =>
    `${header}\n1009,周八,${number('00028119850808008')},男性,1985/8/8,失业保险,2012/1/1,${employer},,\n`;
  const deliver = async (employer: string) => {
    const preview = await handIn(clerk, {
      dataset: 'rsj-insured',
      filename: '甲.csv',
      bytes: line(employer),
    });
    if (preview.alreadyImported === null) await throughTheHouse(city, clerk, preview);
    return preview;
  };
  const one = await deliver('模拟甲公司');
  const two = await deliver('模拟乙公司');
  const three = await deliver('模拟甲公司');
  expect(new Set([one.import, two.import, three.import]).size).toBe(3);
  expect((await deliver('模拟甲公司')).alreadyImported).toBe(three.import);
  const own = city.as({ id: 'own', organisation: '330281-rsj', grants: { 'quality:fetch': 'department' } });
  const answer = await own.get('/api/quality/datasets/rsj-insured/rows?limit=1000', { purpose: '核对' });
  const { items } = answer.json<{ items: Record<string, string | null>[] }>();
  expect(items.find(({ insuranceNumber }) => insuranceNumber === '1009')).toMatchObject({
    employer: '模拟甲公司',
  });
});

test('whole values are for those who may hand in for just this department, and never for a contractor', async () => {
  const { items } = (await clerk.get('/api/ingestion/batches?dataset=rsj-insured')).json<{
    items: { id: string }[];
  }>();
  const path = `/api/ingestion/batches/${items[0]?.id}/rows?reveal=yes`;
  const masked = async (asker: Asker) =>
    (await asker.get(path, { purpose: '核对' })).json<{ masked: string[] }>().masked.length > 0;
  const grants = { 'ingestion:read': 'city', 'ingestion:collect': 'department' } as const;
  const of = (id: string, organisation: string, kind: 'official' | 'contractor') =>
    city.as({ id, organisation, kind, grants });
  expect(await masked(of('hers', '330281-rsj', 'official'))).toBe(false);
  expect(await masked(of('theirs', '330281-gaj', 'official'))).toBe(true);
  expect(await masked(of('hired', '330281-rsj', 'contractor'))).toBe(true);
});

test('a sheet of very many columns is collected, and a batch whose job is gone can be handed in again', async () => {
  const more = Array.from({ length: 250 }, (_, at) => `其他填报说明第${at}栏`);
  const bytes = `${[header, ...more].join(',')}\n1010,吴九,${number('00028119860909009')},女性,1986/9/9,失业保险,2012/1/1,模拟甲公司,,${','.repeat(250)}\n`;
  const wide = await handIn(clerk, { dataset: 'rsj-insured', filename: '宽.csv', bytes });
  expect(await throughTheHouse(city, clerk, wide)).toMatchObject({ rows: 1 });
  const { db } = city.platform.services.store;
  await sql`update ingestion.batch set status = 'collecting' where id = ${wide.import}`.execute(db);
  const again = await handIn(clerk, { dataset: 'rsj-insured', filename: '宽.csv', bytes });
  expect(again).toMatchObject({ import: wide.import, alreadyImported: null });
  expect(await throughTheHouse(city, clerk, again)).toMatchObject({ rows: 1 });
});
