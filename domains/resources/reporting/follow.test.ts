import { sql } from 'kysely';
import { afterAll, expect, test, vi } from 'vitest';
import { personMerged } from '#platform/data/registers';
import { finishedBatch } from './testing/batches.ts';
import { report, sheetOf } from './testing/companies.ts';
import { openPersons } from './testing/persons.ts';
import type { Sheet } from './contract.ts';

vi.setConfig({ testTimeout: 90_000 });

const { city, civil, elder, forSixty, worker, daughter } = await openPersons();
afterAll(() => city.close());

const platform = city.as({ id: 'platform', grants: { '*': 'city' } });
const day = '2026-11-15';
const care = 'mzj-home-care-needs';
const sheets = '/api/reporting/my/sheets';
const filingsOf = async (person: string) =>
  (await civil.get(`/api/reporting/filings?limit=100&person=${person}`)).json<{
    items: { id: string; return: string; state: string }[];
  }>().items;

/** What the register tells when two people have decided that two ids are one person. */
async function merged(other: string, person: string): Promise<void> {
  const context = platform.context();
  await context.transaction(async (tx) => {
    await sql`update registers.person set merged_into = ${person}, withdrawn_at = now() where id = ${other}`.execute(
      tx,
    );
    await context.emit(tx, personMerged, {
      key: person,
      payload: { person, other, decision: 'D1', decidedBy: ['a', 'b'] },
    });
  });
}

test('what was handed in under one id is handed in under the one that stays, and nobody is asked twice', async () => {
  await finishedBatch(city, platform, 'open');
  const answers = { [`${care}.livesAlone`]: 'false', [`${care}.mealHelp`]: 'true' };
  const { receipt } = await report(forSixty, day, answers);
  const begun = await sheetOf(elder, day);
  const own = { 'person.mobile': '15411111111' };
  const saved = await elder.put(`${sheets}/${day}`, { revision: begun.revision, answers: own });
  expect(saved.statusCode).toBe(200);
  await merged('P-sixty', 'P-elder');
  await expect
    .poll(async () => (await filingsOf('P-elder')).map(({ state }) => state), { timeout: 30_000 })
    .toEqual(['handed-in']);
  expect(await filingsOf('P-sixty')).toMatchObject([{ state: 'dropped' }]);
  // The other department has not got it: the sheet is open for that one.
  const sheet = await sheetOf(elder, day);
  expect(sheet).toMatchObject({ state: 'draft', receipt, answers });
  expect(sheet.returns.map(({ state }) => state)).toEqual(['handed-in', 'due']);
  const path = `/api/reporting/filings/${care}.${day}.P-elder?reveal=yes`;
  expect((await civil.get(path, { purpose: '安排助餐' })).json()).toMatchObject({
    receipt,
    answers: { livesAlone: 'false', mealHelp: 'true' },
  });
  expect(await finishedBatch(city, platform, 'open')).toMatchObject({ opened: 0 });
  expect((await sheetOf(elder, day)).returns).toHaveLength(2);
});

test('a sheet that was begun, and the list that asked for it, follow the person', async () => {
  const code = 'mzj-aid-list';
  const end = '2026-11-20';
  const made = await civil.post('/api/reporting/returns', {
    code,
    titleZh: '关爱登记',
    owner: '330281-mzj',
    asks: 'person',
    circle: 'list',
    period: 'once',
    dueDays: 20,
    beginsOn: end,
    basis: '试验',
  });
  expect(made.statusCode, made.body).toBe(200);
  const question = {
    code: `${code}.aid`,
    labelZh: '所需关爱内容',
    position: 1,
    type: 'text',
    nature: 'stock',
  };
  const asked = await civil.post('/api/reporting/questions', { ...question, required: true });
  expect(asked.statusCode, asked.body).toBe(200);
  expect((await civil.post(`/api/reporting/returns/${code}/publish`)).statusCode).toBe(200);
  const listed = { code: `${code}.P-worker`, since: '2026-11-01' };
  expect((await civil.post('/api/reporting/respondents', listed)).statusCode).toBe(200);
  const answers = { [`${code}.aid`]: '陪同就医' };
  expect((await worker.put(`${sheets}/${end}`, { revision: 0, answers })).statusCode).toBe(200);

  await merged('P-worker', 'P-daughter');
  await expect
    .poll(async () => (await daughter.get(`${sheets}/${end}`)).json<Sheet>().answers, { timeout: 30_000 })
    .toEqual(answers);
  await finishedBatch(city, platform, 'open');
  expect((await sheetOf(daughter, end)).answers).toEqual(answers);
  expect((await filingsOf('P-worker')).map(({ state }) => state)).toEqual(['dropped']);
  const list = await civil.get(`/api/reporting/respondents/${code}.P-daughter`);
  expect(list.json()).toMatchObject({ person: 'P-daughter', since: '2026-11-01' });
});
