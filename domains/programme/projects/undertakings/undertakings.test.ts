import { afterAll, beforeAll, expect, test } from 'vitest';
import { handInFile } from '#kernel/record-server';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { settleDue } from '../due.ts';
import module from '../module.ts';
import { codeOf } from '../testing/town.ts';
import { readPredecessors } from './predecessors.ts';
import { Activity, Payment } from './records.ts';

let city: TestCity;
let clerk: Asker;
let office: Asker;
let other: Asker;
let now = '2026-03-02T02:00:00Z';
const unit = '330281-jxj';

beforeAll(async () => {
  city = await openTestCity({ modules: [module], clock: { now: () => new Date(now) } });
  const grants = {
    'projects:read': 'department',
    'projects:write': 'department',
    'tasks:own': 'department',
  } as const;
  clerk = city.as({ organisation: unit, grants });
  office = city.as({ organisation: unit, grants: { ...grants, 'projects:approve': 'city' } });
  other = city.as({ organisation: '330281-wsj', grants });
  expect(
    (
      await office.post('/api/projects/undertakings', {
        code: 'T-001',
        title: '终端',
        unit,
        state: 'under-way',
        startsOn: '2026-03-02',
        endsBy: '2026-03-31',
        budgetFen: 120_00,
        funding: 'city',
      })
    ).statusCode,
  ).toBe(200);
});
afterAll(() => city.close());

const activity = (code: string, more: object = {}) => ({
  code: `T-001.${code}`,
  title: code,
  undertaking: 'T-001',
  unit,
  stage: 'building',
  days: 5,
  costFen: 10_00,
  percent: 0,
  ...more,
});
const add = (code: string, more: object = {}) => clerk.post('/api/projects/activities', activity(code, more));
const outlook = async (who = clerk) => who.get('/api/projects/undertakings/T-001/outlook');

test('predecessors are read as planners write them', () => {
  expect(readPredecessors('A01; a02ss+3；B1FF-2')).toEqual([
    { id: 'A01', kind: 'FS', lag: 0 },
    { id: 'A02', kind: 'SS', lag: 3 },
    { id: 'B1', kind: 'FF', lag: -2 },
  ]);
  expect(readPredecessors(null)).toEqual([]);
  expect(readPredecessors('after the first')).toBeUndefined();
});

test('an undertaking without activities has nothing to reckon, and says so', async () => {
  expect((await outlook()).json()).toMatchObject({ finish: null, activities: [], value: null, fault: null });
});

test('the end, the path and the money follow from what is entered; others see nothing of it', async () => {
  for (const [code, more] of [
    ['A01', {}],
    ['A02', { after: 'A01', days: 10 }],
    ['A03', { after: 'A01', days: 3 }],
    ['A04', { after: 'A02; A03; A09', days: 0, costFen: 0 }],
  ] as const)
    expect((await add(code, more)).statusCode, code).toBe(200);
  const seen = (await outlook()).json();
  // 15 working days from Monday 2 March: to Friday 20 March.
  expect(seen).toMatchObject({
    finish: { on: '2026-03-20', path: ['A01', 'A02', 'A04'], certain: true },
    missing: [{ code: 'A04', after: 'A09' }],
  });
  expect(seen.finish.late).toBe(-7);
  expect(seen.activities.at(-1)).toMatchObject({ title: 'A04', begins: '2026-03-20', ends: '2026-03-20' });
  expect(seen.activities.find((each: { title: string }) => each.title === 'A03')).toMatchObject({
    begins: '2026-03-09',
    ends: '2026-03-11',
    critical: false,
    float: 14,
  });
  expect(seen.value).toMatchObject({ budgetFen: 30_00, spentFen: 0, costPerformance: null });
  expect((await outlook(other)).statusCode).toBe(404);
  expect((await city.stranger.get('/api/projects/undertakings/T-001/outlook')).statusCode).toBe(401);
});

