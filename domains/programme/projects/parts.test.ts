import { afterAll, expect, test } from 'vitest';
import { settleDue } from './due.ts';
import { codeOf, of, openTown, unit } from './testing/town.ts';
import { inventedUndertakings } from './undertakings/simulate.ts';

const { city, clock, clerk, office, post, tasks } = await openTown();
afterAll(() => city.close());

const tender = (number: string, more: object) => ({
  number,
  subject: '终端供货',
  ...of,
  procurement: 'open',
  ceilingFen: 800_00,
  publishedOn: '2026-01-05',
  deadlineOn: '2026-01-26',
  openedOn: '2026-01-26',
  bids: 4,
  outcome: 'awarded',
  winner: '供应商甲',
  awardFen: 700_00,
  awardedOn: '2026-01-28',
  ...more,
});

test.each([
  ['a deadline before its publication', { deadlineOn: '2026-01-01' }, 'projects.tender-order'],
  ['opened in the future', { openedOn: '2026-04-01', awardedOn: '2026-04-02' }, 'projects.tender-order'],
  ['opened and never published', { publishedOn: null }, 'projects.tender-order'],
  ['19 days for bids', { deadlineOn: '2026-01-24' }, 'projects.tender-too-short'],
  [
    '9 days for a consultation',
    { procurement: 'consultation', publishedOn: '2026-01-17' },
    'projects.tender-too-short',
  ],
  // 23 January is a Friday: one working day up to Monday.
  [
    'a weekend for an inquiry',
    { procurement: 'inquiry', publishedOn: '2026-01-23' },
    'projects.tender-too-short',
  ],
  ['two bids', { bids: 2 }, 'projects.tender-few-bids'],
  ['an award above the ceiling', { awardFen: 800_01 }, 'projects.tender-above-ceiling'],
  ['an award to nobody', { winner: null }, 'projects.tender-unfinished'],
  ['a winner of a failed one', { outcome: 'failed' }, 'projects.tender-unfinished'],
  ['a ceiling above the budget', { ceilingFen: 1000_01 }, 'projects.over-budget'],
])('a tender is refused with %s', async (_, more, code) => {
  expect(await post('tenders', tender('C0', more))).toBe(code);
});

const contract = (number: string, more: object = {}) => ({
  number,
  subject: '终端供货',
  ...of,
  supplier: '供应商甲',
  procurement: 'open',
  tender: 'C1',
  signedOn: '2026-02-10',
  amountFen: 600_00,
  ...more,
});

test('a contract is of its tender, its price changes by a change, and no more is paid than that', async () => {
  expect(await post('tenders', tender('C1', {}))).toBe('done');
  const seen = await clerk.get('/api/projects/tenders/C1');
  expect(seen.json()).toMatchObject({ state: 'awarded' });
  expect(await post('contracts', contract('H1', { tender: null }))).toBe('projects.no-tender');
  expect(await post('contracts', contract('H1', { supplier: '供应商乙' }))).toBe('projects.other-tender');
  expect(await post('contracts', contract('H1', { signedOn: '2026-01-27' }))).toBe('projects.other-tender');
  expect(await post('contracts', contract('H1'))).toBe('done');
  expect(await post('contracts', contract('H2', { amountFen: 100_01 }))).toBe('projects.above-award');
  const direct = { tender: null, directWhy: '限额标准以下', procurement: 'single' };
  expect(await post('contracts', contract('H2', { ...direct, amountFen: 400_01 }))).toBe(
    'projects.over-budget',
  );
  const pay = (number: string, amountFen: number) =>
    post('payments', { number, contract: 'H1', ...of, paidOn: '2026-02-20', amountFen });
  expect(await pay('Z1', 600_00)).toBe('done');
  expect(await pay('Z2', 1)).toBe('projects.overpaid');
  const patched = clerk.patch('/api/projects/contracts/H1', {
    revision: 1,
    values: { amountFen: 650_00 },
    reason: '试试',
  });
  expect(await codeOf(patched)).toBe('projects.change-first');
  const change = (number: string, amountFen: number, changedOn = '2026-02-25') =>
    post('contract-changes', { number, contract: 'H1', ...of, changedOn, amountFen, why: '增加两台' });
  expect(await change('B1', 660_01)).toBe('projects.change-too-large');
  expect(await change('B1', 599_99)).toBe('projects.overpaid');
  expect(await change('B1', 660_00, '2026-02-01')).toBe('projects.change-order');
  expect(await change('B1', 660_00)).toBe('done');
  expect(await pay('Z2', 60_00)).toBe('done');
  expect(await pay('Z3', 1)).toBe('projects.overpaid');
  // What was paid on the strength of a change keeps it; what was signed under a tender keeps that.
  const withdrawn = (path: string) => post(`${path}/withdraw`, { revision: 1, reason: '试试' });
  expect(await withdrawn('contract-changes/B1')).toBe('projects.overpaid');
  expect(await withdrawn('tenders/C1')).toBe('projects.has-parts');
});

