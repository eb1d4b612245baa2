import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import type { ProblemBody } from '#kernel/problem';
import type { Asker } from '#testing';
import type { Explored, GridBlock, ShownIssue } from './contract.ts';
import { runReports } from './jobs.ts';
import { codeOf, Composing, figuresOf, gridAt, report, unit } from './testing/composing.ts';

const api = '/api/reports';
let at: Composing;
beforeAll(async () => {
  // Tuesday 10 November 2026 in Yuyao.
  at = await Composing.open('2026-11-10T02:00:00.000Z');
  await at.come('2025-10', 5);
  await at.come('2026-09', 8, { late: 2 });
  await at.come('2026-10', 6, { late: 3 });
  await at.come('2026-10', 3, { matter: 'school' });
  await at.come('2026-10', 20, { counter: 'south', late: 5 });
  await at.come('2026-10', 12, { counter: 'south', matter: 'school', late: 6 });
  await at.counted('2026-10', 41);
});
afterAll(() => at.city.close());

const faultsOf = async (definition: object) => {
  const answer = await at.save({ ...report, code: 'bad', ...definition });
  const { code, errors = [] } = answer.json<ProblemBody>();
  expect([answer.statusCode, code], answer.body).toEqual([422, 'reports.report-refused']);
  return errors.map((each) => [each.path, each.code]);
};

test('what cannot stand is refused with its place and a stable code', async () => {
  const block = (more: object) => faultsOf({ blocks: [more] });
  expect(await block({ kind: 'figure', measure: 'nothing' })).toEqual([
    ['blocks.0.measure', 'reports.measure-unknown'],
  ]);
  expect(await block({ kind: 'pivot', measure: 'visits', rows: 'sex', columns: 'counter' })).toEqual([
    ['blocks.0.rows', 'reports.dimension-unknown'],
  ]);
  expect(await block({ kind: 'pivot', measure: 'visits', rows: 'town', columns: 'town' })).toEqual([
    ['blocks.0.columns', 'reports.dimension-twice'],
  ]);
  expect(await block({ kind: 'figure', measure: 'visits', where: { counter: '$town', sex: 'f' } })).toEqual([
    ['blocks.0.where.counter', 'reports.parameter-unknown'],
    ['blocks.0.where.sex', 'reports.dimension-unknown'],
  ]);
  expect(await block({ kind: 'map', measure: 'visits', by: 'matter' })).toEqual([
    ['blocks.0.by', 'reports.not-towns'],
  ]);
  expect(
    await block({
      kind: 'chart',
      draw: 'bar',
      by: 'town',
      measures: [{ measure: 'visits' }, { measure: 'visits-late' }],
    }),
  ).toEqual([['blocks.0.measures', 'reports.one-measure']]);
  const many = Array.from({ length: 8 }, () => ({ measure: 'visits' }));
  expect(await block({ kind: 'chart', draw: 'line', measures: many, periods: 366 })).toEqual([
    ['blocks.0', 'reports.too-many-cells'],
  ]);
  expect(await block({ kind: 'include', report: 'nowhere' })).toEqual([
    ['blocks.0.report', 'reports.report-unknown'],
  ]);
  expect(
    await faultsOf({
      owner: '330281-wsj',
      readers: ['nobody'],
      grain: 'day',
      blocks: report.blocks.slice(1, 2),
    }),
  ).toEqual([
    ['owner', 'reports.not-yours'],
    ['readers.0', 'reports.owner-unknown'],
    ['blocks.0.measure', 'reports.grain-too-fine'],
  ]);
});

