import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { indicators } from './indicators.ts';
import { renewRelease } from './release/versions.ts';
import {
  clock,
  deliverInsured,
  insuredColumns,
  openIt,
  openTown,
  proposal,
  restaurants,
  type Insured,
  type Town,
} from './testing/town.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
}, 240_000);
afterAll(() => town.city.close());

/** Twelve men in their thirties, six women in their fifties with one kind of insurance, and one old man. */
const people: readonly Insured[] = [
  ...Array.from({ length: 12 }, (_, at) => ({
    number: `A${at}`,
    sex: '1',
    birth: `199${at % 6}-03-0${1 + (at % 9)}`,
    kind: at % 2 ? 'pension' : 'medical',
  })),
  ...Array.from({ length: 6 }, (_, at) => ({
    number: `B${at}`,
    sex: '2',
    birth: `197${at % 6}-05-11`,
    // An empty value makes the group no more varied.
    kind: at === 0 ? null : 'medical',
  })),
  { number: 'C1', sex: '1', birth: '1931-01-01', kind: 'pension' },
];
const measure = (columns: readonly object[] = insuredColumns) =>
  town.clerk.post('/api/open-data/measure', { source: 'rsj-insured', columns });
const codeOf = async (asked: ReturnType<Town['clerk']['post']>) =>
  (await asked).json<{ code: string }>().code;
const publicly = (path: string) => town.city.stranger.get(`/api/open-data/public/resources${path}`);
const tasks = async (who: Town['clerk'], kind: string) =>
  (await who.get(`/api/tasks?kind=open-data.${kind}`)).json<{ items: { source: unknown }[] }>().items.length;

test('without rows nothing can be measured, and nobody proposes what another provides', async () => {
  expect(await codeOf(measure())).toBe('open-data.no-rows');
  const foreign = town.colleague.post('/api/open-data/proposals', proposal());
  expect(await codeOf(foreign)).toBe('open-data.not-yours');
  const shut = town.office.post('/api/open-data/measure', {
    source: 'gaj-population',
    columns: [{ field: 'sex' }],
  });
  expect(await codeOf(shut)).toBe('open-data.not-openable');
  expect((await town.city.stranger.post('/api/open-data/proposals', proposal())).statusCode).toBe(401);
});

test('a field that tells who somebody is leaves in no form, a personal one only coarser and with its part said', async () => {
  const refused = await measure([
    { field: 'citizenId', as: 'class', part: 'quasi' },
    { field: 'name', as: 'town', part: 'quasi' },
    { field: 'address', part: 'quasi' },
    { field: 'birthDate', as: 'year' },
    { field: 'birthDate', as: 'town', part: 'quasi' },
    { field: 'nothing' },
    { field: 'sex', as: 'class', part: 'quasi' },
    { field: 'sex', as: 'class', part: 'sensitive' },
  ]);
  expect(refused.statusCode).toBe(422);
  expect(
    refused.json<{ errors: { path: string; code: string }[] }>().errors.map(({ path, code }) => [path, code]),
  ).toEqual([
    ['columns.0', 'open-data.identifying-field'],
    ['columns.1', 'open-data.identifying-field'],
    ['columns.2', 'open-data.personal-field'],
    ['columns.3', 'open-data.part-unsaid'],
    ['columns.4', 'open-data.cannot-generalise'],
    ['columns.5', 'open-data.unknown-field'],
    ['columns.7', 'open-data.column-twice'],
  ]);
});

test('of people something must be a quasi-identifier, or nothing is measured', async () => {
  const refused = await measure([
    { field: 'sex', as: 'class', part: 'sensitive' },
    { field: 'birthDate', as: 'year', part: 'sensitive' },
  ]);
  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toMatchObject({ errors: [{ path: 'columns', code: 'open-data.no-quasi' }] });
});

test('the gate holds back who stands alone and whose group is all alike, and says which groups', async () => {
  await deliverInsured(town.city, 'first', people);
  const { risk } = (await measure()).json<{ risk: Record<string, unknown> }>();
  expect(risk).toMatchObject({
    rows: 19,
    kept: 12,
    suppressed: 7,
    classes: 3,
    k: 12,
    l: 2,
    verdict: 'too-much-held-back',
  });
  expect(risk['held']).toEqual([
    { values: { sex: '1', sexName: '男性', birthDateAgeBand: '90+' }, rows: 1, subjects: 1, distinct: 1 },
    { values: { sex: '2', sexName: '女性', birthDateAgeBand: '50–59' }, rows: 6, subjects: 6, distinct: 1 },
  ]);
  expect(await codeOf(town.clerk.post('/api/open-data/proposals', proposal()))).toBe('open-data.gate-closed');
});

