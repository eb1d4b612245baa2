import { Readable } from 'node:stream';
import { afterAll, expect, test, vi } from 'vitest';
import { collectFile } from '#platform/data/ingestion';
import { codeOf, sheetOf } from './testing/companies.ts';
import { numberOf, openPersons } from './testing/persons.ts';
import type { Sheet } from './contract.ts';

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

async function publish(): Promise<void> {
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
  expect((await ask('employer', { labelZh: '单位名称', position: 1 })).statusCode).toBe(200);
  const publishing = () => civil.post(`/api/reporting/returns/${code}/publish`);
  // The city has it: it is not asked as if it did not.
  expect(await codeOf(publishing())).toBe('reporting.repeated');
  const bound = await civil.post(`/api/reporting/questions/${code}.employer/bind`, {
    item: 'rsj-insured.employer',
  });
  expect(bound.statusCode, bound.body).toBe(200);
  expect((await publishing()).statusCode).toBe(200);
  const listed = { code: `${code}.P-daughter`, since: '2026-11-01' };
  expect((await civil.post('/api/reporting/respondents', listed)).statusCode).toBe(200);
}

test('what a department has in its own dataset of the citizen is filled in from there, after consent, and noted', async () => {
  await deliver('模拟灯具厂');
  await publish();
  expect((await sheetOf(daughter, day)).answers).toEqual({});
  const prefill = async (revision: number) =>
    (await daughter.post(`${sheets}/${day}/prefill`, { revision, consent: true })).json<Sheet>();
  const first = await prefill(0);
  expect(first.answers).toEqual({ 'rsj-insured.employer': '模拟灯具厂' });
  expect(first.list[0]?.origin?.source.zh).toBe('余姚市人力资源和社会保障局“参保人员”');
  const auditor = city.as({ id: 'auditor', grants: { 'ledger:audit': 'city' } });
  const { items } = (await auditor.get('/api/ledger/entries?resource=reporting.sheet&limit=5')).json<{
    items: { detail: object }[];
  }>();
  expect(items[0]?.detail).toMatchObject({ items: 1, datasets: ['rsj-insured'] });

  // A newer delivery is what it says now; what was filled in stays until somebody changes it.
  await deliver('模拟轴承厂');
  const second = await prefill(first.revision);
  expect(second.answers).toEqual(first.answers);
  expect(second.list[0]?.origin?.value).toBe('模拟轴承厂');
});