test.each([
  ['a circle', 'A01', { after: 'A02' }, 'projects.circle'],
  ['what nobody can read', 'A05', { after: 'when it rains' }, 'projects.after-unclear'],
  ['another undertaking’s code', 'A05', { code: 'T-002.A05' }, 'projects.other-code'],
  ['an end without a beginning', 'A05', { endedOn: '2026-03-01', percent: 100 }, 'projects.days-wrong'],
  [
    'an end that lies ahead',
    'A05',
    { beganOn: '2026-03-01', endedOn: '2026-04-01', percent: 100 },
    'projects.days-wrong',
  ],
  ['all done and not ended', 'A05', { beganOn: '2026-03-01', percent: 100 }, 'projects.days-wrong'],
  ['another unit', 'A05', { unit: '330281-wsj' }, undefined],
])('refused: %s', async (_, code, more, problem) => {
  const answer =
    code === 'A01'
      ? await clerk.patch('/api/projects/activities/T-001.A01', { revision: 1, values: more, reason: '试试' })
      : await add(code, more);
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
  if (problem) expect(answer.body).toContain(problem);
});

test('no more is paid than was agreed, and the outlook sees what was paid', async () => {
  const contract = {
    number: 'H1',
    subject: '供货',
    undertaking: 'T-001',
    unit,
    supplier: '供应商甲',
    procurement: 'open',
    directWhy: '限额标准以下',
    signedOn: '2026-02-01',
    amountFen: 20_00,
  };
  expect((await clerk.post('/api/projects/contracts', contract)).statusCode).toBe(200);
  const pay = (number: string, amountFen: number) =>
    clerk.post('/api/projects/payments', {
      number,
      contract: 'H1',
      undertaking: 'T-001',
      unit,
      paidOn: '2026-03-01',
      amountFen,
    });
  expect((await pay('Z1', 15_00)).statusCode).toBe(200);
  const over = await pay('Z2', 6_00);
  expect([over.statusCode, over.body.includes('projects.overpaid')]).toEqual([422, true]);
  const both = await Promise.all([pay('Z3', 5_00), pay('Z4', 5_00)]);
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 422]);
  expect((await outlook()).json().value).toMatchObject({ spentFen: 20_00 });
});

test('a contract is late by the working days after its planned day, signed or not, as of any day', async () => {
  const made = await office.post('/api/projects/undertakings', {
    code: 'T-002',
    title: '软件',
    unit,
    state: 'under-way',
    startsOn: '2026-02-02',
    endsBy: '2026-12-31',
    budgetFen: 100_00,
    funding: 'city',
  });
  expect(made.statusCode, made.body).toBe(200);
  const contract = {
    number: 'H9',
    subject: '软件',
    undertaking: 'T-002',
    unit,
    procurement: 'inquiry',
    directWhy: '限额标准以下',
    plannedOn: '2026-02-25',
    amountFen: 60_00,
  };
  const send = (more: object) => codeOf(clerk.post('/api/projects/contracts', { ...contract, ...more }));
  expect(await send({ plannedOn: null })).toBe('projects.contract-unfinished');
  expect(await send({ signedOn: '2026-03-01' })).toBe('projects.contract-unfinished');
  expect(await send({ signedOn: '2026-03-03', supplier: '供应商丙' })).toBe('projects.contract-unfinished');
  expect((await clerk.post('/api/projects/contracts', contract)).statusCode).toBe(200);
  // What is to be signed is set aside: the budget is not planned away twice.
  expect(await send({ number: 'H8', amountFen: 40_01 })).toBe('projects.over-budget');
  const pay = { number: 'Z9', contract: 'H9', undertaking: 'T-002', unit, paidOn: now.slice(0, 10) };
  expect(await codeOf(clerk.post('/api/projects/payments', { ...pay, amountFen: 1 }))).toBe(
    'projects.not-signed',
  );
  const late = async (query: string, who = clerk) =>
    (await who.get(`/api/projects/late-contracts?undertaking=T-002${query}`)).json().items;
  const portfolio = async () =>
    (await clerk.get('/api/projects/portfolio'))
      .json<{ items: { code: string }[] }>()
      .items.find(({ code }) => code === 'T-002');
  // Thursday, Friday, Saturday the 28th that is worked for the Spring Festival, Monday.
  expect(await late('')).toMatchObject([{ number: 'H9', signedOn: null, days: 4 }]);
  expect(await late('', other)).toEqual([]);
  expect(await late('&asOf=2026-03-01')).toEqual([]);
  expect(await portfolio()).toMatchObject({ light: 'amber', contractsLate: 1, contractedFen: 0 });
  await settleDue(office.context());
  const tasks = async () =>
    (await clerk.get('/api/tasks')).json<{ items: { kind: string }[] }>().items.map(({ kind }) => kind);
  expect(await tasks()).toContain('projects.contract');
  now = '2026-03-05T02:00:00Z';
  const signed = { revision: 1, values: { signedOn: '2026-03-04', supplier: '供应商丙' }, reason: '已签订' };
  expect((await clerk.patch('/api/projects/contracts/H9', signed)).statusCode).toBe(200);
  expect(await tasks()).not.toContain('projects.contract');
  expect(await late('')).toMatchObject([{ number: 'H9', signedOn: '2026-03-04', days: 6 }]);
  expect(await late('&asOf=2026-03-02')).toMatchObject([{ signedOn: null, days: 4 }]);
  // One that was signed waits for nobody: the light is that of the rest, of which there is nothing.
  expect(await portfolio()).toMatchObject({ light: 'grey', contractsLate: 0, contractedFen: 60_00 });
  now = '2026-03-02T02:00:00Z';
});