test('a proposal is decided by somebody else, sent back with a reason, proposed again and opened', async () => {
  const varied = people.map((each, at) => (each.sex === '2' && at % 2 ? { ...each, kind: 'pension' } : each));
  await deliverInsured(town.city, 'first', varied);
  const proposed = await town.clerk.post('/api/open-data/proposals', proposal());
  expect(proposed.json()).toMatchObject({
    code: 'insured',
    state: 'proposed',
    risk: { kept: 18, suppressed: 1, k: 6, l: 2 },
  });
  expect(await tasks(town.office, 'review')).toBe(1);
  expect((await publicly('/insured')).statusCode).toBe(404);
  expect((await town.clerk.post('/api/open-data/releases/insured/approve')).statusCode).toBe(403);
  const back = await town.office.post('/api/open-data/releases/insured/return', { reason: '请说明更新周期' });
  expect(back.json()).toMatchObject({ state: 'returned' });
  expect([await tasks(town.office, 'review'), await tasks(town.clerk, 'returned')]).toEqual([0, 1]);
  await openIt(town, town.clerk, proposal());
  expect(await tasks(town.clerk, 'returned')).toBe(0);
  expect(await codeOf(town.clerk.post('/api/open-data/proposals', proposal()))).toBe(
    'open-data.open-already',
  );
});

test('nobody opens what they proposed themselves', async () => {
  const mine = await town.office.post('/api/open-data/proposals', restaurants());
  expect(mine.statusCode).toBe(200);
  expect(await codeOf(town.office.post('/api/open-data/releases/restaurants/approve'))).toBe(
    'open-data.own-proposal',
  );
});

test('every file of a version is what its digest says, and holds no row and no column that was not let out', async () => {
  const shown = (await publicly('/insured')).json<{
    versions: { number: number; files: { format: string; file: string }[] }[];
  }>();
  expect(shown).toMatchObject({ rows: 18, privacy: { k: 6, l: 2, heldBackAtMost: 6 }, grade: null });
  const [version] = shown.versions;
  expect(version?.files.map(({ format }) => format)).toEqual(['csv', 'json', 'xlsx', 'parquet']);
  for (const { format, file } of version?.files ?? []) {
    const got = await town.city.stranger.get(`/open-data/files/insured/1/insured.${format}`);
    expect(got.statusCode, format).toBe(200);
    expect(createHash('sha256').update(got.rawPayload).digest('hex')).toBe(file);
    expect(got.rawPayload.includes('geheim'), format).toBe(false);
    const held = await town.city.stranger.get(`/open-data/files/insured/latest/insured.${format}`, {
      headers: { 'if-none-match': String(got.headers['etag']) },
    });
    expect([held.statusCode, held.rawPayload.length]).toEqual([304, 0]);
  }
  const csv = (await town.city.stranger.get('/open-data/files/insured/1/insured.csv')).body.split('\n');
  expect(csv[0]).toBe('sex,sexName,birthDateAgeBand,insuranceKind,insuranceKindName');
  expect(csv.filter((line) => line.includes('90+'))).toEqual([]);
  for (const wrong of [
    'insured/9/insured.csv',
    'insured/1/other.csv',
    'insured/1/insured.exe',
    'insured/x/insured.csv',
    'none/1/none.csv',
  ])
    expect((await town.city.stranger.get(`/open-data/files/${wrong}`)).statusCode, wrong).toBe(404);
  // 4 files and one more; what was held already is no download.
  expect((await publicly('/insured')).json()).toMatchObject({ downloads: 5 });
});

test('rows are paged within one version, and bad questions are answered as such', async () => {
  const all: unknown[] = [];
  for (let offset: number | null = 0; offset !== null;) {
    const page: { items: unknown[]; next: number | null; total: number } = (
      await publicly(`/insured/rows?version=1&limit=7&offset=${offset}`)
    ).json();
    expect(page.total).toBe(18);
    all.push(...page.items);
    offset = page.next;
  }
  expect(all).toEqual((await publicly('/insured/rows?limit=1000')).json<{ items: unknown[] }>().items);
  for (const wrong of ['limit=0', 'limit=1001', 'offset=-1', 'version=0', 'version=99999999999', 'what=1'])
    expect((await publicly(`/insured/rows?${wrong}`)).statusCode, wrong).toBe(400);
});