test('a report is composed, published by whoever may, and read by everybody it is meant for', async () => {
  const first = await at.save(report, null, at.clerk);
  expect(first.statusCode, first.body).toBe(200);
  const { revision } = first.json<{ revision: number }>();
  const publishing = { revision };
  const url = `${api}/drafts/counter-month/publish`;
  expect(await codeOf(at.clerk.post(url, publishing))).toEqual([403, 'identity.forbidden']);
  expect(await codeOf(at.reader.get(`${api}/reports/counter-month/shown`))).toEqual([
    404,
    'request.not-found',
  ]);
  expect(await codeOf(at.composer.post(url, { revision: revision + 1 }))).toEqual([
    409,
    'reports.revision-differs',
  ]);
  expect((await at.composer.post(url, publishing)).statusCode).toBe(200);

  const shown = await at.shown('counter-month');
  expect(shown).toMatchObject({ period: '2026-10', simulated: false, mayCompose: false, mayIssue: false });
  expect(shown.choices[0]?.values.map(({ value }) => value)).toEqual(['north', 'south']);
  expect(shown.blocks[0]).toMatchObject({ body: { zh: '## 2026-10 概况\n\n- 窗口：全市' } });
  expect(figuresOf(gridAt(shown.blocks, 1))).toEqual({ visits: [41, 412.5, 720] });
  expect(figuresOf(gridAt(shown.blocks, 2))).toEqual({
    '0.visits': [null, 8, 41, 412.5],
    '1.visits-late': [null, 25, (100 * 14) / 41, expect.closeTo(36.59, 1)],
  });
  // Sums over sums: neither the sum nor the mean of the shares beside it.
  expect(figuresOf(gridAt(shown.blocks, 3))).toEqual({
    north: [50, 0, (100 * 3) / 9],
    south: [25, 50, (100 * 11) / 32],
    '*': [(100 * 8) / 26, 40, (100 * 14) / 41],
  });
  expect(figuresOf(gridAt(shown.blocks, 5))).toEqual({ '330281001': [9], '330281002': [32] });
  expect(gridAt(shown.blocks, 1).rows[0]?.cells[0]?.path).toBe(
    '/indicators/measures/visits/rows?period=2026-10',
  );

  const chosen = await at.shown('counter-month', 'period=2026-09&choose=counter:north');
  expect(figuresOf(gridAt(chosen.blocks, 1))).toEqual({ visits: [8, null, null] });
  expect(chosen.blocks[0]).toMatchObject({ body: { zh: '## 2026-09 概况\n\n- 窗口：城北' } });
  for (const [query, code] of [
    ['period=2026-W40', 'reports.period-asked'],
    ['period=2026', 'reports.period-asked'],
    ['choose=sex:f', 'reports.parameter-asked'],
  ])
    expect(await codeOf(at.reader.get(`${api}/reports/counter-month/shown?${query}`))).toEqual([400, code]);
});

test('a reader sees what the rule of a measure lets and no more, in files too', async () => {
  const hidden = figuresOf(gridAt((await at.shown('counter-month')).blocks, 6));
  expect(hidden['north']).toContain('hidden');
  const open = figuresOf(gridAt((await at.shown('counter-month', '', at.office)).blocks, 6));
  expect(open['north']).toEqual([6, 3, 9]);
  expect(await sheetOf(at.reader)).not.toContainEqual(['城北', 6, 3, 9]);
  expect(await sheetOf(at.office)).toContainEqual(['城北', 6, 3, 9]);
  const blind = at.city.as({ id: 'blind', organisation: unit, grants: { 'reports:read': 'city' } });
  for (const path of ['shown', 'file?format=xlsx'])
    expect(await codeOf(blind.get(`${api}/reports/counter-month/${path}`))).toEqual([
      403,
      'reports.may-not-read',
    ]);
  expect(await codeOf(blind.get(`${api}/materials`))).toEqual([403, 'reports.may-not-read']);
});

/** The rows of a report's workbook, and whether one of its cells would be reckoned. */
async function sheetOf(by: Asker, language: 'zh' | 'en' = 'zh', of = 'reports/counter-month') {
  const answer = await by.get(`${api}/${of}/file?format=xlsx`, {
    headers: { 'accept-language': language },
  });
  expect(answer.statusCode).toBe(200);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(answer.rawPayload as never);
  const rows: unknown[][] = [];
  workbook.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  return rows;
}

