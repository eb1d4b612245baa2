import { sql } from 'kysely';
import { afterAll, expect, test, vi } from 'vitest';
import type { Asker } from '#testing';
import { returnAtSimulator, signNotice } from '#platform/base/payments';
import {
  codeOf,
  handIn,
  judge,
  looked,
  mine,
  officerGrants,
  openCall,
  paperOf,
  partyOf,
  scheme,
  tasksOf,
  type Party,
  until,
} from './testing/call.ts';

vi.setConfig({ testTimeout: 90_000 });

const { act, city, clock, days, finance, forge, mill, neighbour, officer, platform, reviewers } =
  await openCall();
afterAll(() => city.close());

let first = '';

test('a call rests on a policy that people can read, and only its own organisation keeps it', async () => {
  const create = (who: Asker, more: object) => who.post('/api/grants/schemes', scheme(more));
  expect((await create(officer, { article: 'no-such-policy' })).json().errors).toMatchObject([
    { code: 'grants.no-policy' },
  ]);
  const other = city.as({ id: 'elsewhere', organisation: '330281-rsj', grants: officerGrants });
  expect((await create(other, {})).statusCode).toBeGreaterThanOrEqual(400);
  expect((await create(officer, {})).statusCode).toBe(200);
  const { items } = (await city.stranger.get('/api/grants/public/calls')).json();
  expect(items).toMatchObject([{ code: 'upgrade-2026', standing: 'not-yet', leftFen: 30_000_000 }]);
});

test('what the city knows is not asked: the agent applies for one company, once, within the window', async () => {
  clock.set('2026-11-30T02:30:00Z');
  const early = await handIn(mill);
  expect(early.handed.json()).toMatchObject({ code: 'grants.not-open' });
  expect(early.prefilled).toMatchObject({ company: '试验轧钢厂', creditCode: expect.any(String) });
  clock.set('2026-11-30T04:00:00Z');
  expect((await handIn(mill, { amount: 0.001 })).handed.statusCode).toBe(422);
  const { id, handed } = await handIn(mill);
  expect(handed.json()).toMatchObject({ state: 'submitted', receipt: expect.any(String) });
  first = id;
  const [own] = await mine(mill);
  expect(own?.checks.map(({ check, outcome }) => [check, outcome])).toEqual([
    ['company-active', 'unknown'],
    ['in-town', 'met'],
    ['established-by', 'met'],
    ['once-a-year', 'met'],
    ['within-cap', 'met'],
  ]);
  expect(own?.checks[1]?.evidence.zh).toContain('330281001001');
  const again = await handIn(mill);
  expect(again.handed.json()).toMatchObject({ code: 'grants.twice' });
  expect(again.handed.body).toContain(own?.receipt);
  expect(await tasksOf(officer, 'grants.filed')).toHaveLength(1);
});

test('nobody applies for a company without its mandate', async () => {
  const alone = await partyOf(city, 'none');
  const { handed } = await handIn(alone, { company: '试验轧钢厂', creditCode: '913302810000000000' });
  expect(handed.json()).toMatchObject({ code: 'grants.audience' });
});

test('what is lacking is said once, the clock stands, and it goes on where it was', async () => {
  expect((await act(first, looked, neighbour)).statusCode).toBe(403);
  const other = city.as({ id: 'other-bureau', organisation: '330281-rsj', grants: officerGrants });
  expect((await act(first, looked, other)).statusCode).toBe(404);
  expect(await codeOf(act(first, { act: 'accept', judged: [] }))).toBe('grants.unjudged');
  expect((await act(first, { act: 'supplement', why: '请写明机床型号' })).statusCode).toBe(200);
  expect(await tasksOf(officer, 'grants.filed')).toMatchObject([{ lamp: 'grey' }]);
  expect(await codeOf(act(first, looked))).toBe('grants.not-now');
  days(3);
  const { id, handed } = await handIn(mill, { project: '换了三台 XK-7 数控机床', amount: 150_000 });
  expect([id, handed.statusCode]).toEqual([first, 200]);
  expect(await tasksOf(officer, 'grants.filed')).toMatchObject([{ lamp: 'green' }]);
  expect((await mine(mill))[0]?.steps.map(({ state }) => state)).toEqual(['filed', 'supplement', 'filed']);
});