test('changed data make the next version, the same make none, and data that do not pass leave the last one standing', async () => {
  const context = town.office.context();
  expect(await renewRelease(context, 'insured')).toBe('unchanged');
  const more = Array.from({ length: 6 }, (_, at) => ({
    number: `D${at}`,
    sex: '2',
    birth: '2001-02-03',
    kind: at % 2 ? '=1+1' : '-5',
  }));
  const varied = people.map((each, at) => (each.sex === '2' && at % 2 ? { ...each, kind: 'pension' } : each));
  await deliverInsured(town.city, 'first', [...varied, ...more]);
  expect(await renewRelease(context, 'insured')).toBe('made');
  expect((await publicly('/insured')).json()).toMatchObject({
    version: 2,
    rows: 24,
    versions: [{ number: 2 }],
  });
  // Two versions laid over each other would tell who came and who went.
  expect((await town.city.stranger.get('/open-data/files/insured/1/insured.csv')).statusCode).toBe(404);
  expect((await publicly('/insured/rows?version=1')).statusCode).toBe(404);
  // A formula is text in a spreadsheet too; a number is one, and files for programs say what stands.
  const [csv, json] = await Promise.all(
    ['csv', 'json'].map((format) => town.city.stranger.get(`/open-data/files/insured/2/insured.${format}`)),
  );
  expect(csv?.body.split('\n').filter((line) => line.includes("'=1+1,'=1+1"))).toHaveLength(3);
  expect(csv?.body).not.toContain(',=');
  expect(csv?.body).toContain(',-5,-5');
  expect(json?.body).toContain('"=1+1"');
  await deliverInsured(town.city, 'first', people.slice(12));
  expect(await renewRelease(context, 'insured')).toBe('refused');
  expect(await tasks(town.clerk, 'gate')).toBe(1);
  expect((await publicly('/insured')).json()).toMatchObject({ version: 2, rows: 24 });
});

test('a reader who signed in rates and reports; the provider answers', async () => {
  const mine = '/api/open-data/my/resources/insured';
  expect((await town.city.stranger.post(`${mine}/rating`, { grade: 5 })).statusCode).toBe(401);
  expect((await town.citizen.post(`${mine}/rating`, { grade: 9 })).statusCode).toBe(400);
  expect((await town.citizen.post(`${mine}/rating`, { grade: 4 })).json()).toEqual({ grade: 4 });
  await town.citizen.post(`${mine}/rating`, { grade: 5 });
  expect((await publicly('/insured')).json()).toMatchObject({ ratings: 1, grade: null });
  const said = await town.citizen.post(`${mine}/corrections`, { words: '第三行的险种写错了' });
  const [report] = said.json<{ corrections: { id: string }[] }>().corrections;
  expect(await tasks(town.clerk, 'correction')).toBe(1);
  for (const told of [
    '/api/open-data/corrections',
    `/api/open-data/corrections/${report?.id}`,
    '/api/tasks?kind=open-data.correction',
  ]) {
    const seen = await town.clerk.get(told);
    expect([seen.statusCode, seen.body.includes('"citizen"')], told).toEqual([200, false]);
    expect(seen.body, told).toContain(String(report?.id));
  }
  const answer = { accepted: true, words: '已转改正，谢谢' };
  const path = `/api/open-data/corrections/${report?.id}/answer`;
  expect((await town.colleague.post(path, answer)).statusCode).toBe(404);
  expect((await town.clerk.post(path, answer)).json()).toEqual({ state: 'accepted' });
  expect(await codeOf(town.clerk.post(path, answer))).toBe('open-data.answered-already');
  expect((await town.citizen.get(mine)).json()).toMatchObject({
    corrections: [{ state: 'accepted', answer: answer.words }],
  });
});

test('what is withdrawn is gone for everybody, files too, and the list is found by words, domain and format', async () => {
  const found = async (query: string) =>
    (await publicly(`?${query}`)).json<{ items: { code: string }[] }>().items.map(({ code }) => code);
  expect(await found('q=%E5%8F%82%E4%BF%9D')).toEqual(['insured']);
  expect(await found('domain=social-security&format=parquet&provider=330281-rsj')).toEqual(['insured']);
  expect(await found('domain=health')).toEqual([]);
  const listed = (await publicly('?domain=health')).json<{ domains: { code: string; count: number }[] }>();
  expect(listed.domains).toHaveLength(12);
  expect(listed.domains.find(({ code }) => code === 'social-security')).toMatchObject({ count: 1 });
  expect(await found("q='%22%5C%25_;--")).toEqual([]);
  const measured = async () => {
    const { db } = town.office.context();
    return Promise.all(indicators.map(async ({ measure: of }) => (await of(db, clock.now())).value));
  };
  const [resources, uses] = await measured();
  expect(resources).toBe(1);
  expect(uses).toBe((await publicly('/insured')).json<{ downloads: number }>().downloads);
  const gone = await town.office.post('/api/open-data/releases/insured/close', { reason: '核实中' });
  expect(gone.json()).toMatchObject({ state: 'withdrawn' });
  expect(await found('')).toEqual([]);
  expect(await measured()).toEqual([0, 0]);
  for (const path of [
    '/api/open-data/public/resources/insured',
    '/api/open-data/public/resources/insured/rows',
    '/open-data/files/insured/1/insured.csv',
  ])
    expect((await town.city.stranger.get(path)).statusCode, path).toBe(404);
  expect(await codeOf(town.office.post('/api/open-data/releases/insured/close', { reason: '再次' }))).toBe(
    'open-data.not-open',
  );
});
