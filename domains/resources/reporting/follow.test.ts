import { sql } from 'kysely';
import { afterAll, expect, test, vi } from 'vitest';
import { personMerged, personSplit } from '#platform/data/registers';
import { deliveredRows, finishedBatch } from './testing/batches.ts';
import { codeOf, handIn, report, sheetOf } from './testing/companies.ts';
import { numberOf, openPersons } from './testing/persons.ts';
import type { Sheet } from './contract.ts';

vi.setConfig({ testTimeout: 90_000 });

const { city, clock, civil, elder, forSixty, worker, daughter } = await openPersons();
afterAll(() => city.close());

const platform = city.as({ id: 'platform', grants: { '*': 'city' } });
const day = '2026-11-15';
const care = 'mzj-home-care-needs';
const sheets = '/api/reporting/my/sheets';
const filingsOf = async (person: string) =>
  (await civil.get(`/api/reporting/filings?limit=100&person=${person}`)).json<{
    items: { id: string; return: string; state: string }[];
  }>().items;

/** What a department has of its return after the next delivery: under which row, by whose number. */
async function rowsOf(code: string, expected: Readonly<Record<string, string>>): Promise<void> {
  clock.advance(60_000);
  await finishedBatch(city, platform);
  const rows = async () =>
    Object.fromEntries(
      (await deliveredRows(platform.context(), code)).map((row) => [row.rowKey, row.reportedBy]),
    );
  await expect.poll(rows, { timeout: 30_000 }).toEqual(expected);
}

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

/** What it tells when they are found to be two after all. */
async function parted(other: string, person: string): Promise<void> {
  const context = platform.context();
  await context.transaction(async (tx) => {
    await sql`update registers.person set merged_into = null, withdrawn_at = null where id = ${other}`.execute(
      tx,
    );
    await context.emit(tx, personSplit, {
      key: person,
      payload: { person, other, decision: 'D2', decidedBy: ['a', 'b'] },
    });
  });
}

