import { afterAll, beforeAll, expect, test } from 'vitest';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { system } from '#kernel/actor';
import { fixedClock } from '#kernel/clock';
import { openTestCity, type TestCity } from '#testing';
import { isFree, readLicences } from './evidence-rules.ts';
import { gatherJob } from './jobs.ts';
import { assessmentDue, judge } from './rules.ts';
import security from './module.ts';

const clock = fixedClock('2026-03-02T01:00:00Z');
let city: TestCity;
beforeAll(async () => {
  city = await openTestCity({
    clock,
    modules: [codesModule, organisationsModule, identityModule, ledgerModule, tasksModule, security],
  });
}, 60_000);
afterAll(() => city.close());

test.each([
  [['pass', 'pass'], undefined, 'pass'],
  [['pass', 'manual'], undefined, 'manual'],
  [[], undefined, 'manual'],
  [['pass', 'fail'], undefined, 'fail'],
  [['fail'], '2026-03-01', 'accepted'],
  [['fail'], '2026-02-28', 'fail'],
  [['pass'], '2026-03-01', 'pass'],
] as const)('%j, accepted until %s: %s', (results, until, expected) => {
  expect(
    judge(
      results.map((result) => ({ result })),
      until,
      '2026-03-01',
    ),
  ).toBe(expected);
});

test('evidence is gathered clause by clause; a risk is accepted for a time, by whom it may', async () => {
  const manager = city.as({ grants: { 'security:manage': 'city', 'security:read': 'city' } });
  const reader = city.as({ grants: { 'security:read': 'city' } });
  expect((await reader.post('/api/security/gather')).statusCode).toBe(403);
  const { job } = (await manager.post('/api/security/gather')).json<{ job: string }>();
  expect(await city.finished(job)).toMatchObject({ status: 'done' });

  const control = async (clause: string) =>
    (await reader.get(`/api/security/controls/${clause}`)).json<{
      result: string;
      findings: { source: string }[];
    }>();
  expect(await control('8.1.4.1-a')).toMatchObject({
    result: 'pass',
    findings: [{ source: 'identity.passwords', result: 'pass' }],
  });
  expect(await control('8.1.4.3')).toMatchObject({
    result: 'fail',
    findings: expect.arrayContaining([expect.objectContaining({ source: 'ledger.verified' })]),
  });
  expect(await control('8.1.8.4')).toMatchObject({ result: 'manual', findings: [] });

  const accept = (until: string) =>
    manager.post('/api/security/accepted-risks/8.1.4.3', { reason: '核验排在今晚', until });
  expect((await accept('2020-01-01')).json()).toMatchObject({ code: 'security.until-past' });
  expect((await accept('2099-01-01')).json()).toEqual({ result: 'accepted' });
  expect(
    (await reader.post('/api/security/accepted-risks/8.1.4.3', { reason: 'because', until: '2099-01-01' }))
      .statusCode,
  ).toBe(403);
});

const gather = async () => {
  const platform = city.platform.contextFor(system);
  const job = await platform.transaction((tx) => platform.startJob(tx, gatherJob, {}, { actor: system }));
  expect((await city.finished(job)).status).toBe('done');
};

test('the platform shows licences, masks and retention of itself; a risk that was accepted comes back when its day is past', async () => {
  const reader = city.as({ grants: { 'security:read': 'city' } });
  const control = async (clause: string) =>
    (await reader.get(`/api/security/controls/${clause}`)).json<{
      result: string;
      acceptedBy: string | null;
      findings: { source: string; result: string; found: { en: string } }[];
    }>();
  const found = async (clause: string, source: string) =>
    (await control(clause)).findings.find((each) => each.source === source);
  expect((await found('8.1.10.5', 'security.licences'))?.found.en).toMatch(/^\d{3,} packages run/);
  expect(await found('8.1.4.11', 'security.masks')).toMatchObject({ result: 'pass' });
  expect((await found('8.1.4.3', 'security.retention'))?.found.en).toContain('risks 365 days');
  const manager = city.as({
    id: 'keeper',
    name: '严复核',
    grants: { 'security:manage': 'city', 'security:read': 'city' },
  });
  const accepted = await manager.post('/api/security/accepted-risks/8.1.4.3', {
    reason: '核验排在今晚',
    until: '2026-03-05',
  });
  expect(accepted.json()).toEqual({ result: 'accepted' });
  expect(await control('8.1.4.3')).toMatchObject({ acceptedBy: '严复核' });
  clock.advance(4 * 86_400_000);
  await gather();
  expect(await control('8.1.4.3')).toMatchObject({ result: 'fail' });
});

test('who answers for what is kept, and an assessment that comes due waits with that department', async () => {
  const manager = city.as({ grants: { 'security:manage': 'city', 'security:read': 'city' } });
  const reader = city.as({ grants: { 'security:read': 'city' } });
  const row = {
    code: 'data-exchange',
    kind: 'system',
    titleZh: '政务信息资源共享平台',
    titleEn: 'Data exchange',
    organisation: '330281-jxj',
    responsible: '陆长安',
    level: 3,
    nextAssessmentOn: '2026-03-20',
  };
  expect((await reader.post('/api/security/responsibilities', row)).statusCode).toBe(403);
  const wrong = await manager.post('/api/security/responsibilities', { ...row, level: 6 });
  expect(wrong.statusCode).toBe(422);
  expect((await manager.post('/api/security/responsibilities', row)).statusCode).toBe(200);
  // Who it is by name is personal: masked without a reason.
  expect((await reader.get('/api/security/responsibilities')).body).not.toContain('陆长安');
  await gather();
  const office = city.as({ organisation: '330281-jxj', grants: { 'tasks:own': 'department' } });
  const waiting = async () => (await office.get('/api/tasks?kind=security.assessment')).json().items;
  expect(await waiting()).toMatchObject([{ title: { zh: '政务信息资源共享平台：等级测评到期' } }]);
  const now = (await manager.get('/api/security/responsibilities/data-exchange')).json();
  await manager.patch('/api/security/responsibilities/data-exchange', {
    revision: now.meta.revision,
    values: { assessedOn: '2026-03-06', nextAssessmentOn: '2027-03-06' },
  });
  await gather();
  expect(await waiting()).toEqual([]);
});

test.each([
  ['2026-04-01', '2026-03-02', true],
  ['2026-04-02', '2026-03-02', false],
  ['2026-03-01', '2026-03-02', true],
])('due on %s, on %s: %s', (due, today, asked) => {
  expect(assessmentDue(due, today)).toBe(asked);
});

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-or-later)', true],
  ['(MIT AND Zlib)', true],
  ['MIT AND GPL-3.0-only', false],
  ['SSPL-1.0', false],
  ['', false],
])('licence %s is free: %s', (licence, free) => {
  expect(isFree(licence)).toBe(free);
});

test('what only builds or tests the product is not counted; what does not say its licence is doubtful', () => {
  const packages = {
    '': {},
    'node_modules/a': { license: 'MIT' },
    'node_modules/b/node_modules/c': {},
    'node_modules/d': { license: 'SSPL-1.0', dev: true },
  };
  expect(readLicences({ packages })).toEqual({ count: 2, doubtful: ['c (?)'] });
});
