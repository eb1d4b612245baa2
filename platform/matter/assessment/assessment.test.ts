import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeRows } from '#kernel/record-server';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { codesModule } from '#platform/base/codes';
import { documentsModule } from '#platform/base/documents';
import { formsModule } from '#platform/base/forms';
import { identityModule } from '#platform/base/identity';
import { organisationsModule } from '#platform/base/organisations';
import { relationsModule } from '#platform/base/relations';
import { tasksModule } from '#platform/base/tasks';
import { catalogueModule } from '#platform/data/catalogue';
import { ingestionModule } from '#platform/data/ingestion';
import { qualityModule } from '#platform/data/quality';
import { addressesModule } from '#platform/data/addresses';
import { Company, registersModule } from '#platform/data/registers';
import { judgeRules, openPanel } from './index.ts';
import assessment from './module.ts';
import { Reviewer } from './records.ts';

const owner = '330281-jxj';
let city: TestCity;
let keeper: Asker;
const reviewer = (id: string) =>
  city.as({ id, organisation: owner, grants: { 'assessment:review': 'own', 'tasks:own': 'own' } });

beforeAll(async () => {
  city = await openTestCity({
    modules: [
      organisationsModule,
      codesModule,
      identityModule,
      relationsModule,
      tasksModule,
      documentsModule,
      formsModule,
      catalogueModule,
      ingestionModule,
      qualityModule,
      addressesModule,
      registersModule,
      assessment,
    ],
    work: false,
  });
  keeper = city.as({
    id: 'keeper',
    organisation: owner,
    grants: { 'assessment:read': 'department', 'assessment:write': 'department', 'tasks:own': 'department' },
  });
}, 120_000);
afterAll(() => city.close());

const platform = () => city.as({ id: 'platform', grants: { '*': 'city' } }).context();
const add = (code: string) => {
  const context = platform();
  const row = { code, account: code, name: `评试验${code}`, organisation: owner, active: true };
  return context.transaction((tx) =>
    writeRows(context, tx, Reviewer, [row], { source: 'test', simulated: true }),
  );
};
const open = (matter: string, wanted: number, excluded: readonly string[] = []) => {
  const context = platform();
  return context.transaction((tx) =>
    openPanel(context, tx, {
      matter,
      title: { zh: '试评审', en: 'A panel to try' },
      organisation: owner,
      wanted,
      criteria: [{ id: 'need', title: { zh: '必要性', en: 'Need' }, most: 100 }],
      facts: [],
      excluded,
      simulated: true,
    }),
  );
};
const mine = async (who: Asker) => (await who.get('/api/assessment/my/panels')).json().items;

test('who is excluded is never drawn; where the list has nobody left the organisation is told, and draws again', async () => {
  await add('a');
  await add('b');
  const id = await open('test.matter:1', 2, ['a']);
  expect(await open('test.matter:1', 2)).toBeUndefined();
  expect(await mine(reviewer('a'))).toEqual([]);
  expect(await mine(reviewer('b'))).toMatchObject([{ id, seat: 'asked' }]);
  const short = async () => (await keeper.get('/api/tasks?kind=assessment.short')).json().items;
  expect(await short()).toMatchObject([{ count: 1 }]);
  const fill = () => keeper.post(`/api/assessment/panels/${id}/fill`);
  expect((await fill()).json()).toMatchObject({ code: 'assessment.pool-empty' });
  await add('c');
  expect((await fill()).statusCode).toBe(200);
  expect(await short()).toEqual([]);
  expect((await fill()).json()).toMatchObject({ code: 'assessment.not-short' });
  const other = city.as({ organisation: '330281-rsj', grants: { 'assessment:write': 'department' } });
  expect((await other.post(`/api/assessment/panels/${id}/fill`)).statusCode).toBe(404);
});

test('the last scores complete a panel once, however many come at the same time', async () => {
  for (const code of ['d', 'e', 'f']) await add(code);
  const id = await open('test.matter:2', 5, ['a']);
  const seated = ['b', 'c', 'd', 'e', 'f'].map(reviewer);
  const given = await Promise.all(
    seated.map((who, at) =>
      who.post(`/api/assessment/panels/${id}/scores`, { scores: { need: 60 + at }, words: '同意' }),
    ),
  );
  expect(given.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200]);
  expect((await keeper.get(`/api/assessment/panels/${id}`)).json()).toMatchObject({
    state: 'complete',
    score: 6200,
  });
});

test.each([
  ['1', 'met', '登记状态：存续（在营、开业、在册）'],
  ['2', 'not-met', '登记状态：吊销，未注销'],
  ['4', 'not-met', '登记状态：注销'],
  [null, 'unknown', '法人基础库有此企业，但没有登记状态，请人工核实'],
])('whether a company is in business its registrar says: %s is %s', async (state, outcome, words) => {
  const context = platform();
  const id = `C-${state ?? 'none'}`;
  const creditCode = `91000281MA00000${state ?? 'N'}0`.padEnd(18, '0');
  const company = { id, name: `试验企业${id}`, creditCode, state, sources: 1, origins: {} };
  await context.transaction((tx) =>
    writeRows(context, tx, Company, [company], { source: 'test', simulated: true }),
  );
  const [judged] = await context.transaction((tx) =>
    judgeRules(context, tx, [{ check: 'company-active' }], { subject: id, facts: {} }),
  );
  expect(judged).toMatchObject({ outcome, evidence: { zh: words } });
});

test('a rule that nobody knows is unknown and says so; a company that no register has is not met', async () => {
  const context = platform();
  const rules = [{ check: 'company-active' }, { check: 'phase-of-the-moon' }];
  const judged = await context.transaction((tx) =>
    judgeRules(context, tx, rules, { subject: 'nobody', facts: {} }),
  );
  expect(judged).toMatchObject([
    { check: 'company-active', outcome: 'not-met' },
    { check: 'phase-of-the-moon', outcome: 'unknown' },
  ]);
  expect(judged[1]?.evidence.en).toContain('phase-of-the-moon');
});