test('what was handed in under one id is handed in under the one that stays, and nobody is asked twice', async () => {
  await finishedBatch(city, platform, 'open');
  const answers = { [`${care}.livesAlone`]: 'false', [`${care}.mealHelp`]: 'true' };
  const { receipt } = await report(forSixty, day, answers);
  const row = `${care}.${day}.P-sixty`;
  await rowsOf(care, { [row]: numberOf('P-sixty') });
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
  // It is the same row, of whom it is by now.
  await rowsOf(care, { [row]: numberOf('P-elder') });
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

test('parted again, each has what they began and handed in themselves, and its department gets it anew', async () => {
  await parted('P-sixty', 'P-elder');
  await expect
    .poll(async () => (await filingsOf('P-sixty')).map(({ state }) => state), { timeout: 30_000 })
    .toEqual(['handed-in']);
  const answers = { [`${care}.livesAlone`]: 'false', [`${care}.mealHelp`]: 'true' };
  expect(await sheetOf(forSixty, day)).toMatchObject({ state: 'handed-in', answers });
  // The other one owes both again, and nothing of what the first said is shown.
  const own = async () => (await filingsOf('P-elder')).map(({ state }) => state);
  await expect.poll(own, { timeout: 30_000 }).toEqual(['due']);
  const sheet = await sheetOf(elder, day);
  expect(sheet).toMatchObject({ state: 'untouched', receipt: null, returns: [{}, {}] });
  expect(Object.keys(sheet.answers).filter((cell) => cell.startsWith(care))).toEqual([]);
  const { rows } =
    await sql`select delivered_at from reporting.filing where person = 'P-sixty' and state = 'handed-in'`.execute(
      platform.context().db,
    );
  expect(rows).toEqual([{ delivered_at: null }]);
  // The same bytes as at first would be no delivery to the simulator: the elder’s own go with them.
  await report(elder, day, {
    [`${care}.livesAlone`]: 'true',
    [`${care}.mealHelp`]: 'true',
    'wsj-elder-health-visit.visitWished': 'true',
  });
  await rowsOf(care, {
    [`${care}.${day}.P-elder`]: numberOf('P-elder'),
    [`${care}.${day}.P-sixty`]: numberOf('P-sixty'),
  });

  // The list and what was begun for the worker are the worker's.
  await parted('P-worker', 'P-daughter');
  const end = '2026-11-20';
  await expect
    .poll(async () => (await worker.get(`${sheets}/${end}`)).json<Sheet>().answers, { timeout: 30_000 })
    .toEqual({ 'mzj-aid-list.aid': '陪同就医' });
  expect((await daughter.get(`${sheets}/${end}`)).json()).toMatchObject({ code: 'reporting.nothing-due' });
  const list = await civil.get('/api/reporting/respondents?limit=100&person=P-daughter');
  expect(list.json<{ items: object[] }>().items).toEqual([]);
});

test('what nobody can tell apart is asked of the department, and shown to neither until it has said', async () => {
  const end = '2026-11-20';
  const code = 'mzj-aid-list';
  await merged('P-worker', 'P-daughter');
  const to = () => filingsOf('P-daughter');
  await expect.poll(async () => (await to()).map(({ state }) => state), { timeout: 30_000 }).toContain('due');
  const begun = await sheetOf(daughter, end);
  expect((await handIn(daughter, end, begun.revision)).statusCode).toBe(200);
  const row = `${code}.${end}.P-daughter`;
  await rowsOf(code, { [row]: numberOf('P-daughter') });
  // By an account that is neither's and acts for neither any more.
  await sql`update reporting.sheet set handed_in_by = 'somebody', handed_in_at = now() + interval '1 day' where respondent = 'P-daughter' and ends_on = ${end}::date`.execute(
    platform.context().db,
  );
  await parted('P-worker', 'P-daughter');
  const id = `${code}.2026-11-20.P-daughter`;
  const filing = async () =>
    (await civil.get(`/api/reporting/filings/${id}`)).json<{ undecided: string | null }>();
  await expect.poll(async () => (await filing()).undecided, { timeout: 30_000 }).toBe('P-worker');
  expect(await codeOf(daughter.get(`${sheets}/${end}`))).toBe('reporting.whose');
  const clerk = city.as({ id: 'c', organisation: '330281-mzj', grants: { 'tasks:own': 'department' } });
  const tasks = async () =>
    (await clerk.get('/api/tasks?whose=department&kind=reporting.whose')).json<{
      items: { kind: string; link: string }[];
    }>().items;
  expect(await tasks()).toMatchObject([{ kind: 'reporting.whose', link: `/reporting/filings/${id}` }]);

  const say = (who: typeof civil, person: string) =>
    who.post(`/api/reporting/filings/${id}/whose`, { person });
  const health = city.as({
    id: 'h',
    organisation: '330281-wsj',
    grants: { 'reporting:design': 'department' },
  });
  expect((await say(health, 'P-worker')).statusCode).toBe(404);
  expect((await say(clerk, 'P-worker')).statusCode).toBe(403);
  expect(await codeOf(say(civil, 'P-elder'))).toBe('reporting.neither');
  expect((await say(civil, 'P-worker')).json()).toMatchObject({ state: 'decided' });
  expect(await codeOf(say(civil, 'P-worker'))).toBe('reporting.whose-known');
  expect(await tasks()).toEqual([]);
  expect(await sheetOf(worker, end)).toMatchObject({
    state: 'handed-in',
    answers: { [`${code}.aid`]: '陪同就医' },
  });
  expect((await filingsOf('P-worker')).map(({ state }) => state)).toContain('handed-in');
  await rowsOf(code, { [row]: numberOf('P-worker') });
  // The row that would be hers is taken: hers is another, and both stand.
  const listed = { code: `${code}.P-daughter`, since: '2026-11-01' };
  expect((await civil.post('/api/reporting/respondents', listed)).statusCode).toBe(200);
  await report(daughter, end, { [`${code}.aid`]: '送餐' });
  const { rows } = await sql<{ rowKey: string }>`
    select id || '.' || revision as "rowKey" from reporting.filing where id = ${row}`.execute(
    platform.context().db,
  );
  await rowsOf(code, {
    [row]: numberOf('P-worker'),
    [rows[0]?.rowKey ?? '']: numberOf('P-daughter'),
  });
});
