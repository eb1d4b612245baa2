import { afterAll, expect, test, vi } from 'vitest';
import { finishedBatch } from './testing/batches.ts';
import { codeOf, errorsOf, handIn, openCompanies, prefill, report, sheetOf } from './testing/companies.ts';
import type { Sheet } from './contract.ts';

vi.setConfig({ testTimeout: 60_000 });

const { city, clock, industry, mill, nobody, statistics, energy } = await openCompanies();
afterAll(() => city.close());

const november = '2026-11-30';
const monthly = 'tjj-industry-monthly';
const running = 'jxj-operation-monthly';
const sheets = '/api/reporting/my/sheets';

const listed = (code: string, company = 'C-mill', since = '2026-11-01') => ({
  code: `${code}.${company}`,
  since,
});

test('two departments put a company on their lists: one sheet, each item once, filled in by what the city knows', async () => {
  expect((await mill.get(sheets)).json()).toMatchObject({
    who: { kind: 'company', name: { zh: '试验轧钢厂' } },
    items: [],
    offers: [],
  });
  const put = (who: typeof industry, code: string) => who.post('/api/reporting/respondents', listed(code));
  expect((await put(statistics, monthly)).statusCode).toBe(200);
  expect((await put(industry, running)).statusCode).toBe(200);
  expect((await put(energy, 'fgj-energy-quarterly')).statusCode).toBe(200);
  // The other department's list is not one's own.
  expect(await codeOf(put(energy, monthly))).toBe('records.outside-scope');

  const { items } = (await mill.get(sheets)).json<{ items: Sheet[] }>();
  expect(items).toMatchObject([{ endsOn: november, state: 'untouched', questions: 13, cells: 8 }]);
  // Eight working days after 30 November, and ten.
  expect(items[0]?.returns.map(({ code, dueOn }) => [code, dueOn])).toEqual([
    [running, '2026-12-14'],
    [monthly, '2026-12-10'],
  ]);
  const before = await sheetOf(mill, november);
  expect(before.list.find(({ cell }) => cell === 'company.name')?.askedBy.map(({ owner }) => owner)).toEqual([
    '330281-jxj',
    '330281-tjj',
  ]);
  expect(before.answers).toEqual({});

  expect((await prefill(mill, november, { consent: false })).statusCode).toBe(400);
  const known = (await prefill(mill, november)).json<Sheet>();
  expect(known).toMatchObject({
    consented: true,
    revision: 1,
    answers: { 'company.name': '试验轧钢厂', 'company.creditCode': '913302810000000001' },
  });
  expect(known.list.find(({ cell }) => cell === 'company.name')?.origin?.source.zh).toBe('法人基础库');
});

test('nothing without a mandate, nothing of another company, nothing over a newer save', async () => {
  expect((await nobody.get(sheets)).json()).toEqual({ who: null, items: [], offers: [] });
  expect(await codeOf(nobody.get(`${sheets}/${november}`))).toBe('reporting.no-mandate');
  expect(await codeOf(mill.get(`${sheets}/2026-10-31`))).toBe('reporting.nothing-due');
  const stale = { revision: 0, answers: {} };
  expect(await codeOf(mill.put(`${sheets}/${november}`, stale))).toBe('reporting.saved-elsewhere');
  const strange = { revision: 1, answers: { 'company.shoeSize': '1' } };
  expect(await codeOf(mill.put(`${sheets}/${november}`, strange))).toBe('reporting.unknown-cell');
  expect((await statistics.get(sheets)).statusCode).toBe(403);
  expect((await city.stranger.get(sheets)).statusCode).toBe(401);
});

const answers = {
  [`${monthly}.output@2026-11`]: '1200.5',
  [`${monthly}.revenue@2026-11`]: '1100',
  [`${monthly}.employees`]: '86',
  [`${monthly}.product`]: '轴承',
  [`${running}.orders`]: '300',
  [`${running}.energy@2026-11`]: '12.25',
};

