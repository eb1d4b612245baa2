import { Readable } from 'node:stream';
import { afterAll, expect, test, vi } from 'vitest';
import { findDataset, publishDataset } from '#platform/data/catalogue';
import { collectFile } from '#platform/data/ingestion';
import { codeOf, handIn, prefill, sheetOf } from './testing/companies.ts';
import { numberOf, openPersons } from './testing/persons.ts';
import type { Sheet } from './contract.ts';
import { namedOn } from './named.ts';

vi.setConfig({ testTimeout: 90_000 });

const { city, civil, daughter } = await openPersons();
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
