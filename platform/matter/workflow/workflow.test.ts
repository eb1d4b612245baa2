import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { system } from '#kernel/actor';
import { fixedClock } from '#kernel/clock';
import { codesModule } from '#platform/base/codes';
import { documentsModule } from '#platform/base/documents';
import { formsModule } from '#platform/base/forms';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { relationsModule } from '#platform/base/relations';
import { tasksModule } from '#platform/base/tasks';
import workflow from './module.ts';
import { defineProcess } from './process.ts';
import { sayPartiesJob } from './say-parties.ts';
import { answered, ended, hears, Permit, permits, permitsModule } from './testing/permits.ts';

const modules = [
  organisationsModule,
  codesModule,
  identityModule,
  ledgerModule,
  tasksModule,
  documentsModule,
  formsModule,
  relationsModule,
  workflow,
  permitsModule,
];
const bureau = '330281-jxj';
const clock = fixedClock('2026-11-30T02:00:00Z');
let city: TestCity;
let officer: Asker;
let citizen: Asker;

beforeAll(async () => {
  city = await openTestCity({ modules, clock });
  officer = city.as({
    id: 'officer',
    organisation: bureau,
    grants: {
      'permits:read': 'department',
      'permits:decide': 'department',
      'permits:apply': 'own',
      'tasks:own': 'department',
    },
  });
  citizen = city.as({
    id: 'citizen',
    kind: 'citizen',
    grants: { 'permits:apply': 'own', 'workflow:own': 'own', 'tasks:own': 'own' },
  });
});
afterAll(() => city.close());

async function begin(id: string, who: Asker = citizen, applicant: string | null = null): Promise<void> {
  const context = who.context();
  const row = {
    id,
    number: `许可〔2026〕${id}`,
    organisation: bureau,
    account: who.actor.id,
    applicant,
  };
  await context.transaction((tx) =>
    permits.start(context, tx, { ...row, state: 'asked', why: null, meta: { simulated: true } }),
  );
}
const act = (id: string, said: object, who: Asker = officer) =>
  who.post(`/api/permits/permits/${id}/acts`, said);
const own = (id: string, said: object, who: Asker = citizen) =>
  who.post(`/api/permits/my/permits/${id}/acts`, said);
const outcome = async (answer: ReturnType<Asker['post']>) => {
  const { statusCode, body } = await answer;
  return statusCode === 200 ? 'done' : (JSON.parse(body) as { code: string }).code;
};
const tasks = async (who: Asker, id: string) =>
  (await who.get('/api/tasks'))
    .json<{ items: { kind: string; lamp: string; dueAt: string; source: { key: string } }[] }>()
    .items.filter(({ source }) => source.key === id);
const kinds = async (id: string, who: Asker = officer) => (await tasks(who, id)).map(({ kind }) => kind);
const steps = async (id: string) =>
  (await citizen.get('/api/workflow/my/matters'))
    .json<{ items: { id: string; steps: { state: string; why: string | null }[] }[] }>()
    .items.find((each) => each.id === id)?.steps;

test('each state has its task; an act is done in its state, by whom it may be done, and not of oneself', async () => {
  await begin('a1');
  expect(await kinds('a1')).toEqual(['permits.asked']);
  expect(await outcome(act('a1', { act: 'issue' }))).toBe('permits.not-now');
  expect(await outcome(act('a1', { act: 'accept' }, citizen))).toMatch(/forbidden|permission/);
  const elsewhere = city.as({
    id: 'elsewhere',
    organisation: '330281-rsj',
    grants: { 'permits:decide': 'department' },
  });
  expect(await outcome(act('a1', { act: 'accept' }, elsewhere))).toBe('request.not-found');
  expect(await outcome(act('a1', { act: 'jump' }))).toBe('request.invalid');
  expect(await outcome(act('a1', { act: 'accept' }))).toBe('done');
  expect(await kinds('a1')).toEqual(['permits.checking']);
  await begin('a2', officer);
  expect(await outcome(act('a2', { act: 'accept' }))).toBe('permits.own');
  expect(await outcome(own('a1', { act: 'withdraw' }, officer))).toBe('request.not-found');
  expect(await outcome(act('a1', { act: 'refuse', why: '不符合规划' }))).toBe('done');
  expect(await kinds('a1')).toEqual([]);
  expect(ended).toEqual(['a1']);
});

