import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCity, type Asker, type TestCity } from '#testing';
import module from '../module.ts';
import type { Comparison } from './contract.ts';

let city: TestCity;
let clerk: Asker;
let office: Asker;
let other: Asker;
const now = '2026-03-02T02:00:00Z';
const unit = '330281-jxj';

beforeAll(async () => {
  city = await openTestCity({ modules: [module], clock: { now: () => new Date(now) } });
  const grants = {
    'projects:read': 'department',
    'projects:write': 'department',
    'tasks:own': 'department',
  } as const;
  clerk = city.as({ id: 'clerk', organisation: unit, grants });
  other = city.as({ id: 'other', organisation: '330281-wsj', grants });
  office = city.as({
    id: 'office',
    organisation: '330281-jxj',
    grants: { 'projects:read': 'city', 'projects:approve': 'city', 'tasks:own': 'department' },
  });
});
afterAll(() => city.close());

const proposal = {
  code: 'P-001',
  title: '重点企业能耗监管平台',
  unit,
  aim: '重点用能单位能耗在线采集与监管，按月汇总。',
  gathers: ['综合能耗'],
  startsOn: '2026-04-01',
  endsBy: '2026-12-31',
  budgetFen: 500_000_00,
  funding: 'city',
};
const own = (act: object, who = clerk, code = 'P-001') =>
  who.post(`/api/projects/own/proposals/${code}/acts`, act);
const review = (act: object, who = office, code = 'P-001') =>
  who.post(`/api/projects/proposals/${code}/acts`, act);
const codeOf = async (answer: ReturnType<Asker['post']>) => {
  const { statusCode, body } = await answer;
  return statusCode === 200 ? 'done' : (JSON.parse(body) as { code: string }).code;
};
const comparison = async (who = office) =>
  (await who.get('/api/projects/proposals/P-001/comparison')).json<Comparison>();
const tasks = async (who: Asker) =>
  (await who.get('/api/tasks')).json<{ items: { kind: string }[] }>().items.map(({ kind }) => kind);

test('an undertaking comes out of an approved proposal, not out of a form of the unit', async () => {
  const { code, title, startsOn, endsBy, budgetFen, funding } = proposal;
  const made = { code, title, unit, startsOn, endsBy, budgetFen, funding, state: 'approved' };
  const answer = await clerk.post('/api/projects/undertakings', made);
  expect([answer.statusCode, answer.body.includes('projects.not-approved')]).toEqual([422, true]);
});

test('handed in, it is checked, and held against what there is', async () => {
  expect((await clerk.post('/api/projects/proposals', { ...proposal, uses: ['no-such'] })).statusCode).toBe(
    200,
  );
  expect(await codeOf(own({ act: 'submit' }))).toBe('projects.unknown-resource');
  const mend = { revision: 1, values: { uses: ['gaj-population'] }, reason: '补正' };
  expect((await clerk.patch('/api/projects/proposals/P-001', mend)).statusCode).toBe(200);
  expect(await codeOf(own({ act: 'submit' }, other))).toBe('request.not-found');
  expect(await codeOf(own({ act: 'submit' }))).toBe('done');
  expect(await tasks(office)).toEqual(['projects.formal-check']);
  const late = await clerk.patch('/api/projects/proposals/P-001', { ...mend, revision: 3 });
  expect(late.body).toContain('projects.locked');
  expect(await codeOf(review({ act: 'take' }, clerk))).toBe('identity.forbidden');
  expect(await codeOf(review({ act: 'take' }))).toBe('done');
  const seen = await comparison();
  expect(seen.items[0]).toMatchObject({
    kind: 'entry',
    key: 'jxj-energy-use',
    path: '/catalogue/entries/jxj-energy-use',
    likely: true,
    answer: null,
    reasons: { items: ['综合能耗'], sameUnit: true },
  });
  expect(seen.items[0]?.reasons.words).toContain('能耗');
  expect(seen.open).toBe(seen.likely);
  // What it says it takes its data from is no rival of it.
  expect(seen.items.map(({ key }) => key)).not.toContain('gaj-population');
  expect((await other.get('/api/projects/proposals/P-001/comparison')).statusCode).toBe(404);
  // Its unit is held against what it may read itself: no catalogue here, and no other unit's undertakings.
  expect((await comparison(clerk)).items.filter(({ kind }) => kind === 'entry')).toEqual([]);
});

test('nothing is approved while something near is unanswered, or the same', async () => {
  const approve = { act: 'approve', approvedFen: 400_000_00 };
  expect(await codeOf(review(approve))).toBe('projects.overlap-open');
  const answer = (key: string, kind: string, verdict: string) =>
    codeOf(review({ act: 'answer', kind, key, verdict, why: '已核对目录' }));
  expect(await answer('nothing', 'entry', 'same')).toBe('projects.no-counterpart');
  const { items } = await comparison();
  for (const { key, kind, likely } of items) if (likely) expect(await answer(key, kind, 'same')).toBe('done');
  expect(await codeOf(review(approve))).toBe('projects.exists-already');
  for (const { key, kind, likely } of items)
    if (likely) expect(await answer(key, kind, 'builds-on')).toBe('done');
  expect((await comparison()).open).toBe(0);
  // Given back and handed in anew, what was said has to be said anew.
  expect(await codeOf(review({ act: 'give-back', why: '请说明数据来源' }))).toBe('done');
  expect(await tasks(clerk)).toEqual(['projects.returned']);
  expect(await codeOf(own({ act: 'submit' }))).toBe('done');
  expect(await codeOf(review({ act: 'take' }))).toBe('done');
  expect(await codeOf(review({ ...approve, approvedFen: 600_000_00 }))).toBe('projects.above-asked');
  expect(await codeOf(review(approve))).toBe('done');
  expect(await tasks(office)).toEqual([]);
  const made = await clerk.get('/api/projects/undertakings/P-001');
  expect(made.json()).toMatchObject({ state: 'approved', budgetFen: 400_000_00, unit, endsBy: '2026-12-31' });
  const found = await clerk.get('/api/projects/counterparts?proposal=P-001');
  expect(found.json<{ items: object[] }>().items[0]).toMatchObject({
    verdict: 'builds-on',
    why: '已核对目录',
  });
});