test('people drawn from the list judge, each alone; a conflict of interest is replaced, and scores stay hidden', async () => {
  expect((await act(first, looked)).statusCode).toBe(200);
  const seatsOf = async () => {
    const { items } = (await officer.get('/api/assessment/panels')).json<{ items: { id: string }[] }>();
    return (await officer.get(`/api/assessment/panels/${items[0]?.id}/seats`)).json();
  };
  const drawn: { who: Asker; panel: string }[] = [];
  for (const who of reviewers)
    for (const { id } of (await who.get('/api/assessment/my/panels')).json().items)
      drawn.push({ who, panel: id });
  expect(drawn).toHaveLength(2);
  const [one, two] = drawn;
  if (!one || !two) throw new Error('two are drawn');
  const give = (who: Asker, scores: object) =>
    who.post(`/api/assessment/panels/${one.panel}/scores`, { scores, words: '有必要' });
  const outsider = reviewers[3] ?? officer;
  expect(await codeOf(give(outsider, { need: 50, gain: 30 }))).toBe('assessment.not-yours');
  expect(await codeOf(give(one.who, { need: 61, gain: 30 }))).toBe('assessment.scores');
  const steps = { words: '我是该企业的股东' };
  expect((await one.who.post(`/api/assessment/panels/${one.panel}/recuse`, steps)).statusCode).toBe(200);
  expect(await codeOf(give(one.who, { need: 50, gain: 30 }))).toBe('assessment.recused');
  expect((await give(two.who, { need: 50, gain: 30 })).statusCode).toBe(200);
  expect(await codeOf(give(two.who, { need: 60, gain: 40 }))).toBe('assessment.given');
  const hidden = await seatsOf();
  expect(hidden).toMatchObject({ open: false });
  expect(hidden.seats.filter(({ state }: { state: string }) => state === 'given')).toMatchObject([
    { scores: null, words: null },
  ]);
  await judge(reviewers, { need: 40, gain: 21 });
  await until(mill, first, 'reviewed');
  expect((await seatsOf()).seats.map(({ scores }: { scores: unknown }) => scores)).toEqual(
    expect.arrayContaining([null, { need: 50, gain: 30 }, { need: 40, gain: 21 }]),
  );
});