test('a risk waits for its owner on the day of its review, and no longer once it was reviewed', async () => {
  const risk = {
    code: 'T-001.R1',
    title: '供货延期',
    ...of,
    likelihood: 3,
    impact: 5,
    response: 'reduce',
    measures: '与供应商约定违约金',
    owner: unit,
    reviewOn: '2026-03-10',
    state: 'open',
  };
  expect(await post('risks', { ...risk, likelihood: 6 })).not.toBe('done');
  expect(await post('risks', { ...risk, code: 'T-002.R1' })).toBe('projects.other-code');
  expect(await post('risks', risk)).toBe('done');
  expect((await clerk.get('/api/projects/risks/T-001.R1')).json()).toMatchObject({ score: 15 });
  await settleDue(office.context());
  expect(await tasks(clerk)).toEqual([]);
  clock.set('2026-03-10T02:00:00Z');
  await settleDue(office.context());
  await settleDue(office.context());
  expect(await tasks(clerk)).toEqual(['projects.risk']);
  const reviewed = { revision: 1, values: { reviewOn: '2026-04-10', likelihood: 2 }, reason: '复核' };
  expect((await clerk.patch('/api/projects/risks/T-001.R1', reviewed)).statusCode).toBe(200);
  expect(await tasks(clerk)).toEqual([]);
});

interface Seen {
  activities: { code: string; planned: { begins: string; ends: string; from: number; to: number } | null }[];
  finish: { on: string; late: number };
  value: { plannedFen: number; earnedFen: number; budgetFen: number };
  frozen: {
    planned: boolean;
    unplanned: string[];
    first: { id: string; late: number; endsBy: string };
    current: { id: string; late: number; budgetFen: number; finishOn: string };
  };
}
const outlook = async () => (await clerk.get('/api/projects/undertakings/T-001/outlook')).json<Seen>();
const activity = (code: string, more: object = {}) => ({
  code: `T-001.${code}`,
  title: code,
  ...of,
  stage: 'building',
  days: 10,
  costFen: 400_00,
  percent: 0,
  ...more,
});
const act = (path: string, body: object, who = office) => post(`${path}/acts`, body, who);

