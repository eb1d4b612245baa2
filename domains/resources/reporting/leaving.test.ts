import { afterAll, expect, test, vi } from 'vitest';
import { writeRows } from '#kernel/record-server';
import { Filing } from './records.ts';
import { codeOf, openCompanies, sheetOf } from './testing/companies.ts';

vi.setConfig({ testTimeout: 60_000 });

const { city, industry, mill, statistics } = await openCompanies();
afterAll(() => city.close());

const november = '2026-11-30';
const monthly = 'tjj-industry-monthly';
const running = 'jxj-operation-monthly';
const sheets = '/api/reporting/my/sheets';
const platform = city.as({ id: 'platform', grants: { '*': 'city' } });

const list = (who: typeof industry, code: string, company = 'C-mill') =>
  who.post('/api/reporting/respondents', { code: `${code}.${company}`, since: '2026-11-01' });
async function leave(who: typeof industry, code: string, company = 'C-mill') {
  const at = `/api/reporting/respondents/${code}.${company}`;
  const { revision } = (await who.get(at)).json<{ meta: { revision: number } }>().meta;
  return who.post(`${at}/withdraw`, { revision, reason: '停产' });
}
const stateOf = async (who: typeof industry, code: string, company = 'C-mill') =>
  (await who.get(`/api/reporting/filings/${code}.2026-11.${company}`)).json<{ state: string }>().state;

/** Writes states of filings, and does not end before the other step has come as far as it can. */
async function meanwhile<T>(states: Readonly<Record<string, string>>, step: () => Promise<T>): Promise<T> {
  const context = platform.context();
  const written = Promise.withResolvers<void>();
  const other = written.promise.then(step);
  await context.transaction(async (tx) => {
    const rows = Object.entries(states).map(([id, state]) => ({ id, state }));
    await writeRows(context, tx, Filing, rows, { source: 'test' });
    written.resolve();
    await Promise.race([other, new Promise((resolve) => setTimeout(resolve, 1_500))]);
  });
  return other;
}
const concurrent = platform.context().store.capabilities.concurrentSessions;

test('who left the list and is put on it again owes the return again', async () => {
  expect((await list(statistics, monthly)).statusCode).toBe(200);
  expect(await stateOf(statistics, monthly)).toBe('due');
  expect((await leave(statistics, monthly)).statusCode).toBe(200);
  expect(await stateOf(statistics, monthly)).toBe('dropped');
  expect((await list(statistics, monthly)).statusCode).toBe(200);
  expect(await stateOf(statistics, monthly)).toBe('due');
  expect((await mill.get(sheets)).json()).toMatchObject({
    items: [{ endsOn: november, state: 'untouched' }],
  });
});

test.runIf(concurrent)('what is handed in while its company leaves the list stays handed in', async () => {
  const left = await meanwhile({ [`${monthly}.2026-11.C-mill`]: 'handed-in' }, () =>
    leave(statistics, monthly),
  );
  expect(left.statusCode).toBe(200);
  expect(await stateOf(statistics, monthly)).toBe('handed-in');
});

test.runIf(concurrent)('what is no longer asked when the sheet arrives is not handed in', async () => {
  expect((await list(industry, running)).statusCode).toBe(200);
  const answers = Object.fromEntries(
    (await sheetOf(mill, november)).list.map(({ cell, type }) => [cell, type === 'text' ? '轴承' : '12']),
  );
  answers['company.creditCode'] = '91990099000000019F';
  const saved = (await mill.put(`${sheets}/${november}`, { revision: 0, answers })).json();
  expect(saved).toMatchObject({ revision: 1, faults: [] });
  const dropped = { [`${running}.2026-11.C-mill`]: 'dropped', [`${monthly}.2026-11.C-mill`]: 'dropped' };
  const handed = await meanwhile(dropped, () =>
    mill.post(`${sheets}/${november}/hand-in`, { revision: 1, returns: [running, monthly] }),
  );
  expect(await codeOf(Promise.resolve(handed))).toBe('reporting.nothing-due');
  expect(await stateOf(industry, running)).toBe('dropped');
});

test('a list that was the wrong one is taken back, and what it made due with it', async () => {
  const at = '/api/reporting/respondents/import';
  const code = `${running}.C-forge`;
  const uploaded = await industry.upload(at, '名录.csv', `名录代码,自哪天起\n${code},2026-11-01\n`);
  const { import: id, mapping } = uploaded.json<{
    import: string;
    mapping: { field: string; header: string | null }[];
  }>();
  const chosen = Object.fromEntries(mapping.map(({ field, header }) => [field, header]));
  const run = await industry.post(`${at}/${id}/run`, { mapping: chosen });
  await city.finished(run.json<{ job: string }>().job);
  expect(await stateOf(industry, running, 'C-forge')).toBe('due');
  const undo = await industry.post(`${at}/${id}/undo`);
  const { outcome } = await city.finished(undo.json<{ job: string }>().job);
  expect(outcome).toMatchObject({ data: { withdrawn: 1, kept: 0, refused: [] } });
  expect(await stateOf(industry, running, 'C-forge')).toBe('dropped');
});
