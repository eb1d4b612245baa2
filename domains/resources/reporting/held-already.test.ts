import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, expect, test, vi } from 'vitest';
import { findDataset, publishDataset } from '#platform/data/catalogue';
import { collectFile } from '#platform/data/ingestion';
import { codeOf, handIn, partyOf, prefill, sheetOf } from './testing/companies.ts';
import { finishedBatch } from './testing/batches.ts';
import { numberOf, openPersons } from './testing/persons.ts';
import type { Sheet } from './contract.ts';
import { namedOn } from './named.ts';

vi.setConfig({ testTimeout: 90_000 });

const { city, civil, health, elder, far, daughter } = await openPersons();
afterAll(() => city.close());

const platform = city.as({ id: 'platform', grants: { '*': 'city' } });
const day = '2026-11-20';
const code = 'mzj-family-survey';
const sheets = '/api/reporting/my/sheets';

/** What the bureau of human resources has of the insured, joined to the register. */
async function deliver(employer: string): Promise<void> {
  const header = ['个人编号', '姓名', '公民身份号码', '出生日期', '险种', '参保日期', '单位名称'];
  const row = ['X1', '模拟女儿', numberOf('P-daughter'), '1990-05-05', '失业保险', '2015-03-01', employer];
  const file = [header, row].map((cells) => `${cells.join(',')}\n`).join('');
  const given = {
    dataset: 'rsj-insured',
    filename: `${employer}.csv`,
    mode: 'update',
    simulated: true,
  } as const;
  const { batch } = await collectFile(platform.context(), given, Readable.from([file]));
  const status = async () =>
    (await platform.get(`/api/ingestion/batches/${batch}`)).json<{ status: string }>().status;
  await expect.poll(status, { timeout: 30_000 }).toBe('joined');
}

async function publish(code: string): Promise<void> {
  const made = await civil.post('/api/reporting/returns', {
    code,
    titleZh: '家庭就业情况登记',
    owner: '330281-mzj',
    asks: 'person',
    circle: 'list',
    period: 'once',
    dueDays: 20,
    beginsOn: day,
    basis: '试验',
  });
  expect(made.statusCode, made.body).toBe(200);
  const ask = (name: string, more: object) =>
    civil.post('/api/reporting/questions', {
      code: `${code}.${name}`,
      type: 'text',
      nature: 'stock',
      required: true,
      ...more,
    });
  const employer = { labelZh: '单位名称', position: 1, nature: 'lasting' };
  expect((await ask('employer', employer)).statusCode).toBe(200);
  const since = { labelZh: '参保日期', position: 3, type: 'date', required: false };
  expect((await ask('since', since)).statusCode).toBe(200);
  const number = { labelZh: '公民身份号码', type: 'citizen-id', position: 2, required: false };
  expect((await ask('number', number)).statusCode).toBe(200);
  const publishing = () => civil.post(`/api/reporting/returns/${code}/publish`);
  // The city has it: it is not asked as if it did not.
  expect(await codeOf(publishing())).toBe('reporting.repeated');
  for (const [name, item] of [
    ['employer', 'rsj-insured.employer'],
    ['number', 'rsj-insured.citizenId'],
    ['since', 'rsj-insured.insuredSince'],
  ] as const) {
    const bound = await civil.post(`/api/reporting/questions/${code}.${name}/bind`, { item });
    expect(bound.statusCode, bound.body).toBe(200);
  }
  expect((await publishing()).statusCode).toBe(200);
  const listed = { code: `${code}.P-daughter`, since: '2026-11-01' };
  expect((await civil.post('/api/reporting/respondents', listed)).statusCode).toBe(200);
}

test('what a department has in its own dataset of the citizen is filled in from there, after consent, and noted', async () => {
  await deliver('模拟灯具厂');
  await publish(code);
  expect((await sheetOf(daughter, day)).answers).toEqual({});
  // Who would be asked is said before, and nobody else is.
  expect((await sheetOf(daughter, day)).list).toMatchObject([
    { dataset: { code: 'rsj-insured', providerName: { zh: '余姚市人力资源和社会保障局' } } },
    // What is sensitive is not filled in by a consent to all.
    { cell: 'rsj-insured.citizenId', dataset: null },
    { cell: 'rsj-insured.insuredSince', nature: 'stock', dataset: { code: 'rsj-insured' } },
  ]);
  const none = (await prefill(daughter, day, { datasets: [] })).json<Sheet>();
  expect(none).toMatchObject({ consented: true, answers: {} });
  const first = (await prefill(daughter, day)).json<Sheet>();
  // A delivery of December says nothing of how things stood on 20 November.
  expect(first.answers).toEqual({ 'rsj-insured.employer': '模拟灯具厂' });
  expect(first.list[0]?.origin?.source.zh).toBe('余姚市人力资源和社会保障局“参保人员”（2026-12-01 归集）');
  const auditor = city.as({ id: 'auditor', grants: { 'ledger:audit': 'city' } });
  const entries = async (resource: string) =>
    (await auditor.get(`/api/ledger/entries?resource=${resource}&limit=5`)).json<{
      items: { action: string; detail: object }[];
    }>().items;
  expect((await entries('reporting.sheet')).map(({ detail }) => detail)).toMatchObject([
    { consent: 'given', items: 1, datasets: ['rsj-insured'] },
    { consent: 'given', items: 0 },
  ]);
  // The department is told of the one look into its own.
  const reads = (await entries('ingestion.rsj-insured')).filter(({ action }) => action === 'read');
  expect(reads).toHaveLength(1);

  // A newer delivery is what it says now; what was filled in stays until somebody changes it.
  await deliver('模拟轴承厂');
  const second = (await prefill(daughter, day)).json<Sheet>();
  expect(second.answers).toEqual(first.answers);
  expect(second.list[0]?.origin).toEqual(first.list[0]?.origin);
  // Withdrawn, it is not taken for the citizen's own word.
  const bare = await daughter.post(`${sheets}/${day}/withdraw-consent`, { revision: second.revision });
  expect(bare.json<Sheet>()).toMatchObject({ consented: false, answers: {} });
});