test('what was approved is frozen; it changes by a new baseline that somebody else decides on', async () => {
  const change = clerk.patch('/api/projects/undertakings/T-001', {
    revision: 1,
    values: { budgetFen: 2000_00 },
    reason: '试试',
  });
  expect(await codeOf(change)).toBe('projects.frozen');
  expect(await post('activities', activity('A1'))).toBe('done');
  expect(await post('activities', activity('A2', { after: 'A1' }))).toBe('done');
  const ask = (more: object = {}) => post('undertakings/T-001/baselines', { reason: '实施计划', ...more });
  expect(await ask({ budgetFen: 799_99 })).toBe('projects.plan-above-budget');
  expect(await ask({ endsBy: '2026-01-01' })).toBe('projects.ends-first');
  expect(await ask()).toBe('done');
  expect(await ask()).toBe('projects.baseline-waits');
  expect(await tasks(office)).toEqual(['projects.asked']);
  expect(await act('baselines/T-001.B2', { act: 'freeze' }, clerk)).toBe('identity.forbidden');
  // After it was asked the plan moves on; what is frozen is what was asked.
  expect(await post('activities', activity('A3', { costFen: 100_00 }))).toBe('done');
  expect(await act('baselines/T-001.B2', { act: 'freeze' })).toBe('done');
  const seen = await outlook();
  // Twenty working days from 2 March 2026: to Friday 27 March.
  expect(seen.frozen).toMatchObject({
    planned: true,
    unplanned: ['T-001.A3'],
    first: { id: 'T-001.B1', endsBy: '2026-06-30' },
    current: { id: 'T-001.B2', finishOn: '2026-03-27' },
  });
  const plannedDays = new Map(seen.activities.map(({ code, planned }) => [code, planned]));
  expect(plannedDays.get('T-001.A1')).toMatchObject({ begins: '2026-03-02', ends: '2026-03-13', to: 10 });
  expect(plannedDays.get('T-001.A2')).toMatchObject({ begins: '2026-03-16', ends: '2026-03-27', from: 10 });
  expect(plannedDays.get('T-001.A3')).toBeNull();
  expect(seen.value).toMatchObject({ budgetFen: 800_00, earnedFen: 0 });
  expect(await ask({ budgetFen: 500_00 })).toBe('projects.plan-above-budget');
  expect(await ask({ endsBy: '2026-07-31', budgetFen: 1200_00 })).toBe('done');
  expect(await act('baselines/T-001.B3', { act: 'freeze', why: '增加点位' })).toBe('done');
  const undertaking = await clerk.get('/api/projects/undertakings/T-001');
  expect(undertaking.json()).toMatchObject({ budgetFen: 1200_00, endsBy: '2026-07-31' });
  expect((await outlook()).frozen).toMatchObject({
    first: { id: 'T-001.B1' },
    current: { id: 'T-001.B3', budgetFen: 1200_00 },
    unplanned: [],
  });
});

test('only an accepted report moves what was earned', async () => {
  const byHand = clerk.patch('/api/projects/activities/T-001.A1', {
    revision: 1,
    values: { beganOn: '2026-03-02', percent: 50 },
    reason: '试试',
  });
  expect(await codeOf(byHand)).toBe('projects.by-report');
  expect(await post('undertakings/T-001/reports', {})).toBe('done');
  expect(await post('undertakings/T-001/reports', {})).toBe('projects.report-there');
  const line = { code: 'T-001.A1', percent: 50, beganOn: '2026-03-02', endedOn: null, daysLeft: null };
  const file = (lines: object[]) =>
    act('own/reports/T-001.2026-03', { act: 'file', words: '完成一半', lines }, clerk);
  expect(await file([{ ...line, code: 'T-009.A1' }])).toBe('projects.report-line');
  expect(await file([line, line])).toBe('projects.report-line');
  expect(await file([{ ...line, percent: 100 }])).toBe('projects.days-wrong');
  expect(await file([line])).toBe('done');
  expect((await outlook()).value.earnedFen).toBe(0);
  expect(await act('reports/T-001.2026-03', { act: 'send-back', why: '请说明依据' })).toBe('done');
  expect(await tasks(clerk)).toEqual(['projects.sent-back']);
  expect(await file([line])).toBe('done');
  expect((await outlook()).value.earnedFen).toBe(0);
  expect(await act('reports/T-001.2026-03', { act: 'accept' })).toBe('done');
  expect((await outlook()).value.earnedFen).toBe(200_00);
  expect(await act('reports/T-001.2026-03', { act: 'send-back', why: '再看看' })).toBe('projects.not-now');
  // In May the report of April is due; that of March is there.
  clock.set('2026-05-04T02:00:00Z');
  await settleDue(office.context());
  expect(await tasks(clerk)).toContain('projects.due');
  const due = await clerk.get('/api/projects/reports?state=due');
  expect(due.json<{ items: object[] }>().items).toMatchObject([
    { id: 'T-001.2026-04', period: '2026-04', dueOn: '2026-05-10' },
  ]);
});