test('rows of one file are held against each other: no circle, no more than was agreed', async () => {
  const lines = [
    '任务编号,任务名称,项目编号,责任单位,阶段,工期,紧前任务,任务预算,完成百分比',
    `T-001.C01,一,T-001,${unit},建设,1,C02,0,0`,
    `T-001.C02,二,T-001,${unit},建设,1,C01,0,0`,
  ];
  const jobs = { 'jobs:own': 'own', 'projects:read': 'city', 'projects:write': 'city' } as const;
  const hand = city.as({ organisation: unit, grants: jobs }).context();
  await handInFile(hand, Activity, 'a.csv', lines.join('\n')).catch(() => undefined);
  expect((await outlook()).json().fault).toBeNull();
  const contract = {
    number: 'H2',
    subject: '软件',
    undertaking: 'T-001',
    unit,
    supplier: '供应商乙',
    procurement: 'open',
    directWhy: '限额标准以下',
    signedOn: '2026-02-01',
    amountFen: 100_00,
  };
  expect((await clerk.post('/api/projects/contracts', contract)).statusCode).toBe(200);
  const before = (await outlook()).json().value.spentFen;
  const payments = [
    '支付编号,合同编号,项目编号,责任单位,支付日期,金额',
    `F1,H2,T-001,${unit},2026-03-01,60`,
    `F2,H2,T-001,${unit},2026-03-01,60`,
  ];
  await handInFile(hand, Payment, 'p.csv', payments.join('\n')).catch(() => undefined);
  expect((await outlook()).json().value.spentFen - before).toBe(60_00);
});

test('what has parts is not taken from under them', async () => {
  const withdraw = (path: string) =>
    clerk.post(`/api/projects/${path}/withdraw`, { revision: 1, reason: '试试' });
  for (const path of ['contracts/H2', 'undertakings/T-001']) {
    const answer = await withdraw(path);
    expect(answer.statusCode, answer.body).toBeGreaterThanOrEqual(400);
    expect(answer.body).toContain('projects.has-parts');
  }
  const moved = { revision: 1, values: { undertaking: 'T-009' }, reason: '试试' };
  expect((await clerk.patch('/api/projects/contracts/H2', moved)).statusCode).toBeGreaterThanOrEqual(400);
  const far = await clerk.patch('/api/projects/undertakings/T-001', {
    revision: 1,
    values: { endsBy: '9999-12-30' },
    reason: '试试',
  });
  expect(far.body).toContain('projects.days-far');
});