test('a return that joined the sheet meanwhile gets nothing before the citizen has seen who asks', async () => {
  const seen = await sheetOf(daughter, day);
  const { returns, datasets } = namedOn(seen);
  const answers = { 'rsj-insured.employer': '模拟灯具厂' };
  const put = await daughter.put(`${sheets}/${day}`, { revision: seen.revision, answers });
  const { revision } = put.json<Sheet>();
  await publish('mzj-family-more');
  const body = { revision, returns };
  expect(await codeOf(daughter.post(`${sheets}/${day}/hand-in`, body))).toBe('reporting.asked-more');
  const agreed = { ...body, datasets, consent: true };
  expect(await codeOf(daughter.post(`${sheets}/${day}/prefill`, agreed))).toBe('reporting.asked-more');
  expect((await handIn(daughter, day, revision)).json<Sheet>()).toMatchObject({
    state: 'handed-in',
    returns: [{ state: 'handed-in' }, { state: 'handed-in' }],
  });
});

test('what becomes sensitive in the city is sensitive in a return that takes it, its dataset and what was handed in', async () => {
  const context = platform.context();
  const insured = await findDataset(context.db, 'rsj-insured');
  if (!insured) throw new Error('the city has rsj-insured');
  const fields = insured.fields.map((field) =>
    field.name === 'employer'
      ? { ...field, sensitivity: 'sensitive' as const, mask: 'hidden' as const }
      : field,
  );
  await context.transaction((tx) =>
    publishDataset(context, tx, { ...insured, fields }, { origin: 'cataloguing:D1', simulated: true }),
  );
  const filing = async () =>
    (
      await civil.get(`/api/reporting/filings/${code}.${day}.P-daughter?reveal=yes`, { purpose: '核对' })
    ).json();
  await expect
    .poll(filing, { timeout: 30_000 })
    .toMatchObject({ answers: {}, sensitiveAnswers: { employer: '模拟灯具厂' } });
  const question = (name: string) => `/api/reporting/questions/${code}.${name}`;
  expect((await civil.get(question('employer'))).json()).toMatchObject({ sensitivity: 'sensitive' });
  const described = async (name: string) =>
    (await findDataset(context.db, code))?.fields.find((each) => each.name === name);
  expect(await described('employer')).toMatchObject({ sensitivity: 'sensitive', mask: 'hidden' });

  // Its department may keep an answer more strictly by its own word, and say nothing else anew.
  const change = (values: object) => civil.patch(question('since'), { revision: 3, values, reason: '从严' });
  const now = (await civil.get(question('since'))).json<{ meta: { revision: number } }>().meta.revision;
  expect(now).toBe(3);
  expect(await codeOf(change({ sensitivity: 'internal' }))).toBe('reporting.locked');
  expect(await codeOf(change({ sensitivity: 'sensitive', labelZh: '别的' }))).toBe('reporting.locked');
  expect((await change({ sensitivity: 'sensitive' })).statusCode).toBe(200);
  await expect
    .poll(() => described('since'), { timeout: 30_000 })
    .toMatchObject({ sensitivity: 'sensitive' });
});

/** The elder is the head, and lives with the daughter and the child. */
async function household(): Promise<void> {
  const { db } = platform.context();
  await sql`insert into registers.household (id, number, head, members, division, address, state, simulated)
    values ('H-one', '330281900001', 'P-elder', 3, '330281103200', '试验村 1 号', 'standing', true)`.execute(
    db,
  );
  await sql`insert into registers.household_member (person, position, number, told_on)
    select p, 1, '330281900001', '2026-01-01' from unnest(array['P-elder', 'P-daughter', 'P-child']) p`.execute(
    db,
  );
}