test('handed in once it is each owner’s own part, with one receipt; twice is once', async () => {
  const early = await handIn(mill, november, 1);
  expect([early.statusCode, early.json<{ code: string }>().code]).toEqual([422, 'reporting.incomplete']);
  expect(errorsOf(early).map(([path]) => path)).toEqual(
    expect.arrayContaining([`${monthly}.employees`, `${running}.orders`]),
  );
  const wrong = { revision: 1, answers: { ...answers, [`${monthly}.employees`]: '约八十' } };
  const told = (await mill.put(`${sheets}/${november}`, wrong)).json<Sheet>();
  expect(told.faults.map(({ cell }) => cell)).toContain(`${monthly}.employees`);

  const done = await report(mill, november, answers);
  expect(done).toMatchObject({ state: 'handed-in', receipt: 'TB-2026-00001' });
  const again = handIn(mill, november, done.revision);
  expect(await codeOf(again)).toBe('reporting.handed-in');

  const seen = async (who: typeof industry) =>
    (await who.get('/api/reporting/filings?state=handed-in'))
      .json<{ items: { id: string }[] }>()
      .items.map(({ id }) => id);
  expect(await seen(statistics)).toEqual([`${monthly}.2026-11.C-mill`]);
  expect(await seen(industry)).toEqual([`${running}.2026-11.C-mill`]);
  expect(await seen(energy)).toEqual([]);
  const path = `/api/reporting/filings/${monthly}.2026-11.C-mill`;
  // Whoever looks sees that it came; what it says is read for a purpose, and the ledger keeps it.
  expect((await statistics.get(path)).json()).toMatchObject({
    answers: '***',
    meta: { masked: ['answers', 'sensitiveAnswers'] },
  });
  const filing = (await statistics.get(`${path}?reveal=yes`, { purpose: '统计' })).json();
  expect(filing).toMatchObject({
    late: false,
    receipt: 'TB-2026-00001',
    questions: 6,
    answers: {
      companyName: '试验轧钢厂',
      creditCode: '913302810000000001',
      output: '1200.5',
      revenue: '1100',
      employees: '86',
      product: '轴承',
    },
  });
  expect(Object.keys(filing.answers)).toHaveLength(6);
  expect((await energy.get(`/api/reporting/filings/${monthly}.2026-11.C-mill`)).statusCode).toBe(404);
});

test('what was handed in reaches each owner’s dataset as rows, once, marked as invented', async () => {
  const deliver = () => city.as({ id: 'platform', grants: { '*': 'city' } });
  const first = await finishedBatch(city, deliver());
  expect(first).toMatchObject({ count: 2, batches: 2 });
  const rows = async (dataset: string) => {
    const reader = city.as({ id: 'reader', grants: { 'ingestion:read': 'city' } });
    const { items } = (await reader.get(`/api/ingestion/batches?dataset=${dataset}`)).json<{
      items: { id: string; rows: number; simulated: boolean; provider: string }[];
    }>();
    return items;
  };
  for (const [dataset, provider] of [
    [monthly, '330281-tjj'],
    [running, '330281-jxj'],
  ] as const)
    await expect
      .poll(() => rows(dataset), { timeout: 20_000 })
      .toMatchObject([{ rows: 1, simulated: true, provider }]);
  expect(await finishedBatch(city, deliver())).toMatchObject({ count: 0, batches: 0 });
});

test('a correction reaches only whom it concerns, is counted, and after the day is marked', async () => {
  const correct = async (product: string) =>
    report(mill, november, { ...answers, [`${monthly}.revenue@2026-11`]: product });
  clock.set('2026-12-12T02:00:00Z');
  await correct('1150');
  const filing = async (who: typeof industry, code: string) =>
    (await who.get(`/api/reporting/filings/${code}.2026-11.C-mill?reveal=yes`, { purpose: '核对' })).json();
  expect(await filing(statistics, monthly)).toMatchObject({
    corrections: 1,
    correctedLate: true,
    late: false,
    answers: { revenue: '1150' },
  });
  expect(await filing(industry, running)).toMatchObject({ corrections: 0, correctedLate: false });
  // The clock's own delivery may have come first: either way there is one batch more, for the one owner.
  await finishedBatch(city, city.as({ id: 'platform', grants: { '*': 'city' } }));
  const reader = city.as({ id: 'reader', grants: { 'ingestion:read': 'city' } });
  const batches = async (dataset: string) =>
    (await reader.get(`/api/ingestion/batches?dataset=${dataset}`)).json<{ items: object[] }>().items.length;
  await expect.poll(() => batches(monthly), { timeout: 20_000 }).toBe(2);
  expect(await batches(running)).toBe(1);
});