test('a file becomes a document of the undertaking, seen by whoever sees that', async () => {
  const pdf = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
  const handed = await clerk.upload('/api/documents/attachments?kind=projects.document', '方案.pdf', pdf);
  expect(handed.statusCode, handed.body).toBe(200);
  const { id } = handed.json<{ id: string }>();
  const add = (attachment: string, who = clerk) =>
    post('undertakings/T-001/documents', { attachment, kind: 'plan', title: '实施方案' }, who);
  // Another's file is not taken, nor is one put where one may not write.
  expect(await add(id, office)).toBe('documents.attachment-not-yours');
  expect(await add('no-such')).toBe('documents.attachment-not-yours');
  expect(await add(id)).toBe('done');
  const listed = await office.get('/api/projects/documents?undertaking=T-001');
  expect(listed.json<{ items: object[] }>().items).toMatchObject([{ id, file: '方案.pdf', kind: 'plan' }]);
  const file = await office.get(`/api/projects/documents/${id}/file`);
  expect([file.statusCode, file.body]).toEqual([200, pdf]);
  const others = city.as({
    id: 'other',
    organisation: '330281-jyj',
    grants: { 'projects:read': 'department' },
  });
  expect((await others.get(`/api/projects/documents/${id}/file`)).statusCode).toBe(404);
});

test('the invented undertakings are played through the same doors, once', async () => {
  const player = city.as({ id: 'player', grants: inventedUndertakings.grants }).context();
  await inventedUndertakings.play(player, 1);
  await inventedUndertakings.play(player, 1);
  const read = async <T>(path: string) => (await office.get(`/api/projects/${path}`)).json<T>();
  const seen = await read<Seen & { simulated: boolean }>('undertakings/MN-2026-001/outlook');
  // 50,000 and 30,000 done, 60 % of 600,000 and 75 % of 350,000 yuan.
  expect([seen.simulated, seen.value.earnedFen]).toEqual([true, 702_500_00]);
  expect(seen.frozen).toMatchObject({ planned: true, current: { id: 'MN-2026-001.B2' } });
  expect(await read('proposals/MN-2026-003')).toMatchObject({
    state: 'formal-check',
    meta: { simulated: true },
  });
  const account = await read<{ missing: number; lines: { shareFen: number | null }[] }>(
    'concessions/MN-TX-001/account',
  );
  expect(account.lines.map(({ shareFen }) => shareFen !== null)).toContain(true);
  const portfolio = await read<{ items: { code: string; light: string; highRisks: number }[] }>('portfolio');
  expect(portfolio.items.slice(0, 2).map(({ code, light }) => [code, light])).toEqual([
    ['MN-2026-001', 'amber'],
    ['MN-2026-002', 'green'],
  ]);
  const amber = await read<{ items: { code: string }[] }>('portfolio?light=amber&state=under-way');
  expect(amber.items.map(({ code }) => code)).toContain('MN-2026-001');
  const others = city.as({
    id: 'others',
    organisation: '330281-jyj',
    grants: { 'projects:read': 'department' },
  });
  expect((await others.get('/api/projects/portfolio')).json()).toMatchObject({
    items: [],
    totals: { budgetFen: 0 },
  });
  for (const path of ['tenders', 'risks', 'contracts', 'payments', 'baselines', 'reports'])
    expect(
      (
        await read<{ items: { meta: { simulated: boolean } }[] }>(`${path}?undertaking=MN-2026-001`)
      ).items.map(({ meta }) => meta.simulated),
      path,
    ).not.toContain(false);
});