test('a file is safe to open and ready to print', async () => {
  const rows = await sheetOf(at.reader, 'en');
  // The name of a value begins like a formula: it stays a text.
  expect(rows).toContainEqual(['Counter', '=House', 'School', 'All']);
  const pdf = await at.reader.get(`${api}/reports/counter-month/file?format=pdf`);
  expect(pdf.headers['content-type']).toBe('application/pdf');
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
});

test('a report is saved over nobody, and only its own unit sees what is not published', async () => {
  const draft = await at.composer.get(`${api}/drafts/counter-month/definition`);
  const { revision } = draft.json<{ revision: number }>();
  expect(await codeOf(at.save(report))).toEqual([409, 'reports.code-taken']);
  expect(await codeOf(at.save(report, revision - 1))).toEqual([409, 'reports.revision-differs']);
  const changed = { ...report, title: { zh: '改名', en: 'Renamed' } };
  expect((await at.save(changed, revision)).statusCode).toBe(200);
  expect((await at.shown('counter-month')).title.en).toBe('The counter by month');
  const stranger = at.city.as({
    id: 'stranger',
    organisation: '330281-wsj',
    grants: { 'reports:compose': 'department', 'reports:publish': 'department', 'indicators:read': 'city' },
  });
  expect(await codeOf(stranger.get(`${api}/drafts/counter-month/definition`))).toEqual([
    404,
    'request.not-found',
  ]);
  expect(await codeOf(at.save({ ...changed, owner: '330281-wsj' }, revision + 1, stranger))).toEqual([
    404,
    'request.not-found',
  ]);
  expect((await stranger.get(`${api}/drafts`)).json<{ items: unknown[] }>().items).toEqual([]);
});

test('a report stands in another, in no circle and before no other readers', async () => {
  const part = {
    ...report,
    code: 'part',
    parameters: [],
    audience: 'unit',
    blocks: report.blocks.slice(2, 3),
  };
  await at.publish(part);
  const whole = { ...part, code: 'whole', blocks: [{ kind: 'include', report: 'part' }] };
  const revision = await at.publish(whole);
  expect(await codeOf(at.reader.get(`${api}/reports/whole/shown`))).toEqual([404, 'request.not-found']);
  const shown = await at.shown('whole', '', at.composer);
  expect(figuresOf(gridAt(shown.blocks, 0))['0.visits']).toEqual([null, 8, 41, 412.5]);
  const round = await at.save({ ...part, blocks: [{ kind: 'include', report: 'whole' }] }, revision);
  expect(round.json<ProblemBody>().errors).toMatchObject([
    { path: 'blocks.0.report', code: 'reports.circle' },
  ]);
  const wider = await at.save({ ...whole, code: 'wider', audience: 'government' });
  expect(wider.json<ProblemBody>().errors).toMatchObject([{ code: 'reports.report-narrower' }]);

  const retired = await at.composer.post(`${api}/drafts/part/retire`, { reason: '不再需要' });
  expect(retired.statusCode, retired.body).toBe(200);
  expect(await codeOf(at.composer.get(`${api}/reports/part/shown`))).toEqual([404, 'request.not-found']);
  expect((await at.shown('whole', '', at.composer)).blocks).toMatchObject([
    { code: 'reports.report-unknown' },
  ]);
});