test('progress tells what is due, in time and late; a reminder reaches the agent', async () => {
  await statistics.post('/api/reporting/respondents', listed(monthly, 'C-forge'));
  const progress = await statistics.get('/api/reporting/progress');
  expect(progress.json<{ items: object[] }>().items, progress.body).toMatchObject([
    { code: monthly, period: '2026-11', owed: 2, handedIn: 1, late: 0, overdue: 1, simulated: true },
  ]);
  const remind = (period: string) => statistics.post(`/api/reporting/returns/${monthly}/remind`, { period });
  const reminded = async () => {
    const begun = (await remind('2026-11')).json<{ left: number; job: string }>();
    expect(begun.left).toBe(1);
    return (await city.finished(begun.job)).outcome;
  };
  expect(await reminded()).toMatchObject({ data: { left: 1, told: 1 } });
  // Told today they are not told again.
  expect(await reminded()).toMatchObject({ data: { left: 1, told: 0 } });
  expect(await codeOf(remind('2026-10'))).toBe('reporting.nobody-left');
  expect(
    (await industry.post(`/api/reporting/returns/${monthly}/remind`, { period: '2026-11' })).statusCode,
  ).toBe(404);
});

test('whoever leaves the list owes nothing more; what was handed in stays', async () => {
  const gone = async (company: string) => {
    const at = `/api/reporting/respondents/${monthly}.${company}`;
    const { revision } = (await statistics.get(at)).json<{ meta: { revision: number } }>().meta;
    return statistics.post(`${at}/withdraw`, { revision, reason: '停产' });
  };
  expect((await gone('C-forge')).statusCode).toBe(200);
  const filing = (await statistics.get(`/api/reporting/filings/${monthly}.2026-11.C-forge`)).json();
  expect(filing).toMatchObject({ state: 'dropped' });
  const { items } = (await statistics.get('/api/reporting/progress')).json<{ items: object[] }>();
  expect(items).toMatchObject([{ owed: 1, handedIn: 1, overdue: 0 }]);
});

test('what lasts is carried on, a quarter with a month that nobody reported is asked, and a late sheet is marked', async () => {
  clock.set('2027-01-20T02:00:00Z');
  // The clock's own nightly job may have come first.
  await finishedBatch(city, city.as({ id: 'platform', grants: { '*': 'city' } }), 'open');
  const december = '2026-12-31';
  const { list } = await sheetOf(mill, december);
  const known = (await prefill(mill, december)).json<Sheet>();
  expect(known.answers[`${monthly}.product`]).toBe('轴承');
  expect(known.answers[`${monthly}.employees`]).toBeUndefined();
  // Monthly and quarterly output are two questions, and one of the quarter's months is not known here.
  expect(known.answers[`${monthly}.output@2026-Q4`]).toBeUndefined();
  expect(
    list.filter(({ cell }) => cell.startsWith(`${monthly}.output@`)).map(({ period }) => period),
  ).toEqual(expect.arrayContaining(['2026-12', '2026-Q4']));
  const done = await report(mill, december, {
    [`${monthly}.output@2026-12`]: '900',
    [`${monthly}.output@2026-Q4`]: '2900',
    [`${monthly}.revenue@2026-12`]: '800',
    [`${monthly}.employees`]: '90',
    [`${running}.orders`]: '250',
    [`${running}.energy@2026-12`]: '10',
    [`${running}.energy@2026-Q4`]: '33',
  });
  expect(done.returns.map(({ code, late }) => [code, late])).toEqual([
    ['fgj-energy-quarterly', true],
    [running, true],
    [monthly, true],
  ]);
});