test('nothing is awarded before the working days of its publicity are over and each objection is answered', async () => {
  // A call rests until what was applied for under it has ended.
  const [call] = (await officer.get('/api/grants/schemes')).json().items;
  const ends = officer.post(`/api/grants/schemes/${call.code}/withdraw`, {
    reason: '换新表',
    revision: call.meta.revision,
  });
  expect(await codeOf(ends)).toBe('grants.applications-open');
  const publicise = (grantedFen: number) => act(first, { act: 'publicise', grantedFen });
  expect(await codeOf(publicise(15_000_001))).toBe('grants.above-asked');
  expect((await publicise(15_000_000)).statusCode).toBe(200);
  const { article } = await until(mill, first, 'publicity');
  const page = async () => (await city.stranger.get(`/api/publishing/public/${article}`)).json();
  expect((await page()).body.zh).toContain('150000.00 元');
  const award = () => act(first, { act: 'award' });
  expect(await codeOf(award())).toBe('grants.publicity-running');
  // Who decides upon it does not take it off the pages while it runs.
  const hide = officer.post(`/api/publishing/articles/${article}/withdraw`, { reason: '不再公示' });
  expect(await codeOf(hide)).toBe('publishing.publicity-runs');
  const object = (who: Asker) =>
    who.post(`/api/publishing/public/${article}/objections`, { words: '这三台机床是租来的，不是购置的。' });
  expect((await object(city.stranger)).statusCode).toBe(401);
  expect((await object(neighbour)).statusCode).toBe(200);
  expect(await codeOf(object(neighbour))).toBe('publishing.objected');
  // Thursday 3 December and five working days: Thursday the 10th, to its end.
  clock.set('2026-12-10T09:00:00Z');
  expect(await codeOf(award())).toBe('grants.publicity-running');
  clock.set('2026-12-11T02:00:00Z');
  expect(
    await codeOf(object(city.as({ id: 'late', kind: 'citizen', grants: { 'publishing:object': 'own' } }))),
  ).toBe('publishing.publicity-over');
  expect(await codeOf(award())).toBe('grants.objections-open');
  const [{ id: objection }] = (await officer.get('/api/publishing/objections?state=open')).json().items;
  const answer = { upheld: false, words: '已核对购置发票和产权，属企业所有。' };
  expect((await officer.post(`/api/publishing/objections/${objection}/answer`, answer)).statusCode).toBe(200);
  expect((await neighbour.get('/api/publishing/my/objections')).json().items).toMatchObject([
    { state: 'dismissed', answer: answer.words },
  ]);
  expect((await award()).statusCode).toBe(200);
  const awarded = await until(mill, first, 'awarded');
  expect(awarded.paper).toBe(true);
  const paper = await paperOf(mill, first);
  expect([paper.statusCode, paper.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  // The agent acts for both companies, and sees the papers of each where they act for it, and of all as themselves.
  const agent = await partyOf(city, 'none');
  expect((await paperOf(agent, first)).statusCode).toBe(200);
  expect((await paperOf(forge, first)).statusCode).toBe(404);
  expect((await paperOf(neighbour, first)).statusCode).toBe(404);
  // Pressed again it is the same award, the same paper and one pay-out.
  expect((await award()).statusCode).toBe(200);
  expect((await finance.get('/api/payments/payouts')).json().items).toHaveLength(1);
});

const payOut = () => `grants-${first}`;
const approve = () =>
  finance.post(`/api/payments/payouts/${payOut()}/decide`, { approve: true, why: '预算内' });
/** What is asked of the bank is asked soon after the act. */
const asked = async () => {
  await expect
    .poll(async () => (await tasksOf(finance, 'payments.payout')).length, { timeout: 20_000 })
    .toBe(1);
};

test('what finance refuses waits for the officer with the reason, never for the applicant', async () => {
  const refuse = { approve: false, why: '预算科目有误，请核对' };
  expect((await finance.post(`/api/payments/payouts/${payOut()}/decide`, refuse)).statusCode).toBe(200);
  expect((await until(mill, first, 'withheld')).steps.at(-1)).toMatchObject({ why: refuse.why });
  expect(await tasksOf(officer, 'grants.withheld')).toHaveLength(1);
  expect((await mill.get('/api/tasks?kind=grants.unpaid')).json().items).toEqual([]);
  const account = { act: 'account', payeeAccount: '6200000000000009' };
  expect(await codeOf(mill.post(`/api/grants/my/applications/${first}/acts`, account))).toBe(
    'grants.not-now',
  );
  const reask = { act: 'reask', why: '科目已改正' };
  expect((await act(first, reask)).statusCode).toBe(200);
  expect(await codeOf(act(first, reask))).toBe('grants.not-now');
  expect(await tasksOf(officer, 'grants.withheld')).toEqual([]);
  await asked();
});

test('the money is paid once, comes back, is corrected by the applicant and paid again', async () => {
  expect(await codeOf(mill.post(`/api/forms/mine/${first}/withdraw`))).toBe('grants.not-now');
  expect((await approve()).json()).toEqual({ status: 'paid' });
  await until(mill, first, 'paid');
  const told = await returnAtSimulator(
    platform(),
    { ours: `${payOut()}.2`, amountFen: 15_000_000 },
    '账号户名不符',
  );
  const notice = await signNotice(platform(), told);
  await city.stranger.post('/api/payments/returns/simulator', notice);
  await city.stranger.post('/api/payments/returns/simulator', notice);
  expect((await until(mill, first, 'unpaid')).steps.at(-1)).toMatchObject({ why: '账号户名不符' });
  const correct = (who: Party) =>
    who.post(`/api/grants/my/applications/${first}/acts`, {
      act: 'account',
      payeeAccount: '6200000000000002',
    });
  expect((await correct(mill)).statusCode).toBe(200);
  expect(await codeOf(correct(mill))).toBe('grants.not-now');
  await asked();
  expect((await approve()).json()).toEqual({ status: 'paid' });
  await until(mill, first, 'paid');
  const out = await sql<{
    net: number;
  }>`select sum(case kind when 'payout' then amount_fen else -amount_fen end)::int as net
    from payments.simulated_movement where kind in ('payout', 'return')`.execute(platform().db);
  expect(out.rows).toEqual([{ net: 15_000_000 }]);
});

test('a report is due; when it does not hold, the money is asked back and paid back', async () => {
  const report = { act: 'report', words: '设备已投产', attachments: [] };
  expect(await codeOf(act(first, { act: 'conclude', met: true, why: '好' }))).toBe('request.invalid');
  expect(await codeOf(act(first, { act: 'conclude', met: false, why: '没有报告' }))).toBe(
    'grants.report-due',
  );
  expect((await mill.post(`/api/grants/my/applications/${first}/acts`, report)).statusCode).toBe(200);
  expect((await act(first, { act: 'conclude', met: false, why: '设备已转卖' })).statusCode).toBe(200);
  expect((await until(mill, first, 'clawback')).steps.at(-1)).toMatchObject({ why: '设备已转卖' });
  const { items } = (await mill.get('/api/payments/my/orders')).json<{
    items: { id: string; amountFen: number }[];
  }>();
  expect(items).toMatchObject([{ amountFen: 15_000_000, status: 'open' }]);
  await mill.post(`/api/payments/my/orders/${items[0]?.id}/pay-simulated`);
  const closed = await until(mill, first, 'closed');
  expect(closed.steps.map(({ state }) => state)).toEqual([
    'filed',
    'supplement',
    'filed',
    'reviewing',
    'reviewed',
    'publicity',
    'awarded',
    'withheld',
    'awarded',
    'paid',
    'unpaid',
    'awarded',
    'paid',
    'reported',
    'clawback',
    'closed',
  ]);
  expect(await tasksOf(officer, 'grants.reported')).toEqual([]);
});
