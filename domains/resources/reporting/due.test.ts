import { sql } from 'kysely';
import { afterAll, expect, test, vi } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { writeRows } from '#kernel/record-server';
import { deliver } from './delivering.ts';
import { Respondent } from './records.ts';
import { finishedBatch } from './testing/batches.ts';
import { openCompanies, prefill, report, sheetOf } from './testing/companies.ts';
import type { Sheet } from './contract.ts';

vi.setConfig({ testTimeout: 90_000 });

const { city, clock, energy, mill, statistics } = await openCompanies();
afterAll(() => city.close());

const [october, november, december] = ['2026-10-31', '2026-11-30', '2026-12-31'] as const;
const monthly = 'tjj-industry-monthly';
const quarterly = 'fgj-energy-quarterly';
const sheets = '/api/reporting/my/sheets';
const platform = city.as({ id: 'platform', grants: { '*': 'city' } });
const { db } = city.platform.services.store;

const list = (who: typeof energy, code: string, company = 'C-mill') =>
  who.post('/api/reporting/respondents', { code: `${code}.${company}`, since: '2026-10-01' });
const filing = async (id: string) =>
  (await statistics.get(`/api/reporting/filings/${monthly}.${id}`)).json<{
    state: string;
    dueOn: string;
    dueUncertain: boolean;
    late: boolean;
  }>();
const month = (of: string, output: string) => ({
  [`${monthly}.output@${of}`]: output,
  [`${monthly}.revenue@${of}`]: '100',
  [`${monthly}.employees`]: '86',
});

test('what lasts is not carried back: a later sheet says nothing of an earlier period', async () => {
  expect((await list(statistics, monthly)).statusCode).toBe(200);
  expect((await list(energy, quarterly)).statusCode).toBe(200);
  await report(mill, november, { ...month('2026-11', '0.2'), [`${monthly}.product`]: '轴承' });
  const known = (await prefill(mill, october)).json<Sheet>();
  expect(known.answers['company.name']).toBe('试验轧钢厂');
  expect(known.answers[`${monthly}.product`]).toBeUndefined();
  await report(mill, october, { ...month('2026-10', '0.1'), [`${monthly}.product`]: '齿轮' });
});

test('who joins a list opens what it owes itself, and nothing of the others', async () => {
  const context = { ...platform.context(), clock: fixedClock('2027-02-01T02:00:00Z') };
  await context.transaction((tx) =>
    writeRows(context, tx, Respondent, [{ code: `${monthly}.C-other`, since: '2026-12-01' }], {
      source: 'test',
    }),
  );
  expect(await filing('2027-01.C-other')).toMatchObject({ state: 'due' });
  expect(await filing('2026-12.C-other')).toMatchObject({ state: 'due' });
  expect((await statistics.get(`/api/reporting/filings/${monthly}.2027-01.C-mill`)).statusCode).toBe(404);
  expect((await statistics.get(`/api/reporting/filings/${monthly}.2026-11.C-other`)).statusCode).toBe(404);
});

test('months add up to the quarter on the sheet where the last of them is answered', async () => {
  clock.set('2027-01-04T02:00:00Z');
  await finishedBatch(city, platform, 'open');
  const { revision, answers } = await sheetOf(mill, december);
  const body = { revision, answers: { ...answers, ...month('2026-12', '3.5') } };
  expect((await mill.put(`${sheets}/${december}`, body)).statusCode).toBe(200);
  const known = (await prefill(mill, december)).json<Sheet>();
  expect(known.answers).toMatchObject({
    [`${monthly}.product`]: '轴承',
    [`${monthly}.output@2026-Q4`]: '3.8',
  });
});

test('a day in a year whose holidays are not published is not certain, and moves when they are', async () => {
  // Eight working days after New Year's Eve, a Thursday, as long as nobody says that New Year is a holiday.
  expect(await filing('2026-12.C-mill')).toMatchObject({ dueOn: '2027-01-12', dueUncertain: true });
  expect(await filing('2026-11.C-mill')).toMatchObject({ dueOn: '2026-12-10', dueUncertain: false });
  const year = {
    year: 2027,
    days: [{ day: '2027-01-01', working: false, name: { zh: '元旦', en: 'New Year' } }],
  };
  await sql`update tasks.setting set value = jsonb_set(value, '{years}', ${JSON.stringify([year])}::jsonb)
    where name = 'calendar'`.execute(db);
  clock.set('2027-01-13T02:00:00Z');
  const done = await report(mill, december, { 'jxj-operation-monthly.energy@2026-Q4': '33' });
  expect(done.returns.find(({ code }) => code === monthly)).toMatchObject({
    dueOn: '2027-01-13',
    dueUncertain: false,
    late: false,
  });
  await finishedBatch(city, platform, 'open');
  expect(await filing('2026-12.C-other')).toMatchObject({
    state: 'due',
    dueOn: '2027-01-13',
    dueUncertain: false,
  });
});

test('a return that cannot be delivered keeps no other from its owner, and comes when it can', async () => {
  const delivered = async (code: string) =>
    (
      await sql<{ n: number }>`select count(*)::int as n from reporting.filing
        where return = ${code} and delivered_at is not null`.execute(db)
    ).rows[0]?.n;
  const [before] = (
    await sql<{
      definition: object;
    }>`select definition from catalogue.dataset where code = ${quarterly}`.execute(db)
  ).rows;
  await sql`update catalogue.dataset set definition = definition - 'title' where code = ${quarterly}`.execute(
    db,
  );
  // The clock's own delivery has come first: all of it is to be delivered again.
  await sql`update reporting.filing set delivered_at = null`.execute(db);
  const context = platform.context();
  await context.startJob(context.db, deliver, {}, { actor: context.actor });
  await expect.poll(() => delivered(monthly), { timeout: 20_000 }).toBe(3);
  expect(await delivered(quarterly)).toBe(0);
  // Whoever keeps something made of filings hears of what was delivered, together and not one by one.
  const { rows: told } = await sql<{ n: number }>`
    select jsonb_array_length(payload -> 'keys')::int as n from kernel.event
    where name = 'records.rows-written' and key = 'reporting.filing' and payload ->> 'source' = 'reporting.deliver'`.execute(
    db,
  );
  expect(told).toContainEqual({ n: 3 });
  // Its company has left the register meanwhile: whose the row is, is known all the same.
  await sql`update registers.company set withdrawn_at = now() where id = 'C-mill'`.execute(db);
  await sql`update catalogue.dataset set definition = ${JSON.stringify(before?.definition)}::jsonb
    where code = ${quarterly}`.execute(db);
  await context.startJob(context.db, deliver, {}, { actor: context.actor });
  await expect.poll(() => delivered(quarterly), { timeout: 40_000 }).toBe(1);
  const reader = city.as({ id: 'reader', grants: { 'ingestion:read': 'city' } });
  const path = `/api/ingestion/batches?dataset=${quarterly}`;
  const rows = async () => (await reader.get(path)).json<{ items: { rows: number }[] }>().items;
  await expect.poll(rows, { timeout: 20_000 }).toMatchObject([{ rows: 1 }]);
});