test('a measure is explored from any side, narrowed and swapped, and refused where it has no such side', async () => {
  const look = async (query: string) => {
    const answer = await at.reader.get(`${api}/explore?measure=visits-late&period=2026-10&${query}`);
    expect(answer.statusCode, answer.body).toBe(200);
    return figuresOf(gridAt(answer.json<Explored>().blocks, 0));
  };
  expect(await look('periods=2')).toEqual({ '0.visits-late': [25, (100 * 14) / 41] });
  expect((await look('rows=counter&columns=matter'))['south']).toEqual([25, 50, (100 * 11) / 32]);
  expect((await look('rows=matter&columns=counter'))['house']).toEqual([50, 25, (100 * 8) / 26]);
  expect(await look('rows=matter&where=counter:south&periods=1')).toEqual({
    house: [25],
    school: [50],
    '*': [(100 * 11) / 32],
  });
  const wrong = await at.reader.get(`${api}/explore?measure=visits&rows=sex`);
  expect(wrong.json<ProblemBody>()).toMatchObject({
    code: 'reports.cannot-explore',
    errors: [{ path: 'blocks.0.rows', code: 'reports.dimension-unknown' }],
  });
});

/** The figure of the whole with what it is now; of a row, the one at a column. */
function lastOf({ rows }: GridBlock, column = -1) {
  const row = column < 0 ? rows.at(-1) : rows[0];
  const cell = row?.cells.at(column);
  return [cell?.value, cell?.now];
}

test('an issue keeps its figures; what was revised since says so, and a protected figure shows no second release', async () => {
  const made = await at.composer.post(`${api}/reports/counter-month/issues`, {});
  expect(made.statusCode, made.body).toBe(200);
  const { id } = made.json<{ id: string }>();
  const issue = async (by: Asker) => (await by.get(`${api}/issues/${id}/shown`)).json<ShownIssue>();
  const printed = await issue(at.reader);
  expect(printed).toMatchObject({ number: 1, period: '2026-10', revised: 0 });

  await at.come('2026-10', 2, { counter: 'south', source: 'batch:late' });
  await at.counted('2026-10', 43);
  const revised = await issue(at.reader);
  expect(revised.revised).toBeGreaterThan(0);
  expect(lastOf(gridAt(revised.blocks, 2), 2)).toEqual([41, { value: 43, withheld: false }]);
  expect(figuresOf(gridAt((await at.shown('counter-month')).blocks, 1))['visits']?.[0]).toBe(43);
  const shy = gridAt(revised.blocks, 6);
  expect(lastOf(shy)).toEqual([43, { value: null, withheld: true }]);
  expect(JSON.stringify(shy)).not.toContain('41');
  expect(lastOf(gridAt((await issue(at.office)).blocks, 6))).toEqual([41, { value: 43, withheld: false }]);
  const file = await sheetOf(at.reader, 'en', `issues/${id}`);
  expect(JSON.stringify(file)).toContain('revised since, now 43');

  expect(await codeOf(at.reader.post(`${api}/reports/counter-month/issues`, {}))).toEqual([
    403,
    'identity.forbidden',
  ]);
});

test('a report is run on its working day, once, and its readers are told', async () => {
  const schedule = { every: 'month', workingDay: 7, hour: 9 };
  const reader = await at.colleague(unit);
  await at.publish({ ...report, code: 'monthly', audience: 'unit', schedule });
  const run = async () => {
    const context = at.office.context();
    const job = await context.startJob(context.db, runReports, {}, { actor: system });
    return (await at.city.finished(job)).outcome as { data: { made: number } };
  };
  expect((await run()).data).toEqual({ made: 1 });
  expect((await run()).data).toEqual({ made: 0 });
  const { items } = (await reader.get('/api/notifications/mine')).json<{ items: Told[] }>();
  const [told] = items.filter(({ kind }) => kind === 'reports.issued');
  expect(told?.title.zh).toBe('报表出刊：窗口月报');
  const shown = await reader.get(`/api${told?.link}/shown`);
  expect(shown.json<ShownIssue>()).toMatchObject({ number: 1, period: '2026-10' });
  const stranger = await at.reader.get(`/api${told?.link}/shown`);
  expect(stranger.statusCode).toBe(404);
});

interface Told {
  readonly kind: string;
  readonly title: { readonly zh: string };
  readonly link: string;
}