test('a household answers once, by whichever adult of it; its place shows how far it is', async () => {
  await household();
  const [code, end] = ['mzj-household', '2026-11-25'];
  const draft = {
    code,
    titleZh: '家庭户情况登记',
    owner: '330281-mzj',
    asks: 'household',
    circle: 'residents',
    place: '330281103200',
    period: 'once',
    dueDays: 20,
    beginsOn: end,
    basis: '试验',
  };
  const create = (more: object) => civil.post('/api/reporting/returns', { ...draft, ...more });
  expect((await create({ ageFrom: 60 })).body).toContain('reporting.circle-of-households');
  expect((await create({ circle: 'volunteers' })).body).toContain('reporting.circle-of-households');
  expect((await create({})).statusCode).toBe(200);
  const ask = (name: string, more: object) =>
    civil.post('/api/reporting/questions', {
      code: `${code}.${name}`,
      type: 'text',
      nature: 'stock',
      required: true,
      ...more,
    });
  const address = { labelZh: '户籍地址', position: 1, item: 'household.address' };
  expect((await ask('address', address)).statusCode).toBe(200);
  expect((await ask('rooms', { labelZh: '住房间数', position: 2, type: 'integer' })).statusCode).toBe(200);
  // Nobody may act for a household of which nothing is asked.
  const acting = async (who: typeof elder) =>
    (await who.get('/api/identity/acting')).json<{ choices: { title: { zh: string } }[] }>().choices;
  const offered = async (who: typeof elder) =>
    (await acting(who)).some(({ title }) => title.zh.includes('本户'));
  expect(await offered(elder)).toBe(false);
  expect((await civil.post(`/api/reporting/returns/${code}/publish`)).statusCode).toBe(200);
  await expect.poll(() => offered(elder), { timeout: 30_000 }).toBe(true);
  expect(await offered(await partyOf(city, 'none', 'daughter'))).toBe(true);
  expect(await offered(await partyOf(city, 'none', 'child'))).toBe(false);
  expect(await offered(far)).toBe(false);

  const byDaughter = await partyOf(city, '本户', 'daughter');
  const known = (await prefill(byDaughter, end)).json<Sheet>();
  expect(known).toMatchObject({
    who: { kind: 'household', name: { zh: expect.stringMatching(/^模.*户$/) } },
    answers: { 'household.address': '试验村 1 号' },
    returns: [{ code }],
  });
  const answers = { ...known.answers, [`${code}.rooms`]: '4' };
  const saved = await byDaughter.put(`${sheets}/${end}`, { revision: known.revision, answers });
  expect(saved.statusCode, saved.body).toBe(200);
  const { revision } = saved.json<Sheet>();
  expect((await handIn(byDaughter, end, revision)).json<Sheet>()).toMatchObject({ state: 'handed-in' });
  // It is the household's, so the head has it too, and nobody has it as their own.
  const byHead = await partyOf(city, '本户', 'elder');
  const handed = await sheetOf(byHead, end);
  expect(handed).toMatchObject({ state: 'handed-in', answers });
  expect((await handIn(byHead, end, handed.revision)).json()).toMatchObject({ code: 'reporting.handed-in' });
  expect(await codeOf(elder.get(`${sheets}/${end}`))).toBe('reporting.nothing-due');

  const places = (who: typeof civil) => who.get(`/api/reporting/progress/${code}/${end}/places`);
  expect((await places(civil)).json()).toMatchObject({
    title: { zh: '家庭户情况登记' },
    items: [{ division: '330281103200', owed: 1, handedIn: 1, overdue: 0 }],
  });
  expect((await places(health)).statusCode).toBe(404);
  const filing = `/api/reporting/filings/${code}.${end}.H-one`;
  expect((await civil.get(filing)).json()).toMatchObject({
    household: 'H-one',
    asks: 'household',
    answers: '***',
  });
  const seen = await civil.get(`${filing}?reveal=yes`, { purpose: '核对住房' });
  expect(seen.json()).toMatchObject({ answers: { address: '试验村 1 号', rooms: '4' } });
  // Whoever belongs to the household sees who looked.
  const looks = (await elder.get('/api/ledger/mine?limit=50')).json<{ items: object[] }>().items;
  expect(looks).toContainEqual(
    expect.objectContaining({ resource: 'reporting.filing', purpose: '核对住房' }),
  );
  expect(await finishedBatch(city, platform)).toMatchObject({ unsigned: 0 });
});

test('a household that stands no longer owes nothing, and nobody answers for it', async () => {
  const { db } = platform.context();
  const byHead = await partyOf(city, '本户', 'elder');
  await sql`update registers.household set state = 'empty' where id = 'H-one'`.execute(db);
  await sql`update reporting.filing set state = 'due' where household = 'H-one'`.execute(db);
  // Who acted for it acts for themselves from now on.
  expect((await byHead.get(sheets)).json()).toMatchObject({ who: { kind: 'person' } });
  await finishedBatch(city, platform, 'open');
  const { items } = (await civil.get('/api/reporting/filings?household=H-one&limit=10')).json<{
    items: { state: string }[];
  }>();
  expect(items.map(({ state }) => state)).toEqual(['dropped']);
});
