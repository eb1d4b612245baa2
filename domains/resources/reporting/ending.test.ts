import { sql } from 'kysely';
import { afterAll, expect, test, vi } from 'vitest';
import { writeRows } from '#kernel/record-server';
import { Company } from '#platform/data/registers';
import { endReturnsJob } from './ending.ts';
import { open } from './opening.ts';
import { Return } from './records.ts';
import { lockInForce } from './store.ts';
import { codeOf, openCompanies, sheetOf } from './testing/companies.ts';

vi.setConfig({ testTimeout: 90_000 });

const { city, industry, mill, statistics } = await openCompanies();
afterAll(() => city.close());

const november = '2026-11-30';
const monthly = 'tjj-industry-monthly';
const running = 'jxj-operation-monthly';
const sheets = '/api/reporting/my/sheets';
const context = city.as({ id: 'platform', grants: { '*': 'city' } }).context();

const list = (who: typeof industry, code: string) =>
  who.post('/api/reporting/respondents', { code: `${code}.C-mill`, since: '2026-11-01' });
const stateOf = async (who: typeof industry, code: string) =>
  (await who.get(`/api/reporting/filings/${code}.2026-11.C-mill`)).json<{ state: string }>().state;

test('what is due of a return that ended is asked no longer, before it is dropped too', async () => {
  expect((await list(industry, running)).statusCode).toBe(200);
  const handIn = (revision: number, returns: string[]) =>
    mill.post(`${sheets}/${november}/hand-in`, { revision, returns });
  const answers = Object.fromEntries(
    (await sheetOf(mill, november)).list.map(({ cell, type }) => [cell, type === 'text' ? '轴承' : '12']),
  );
  answers['company.creditCode'] = '91990099000000019F';
  const saved = (await mill.put(`${sheets}/${november}`, { revision: 0, answers })).json();
  expect(saved).toMatchObject({ revision: 1, faults: [] });

  // As it stands when `retire` has said so and its job has not come to it.
  await context.transaction((tx) =>
    writeRows(context, tx, Return, [{ code: running, state: 'retired' }], { source: 'test' }),
  );
  expect(await codeOf(handIn(1, [running]))).toBe('reporting.nothing-due');
  expect(await codeOf(mill.get(`${sheets}/${november}`))).toBe('reporting.nothing-due');
  expect((await mill.get(sheets)).json()).toMatchObject({ items: [] });
  const remind = industry.post(`/api/reporting/returns/${running}/remind`, { period: '2026-11' });
  expect(await codeOf(remind)).toBe('reporting.nobody-left');
  expect(await stateOf(industry, running)).toBe('due');

  // Beside another it is no part of the sheet.
  expect((await list(statistics, monthly)).statusCode).toBe(200);
  expect((await sheetOf(mill, november)).returns.map(({ code }) => code)).toEqual([monthly]);

  // By night.
  const job = await context.transaction((tx) =>
    context.startJob(tx, endReturnsJob, {}, { actor: context.actor }),
  );
  expect((await city.finished(job)).outcome).toMatchObject({ data: { count: 1 } });
  expect(await stateOf(industry, running)).toBe('dropped');
  expect(await stateOf(statistics, monthly)).toBe('due');
});

test('a return that ends drops what is due by the thousand, each with an entry of its own', async () => {
  // Unless the test before has.
  expect([200, 409]).toContain((await list(statistics, monthly)).statusCode);
  const companies = Array.from({ length: 2400 }, (_, at) => ({
    id: `C-due-${at}`,
    name: `试验厂 ${at}`,
    creditCode: `91330282${String(at).padStart(10, '0')}`,
    division: '330281001001',
    address: '试验路 2 号',
    establishedOn: '2019-05-06',
    sources: 1,
    origins: {},
  }));
  await context.transaction(async (tx) => {
    await writeRows(context, tx, Company, companies, { source: 'test' });
    const inForce = await lockInForce(tx, monthly);
    const term = { code: '2026-11', endsOn: november };
    const owing = companies.map(({ id }) => ({ respondent: id, simulated: false, term }));
    if (inForce) await open(context, tx, inForce, owing);
  });
  const counted = async () =>
    (
      await sql<{ state: string; n: number; marked: number }>`
        select state, count(*)::int as n, (count(*) filter (where simulated))::int as marked
        from reporting.filing where return = ${monthly} group by state`.execute(context.db)
    ).rows;
  const [before] = await counted();
  expect(before).toMatchObject({ state: 'due', n: 2401 });
  const retired = await statistics.post(`/api/reporting/returns/${monthly}/retire`, { why: '试验完毕' });
  expect(retired.json()).toEqual({ code: monthly, state: 'retired' });
  await expect.poll(counted, { timeout: 60_000 }).toEqual([{ ...before, state: 'dropped' }]);
  const auditor = city.as({ id: 'auditor', grants: { 'ledger:audit': 'city' } });
  const { items } = (await auditor.get('/api/ledger/entries?resource=reporting.filing&limit=20')).json<{
    items: { subjects: number; actor: { id: string }; detail: { changed: number; source: string } }[];
  }>();
  const dropped = items.filter(
    ({ detail }) => detail.changed > 0 && detail.source === `reporting:${monthly}`,
  );
  expect(dropped.map(({ detail }) => detail.changed).toSorted((a, b) => a - b)).toEqual([401, 1000, 1000]);
  for (const { actor } of dropped) expect(actor.id).toBe('clerk-330281-tjj');
});