test('the clock stands while something is lacking and runs on where it stood, from whichever state', async () => {
  await begin('b1');
  await act('b1', { act: 'accept' });
  const before = (await tasks(officer, 'b1'))[0];
  expect(await outcome(act('b1', { act: 'lack', why: '检查：缺少图纸' }))).toBe('done');
  const standing = (await tasks(officer, 'b1')).toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  expect(standing).toMatchObject([{ kind: 'permits.checking', lamp: 'grey' }, { kind: 'permits.lacking' }]);
  expect(await kinds('b1', citizen)).toEqual(['permits.lacking']);
  clock.advance(4 * 86_400_000);
  expect(await outcome(own('b1', { act: 'complete' }))).toBe('done');
  const [after, ...others] = await tasks(officer, 'b1');
  expect(others).toEqual([]);
  expect(after?.kind).toBe('permits.checking');
  const stood = Date.parse(after?.dueAt ?? '') - Date.parse(before?.dueAt ?? '');
  expect(stood).toBe(4 * 86_400_000);
  // Taken back while it stands, nothing waits any more.
  await act('b1', { act: 'lack', why: '检查：还缺说明' });
  expect(await outcome(own('b1', { act: 'withdraw' }))).toBe('done');
  expect([await kinds('b1'), await kinds('b1', citizen)]).toEqual([[], []]);
});

test('a clock that its holder let run by hand does not stop the matter', async () => {
  await begin('c1');
  await act('c1', { act: 'lack', why: '缺少身份证明' });
  const context = officer.context();
  const { rows } = await sql<{ id: string }>`select id from tasks.task
    where source_key = 'c1' and kind = 'permits.asked'`.execute(context.db);
  expect((await officer.post(`/api/tasks/${rows[0]?.id}/claim`)).statusCode).toBe(200);
  expect((await officer.post(`/api/tasks/${rows[0]?.id}/resume`, { words: '材料已收到' })).statusCode).toBe(
    200,
  );
  expect(await outcome(own('c1', { act: 'complete' }))).toBe('done');
  expect(await kinds('c1')).toEqual(['permits.asked']);
});

test('what another organ tells twice is done once, even when the matter is back in the same state', async () => {
  await begin('d1');
  await act('d1', { act: 'accept' });
  await act('d1', { act: 'ask' });
  const told = (id: number, why: string, matter = 'permits.permit:d1') => ({
    id,
    name: answered.name,
    version: 1,
    key: 'd1',
    payload: { matter, why },
    occurredAt: clock.now().toISOString(),
    recordedAt: clock.now().toISOString(),
  });
  const context = city.as({ id: 'platform', grants: { '*': 'city' } }).context();
  await hears.handle(told(7, '可以'), context);
  await hears.handle(told(7, '可以'), context);
  expect((await steps('d1'))?.map(({ state }) => state)).toEqual(['asked', 'checking', 'asking', 'checking']);
  await act('d1', { act: 'ask' });
  // The first answer again, late: it was heard already. What is of another module, or of nobody, is not ours.
  await hears.handle(told(7, '可以'), context);
  await hears.handle(told(8, '可以', 'grants.application:d1'), context);
  await hears.handle(told(9, '可以', 'permits.permit:none'), context);
  expect((await steps('d1'))?.at(-1)?.state).toBe('asking');
  await hears.handle(told(10, '第二次：不行'), context);
  // After it came on, a new telling finds it elsewhere.
  await hears.handle(told(11, '太晚了'), context);
  expect((await steps('d1'))?.at(-1)).toMatchObject({ state: 'checking', why: '第二次：不行' });
  // And through the outbox, as it is told in a city.
  await act('d1', { act: 'ask' });
  const payload = { matter: 'permits.permit:d1', why: '经由事件' };
  await context.transaction((tx) => context.emit(tx, answered, { key: 'd1', payload }));
  await expect.poll(async () => (await steps('d1'))?.at(-1)?.why, { timeout: 15_000 }).toBe('经由事件');
});

