import { afterAll, beforeAll, expect, test } from 'vitest';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type TestCity } from '#testing';
import { judge } from './rules.ts';
import security from './module.ts';

let city: TestCity;
beforeAll(async () => {
  city = await openTestCity({
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
    findings: [{ source: 'ledger.verified' }],
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