test('of many acts at once one is done, and one version written', async () => {
  await begin('e1');
  await act('e1', { act: 'accept' });
  const said = [
    ...Array<object>(5).fill({ act: 'issue' }),
    ...Array<object>(5).fill({ act: 'refuse', why: '不行' }),
  ];
  const outcomes = await Promise.all(said.map((each) => outcome(act('e1', each))));
  expect(outcomes.toSorted()).toEqual(['done', ...Array<string>(9).fill('permits.not-now')]);
  expect((await steps('e1'))?.map(({ state }) => state).slice(0, 2)).toEqual(['asked', 'checking']);
  expect(await steps('e1')).toHaveLength(3);
  expect(await kinds('e1')).toEqual([]);
});

test('a person sees the steps of their matters, each in words, and nobody else’s', async () => {
  await begin('f1');
  await act('f1', { act: 'lack', why: '缺少照片' });
  const { items } = (await citizen.get('/api/workflow/my/matters')).json();
  expect(items.find(({ id }: { id: string }) => id === 'f1')).toMatchObject({
    process: 'permits.permit',
    kind: { zh: '许可', en: 'Permit' },
    title: { zh: '许可 许可〔2026〕f1' },
    stateTitle: { zh: '待补正', en: 'lacking' },
    waitsForMe: true,
    over: false,
    page: '/my/permits',
    simulated: true,
    steps: [
      { state: 'asked', title: { zh: '已收到' }, why: null },
      { state: 'lacking', why: '缺少照片' },
    ],
  });
  expect(items.find(({ id }: { id: string }) => id === 'a1')).toMatchObject({
    over: true,
    waitsForMe: false,
  });
  const other = city.as({ id: 'other', kind: 'citizen', grants: { 'workflow:own': 'own' } });
  expect((await other.get('/api/workflow/my/matters')).json()).toEqual({ items: [] });
  expect((await officer.get('/api/workflow/my/matters')).statusCode).toBe(403);
  const paper = (process: string) => citizen.get(`/api/workflow/my/matters/${process}/f1/paper`);
  expect([(await paper('permits.permit')).statusCode, (await paper('no.such')).statusCode]).toEqual([
    404, 404,
  ]);
});

test('what waited for an applicant before tasks said of whom leaves the hands of who acts for them no more', async () => {
  await begin('g1', citizen, 'C-firm');
  await begin('g2');
  for (const id of ['g1', 'g2']) await act(id, { act: 'lack', why: '缺少图纸' });
  const { db } = city.platform.services.store;
  await sql`update tasks.task set assignee = 'citizen', status = 'claimed', on_behalf_of = null, first_behalf_of = null
    where source_key in ('g1', 'g2') and kind = 'permits.lacking'`.execute(db);
  expect(await kinds('g1', citizen)).toEqual(['permits.lacking']);
  const context = city.platform.contextFor(system);
  const job = await context.startJob(db, sayPartiesJob, {}, { actor: system });
  expect((await city.finished(job)).status).toBe('done');
  expect(await kinds('g1', citizen)).toEqual([]);
  expect(await kinds('g2', citizen)).toEqual(['permits.lacking']);
  const { rows } = await sql`select source_key as key, on_behalf_of as party, assignee from tasks.task
    where source_key in ('g1', 'g2') and kind = 'permits.lacking' order by 1`.execute(db);
  expect(rows).toEqual([
    { key: 'g1', party: 'C-firm', assignee: null },
    { key: 'g2', party: null, assignee: 'citizen' },
  ]);
});

test('a process that cannot hold is refused as it is declared', () => {
  const declare = (more: object) => () =>
    defineProcess({
      record: Permit,
      parties: { organisation: 'organisation', account: 'account' },
      permission: 'permits:decide',
      applies: 'permits:apply',
      notNow: Permit.title,
      own: Permit.title,
      page: '/',
      states: {},
      acts: {},
      ...more,
    } as never);
  const waits = { title: Permit.title, clock: 1 };
  expect(declare({ record: { ...Permit, versions: 'none' } })).toThrow('keeps no versions');
  expect(declare({ parties: { organisation: 'office', account: 'account' } })).toThrow('no field office');
  expect(declare({ states: { done: { title: Permit.title, ends: true, waits } } })).toThrow('done ends it');
  expect(declare({ acts: { go: { in: ['nowhere'] } } })).toThrow('its act go');
});
