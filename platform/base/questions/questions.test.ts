import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codesModule } from '#platform/base/codes';
import { createAccount, identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { openTestCity, type Asker, type TestCity } from '#testing';
import questions from './module.ts';
import { dueAfter, stateOf } from './rules.ts';

let now = new Date('2026-03-02T01:00:00Z');
const DAY = 86_400_000;
let city: TestCity;
let me: Asker;
let other: Asker;
let office: Asker;
let stranger: Asker;
let auditor: Asker;

beforeAll(async () => {
  city = await openTestCity({
    modules: [organisationsModule, codesModule, identityModule, ledgerModule, tasksModule, questions],
    clock: { now: () => now },
    environment: { LEDGER_ANSWER_DAYS: '10' },
    work: false,
  });
  const setup = city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  const citizen = async (account: string, person: string, idNumber: string) => {
    const id = await setup.transaction((tx) =>
      createAccount(setup, tx, {
        account,
        name: '江试验',
        kind: 'citizen',
        password: 'Yuyao-Bridge-8',
        simulated: true,
        posts: [{ code: `${account}.citizen`, role: 'citizen' }],
        citizen: { idNumber, person },
      }),
    );
    return city.as({ id, kind: 'citizen', grants: { 'registers:self': 'own' } });
  };
  me = await citizen('xiaojiang', 'p-7', '000281199001011234');
  other = await citizen('dajiang', 'p-8', '000281199001011242');
  const grants = { 'questions:answer': 'department', 'tasks:own': 'department' } as const;
  office = city.as({ id: 'rsj-head', organisation: '330281-rsj', grants });
  stranger = city.as({ id: 'mzj-head', organisation: '330281-mzj', grants });
  auditor = city.as({ id: 'auditor', grants: { 'ledger:audit': 'city' } });
});
afterAll(() => city.close());

async function look(more: { detail?: Record<string, unknown>; organisation?: string; id?: string } = {}) {
  const { detail, ...who } = more;
  now = new Date(now.getTime() + 1000);
  const clerk = city.as({
    id: 'clerk',
    organisation: '330281-rsj',
    ...who,
    grants: { 'registers:read': 'city' },
  });
  const context = clerk.context();
  await context.ledger(context.db, {
    action: 'read',
    resource: 'registers.person',
    subjects: ['p-7'],
    purpose: '参保核查',
    ...(detail ? { detail } : {}),
  });
}

const latest = async (who: Asker) => (await who.get('/api/ledger/mine?limit=1')).json().items[0];
const ask = (who: Asker, sequence: number, words = '为什么查我的参保记录？') =>
  who.post('/api/questions', { sequence, words });
const codes = async (answers: Promise<{ statusCode: number; json(): { code: string } }>[]) =>
  (await Promise.all(answers)).map((answer) => [answer.statusCode, answer.json().code]);

test('a citizen asks why; it waits as a task in the office that looked, which answers within its days', async () => {
  await look();
  const { sequence } = await latest(me);
  const asked = (await ask(me, sequence)).json();
  expect(asked).toMatchObject({ sequence, office: '330281-rsj', state: 'waiting', answer: null });
  expect(asked.officeName.zh).toBe('余姚市人力资源和社会保障局');
  expect(asked.dueAt).toBe(new Date(now.getTime() + 10 * DAY).toISOString());
  const [task] = (await office.get('/api/tasks')).json().items;
  expect(task).toMatchObject({
    kind: 'questions.question',
    dueAt: asked.dueAt,
    link: `/questions/questions?open=${asked.id}`,
  });
  const seen = (await office.get(`/api/questions/${asked.id}`)).json();
  expect(seen.entry).toMatchObject({ sequence, actor: 'clerk', purpose: '参保核查' });
  expect(JSON.stringify(seen)).not.toContain('江试验');

  const words = '您 3 月 1 日申请了补贴，须核查参保情况。';
  expect((await office.post(`/api/questions/${asked.id}/answer`, { words })).json()).toMatchObject({
    state: 'answered',
    answer: words,
  });
  expect((await me.get('/api/questions/mine')).json().items[0]).toMatchObject({
    state: 'answered',
    answer: words,
  });
  expect((await office.get('/api/tasks')).json().items).toEqual([]);
  const again = office.post(`/api/questions/${asked.id}/answer`, { words: '另一个答复' });
  expect(await codes([again])).toEqual([[409, 'questions.answered']]);
});

test('question and answer are in the ledger themselves, to be seen by whoever asked', async () => {
  await look();
  const { sequence } = await latest(me);
  const { id } = (await ask(me, sequence)).json();
  await office.post(`/api/questions/${id}/answer`, { words: '已说明。' });
  const { items } = (await auditor.get('/api/ledger/entries?resource=questions.question&limit=2')).json();
  expect(items.map(({ detail }: { detail: object }) => detail)).toMatchObject([
    { done: 'answered', question: id, sequence },
    { done: 'asked', question: id, sequence },
  ]);
  expect(items[0].body).not.toContain('已说明');
  expect(await latest(me)).toMatchObject({ action: 'decide', resource: 'questions.question' });
});

test('nobody asks about what is not theirs, is their own doing, or nobody did; nor twice', async () => {
  await look();
  const { sequence } = await latest(me);
  const mine = me.context();
  await mine.ledger(mine.db, { action: 'read', resource: 'registers.person', subjects: ['p-7'] });
  const own = (await latest(me)).sequence;
  const platform = city.platform.contextFor({
    id: 'system',
    kind: 'system',
    name: '系统',
    grants: new Map(),
  });
  await platform.ledger(platform.db, { action: 'change', resource: 'registers.person', subjects: ['p-7'] });
  const itself = (await latest(me)).sequence;
  await ask(me, sequence);
  expect(
    await codes([ask(other, sequence), ask(me, own), ask(me, itself), ask(me, sequence), ask(me, 999_999)]),
  ).toEqual([
    [404, 'request.not-found'],
    [409, 'questions.own-look'],
    [409, 'questions.no-office'],
    [409, 'questions.asked-already'],
    [404, 'request.not-found'],
  ]);
  expect((await ask(me, sequence, ' ')).statusCode).toBe(400);
  expect((await ask(office, sequence)).statusCode).toBe(403);
  expect((await city.stranger.post('/api/questions', { sequence, words: '为什么？' })).statusCode).toBe(401);
});

test('of the same question sent twice at once one is kept, with one task', async () => {
  await look();
  const { sequence } = await latest(me);
  const before = (await office.get('/api/tasks?limit=200')).json().items.length;
  const sent = await Promise.all([ask(me, sequence), ask(me, sequence), ask(me, sequence)]);
  expect(sent.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409]);
  expect((await office.get('/api/tasks?limit=200')).json().items).toHaveLength(before + 1);
});

test('another office sees nothing of it; the auditor sees who is late, without the words', async () => {
  await look();
  const { sequence } = await latest(me);
  const { id } = (await ask(me, sequence, '很私人的话')).json();
  expect((await stranger.get(`/api/questions/${id}`)).statusCode).toBe(404);
  expect((await stranger.post(`/api/questions/${id}/answer`, { words: '不归我答' })).statusCode).toBe(404);
  expect((await stranger.get('/api/questions')).json().items).toEqual([]);
  const before = (await auditor.get('/api/questions/oversight')).json();
  expect(before.overdue).toBe(0);
  now = new Date(now.getTime() + 11 * DAY);
  const late = await auditor.get('/api/questions/oversight?state=overdue&limit=1');
  expect(late.json().overdue).toBeGreaterThan(0);
  expect(late.json().items[0]).toMatchObject({ id, state: 'overdue', office: '330281-rsj' });
  expect(late.body).not.toContain('很私人的话');
  expect((await office.get('/api/questions?state=overdue')).json().items[0].id).toBe(id);
  await office.post(`/api/questions/${id}/answer`, { words: '抱歉，答复迟了。' });
  expect((await me.get('/api/questions/mine')).json().items[0].state).toBe('answered-late');
  expect((await office.get('/api/questions/oversight')).statusCode).toBe(403);
  const pages = (await auditor.get(`/api/questions/oversight?limit=2`)).json();
  const next = (
    await auditor.get(`/api/questions/oversight?limit=2&after=${encodeURIComponent(pages.next)}`)
  ).json();
  expect(next.items[0].id).not.toBe(pages.items[1].id);
  expect((await auditor.get('/api/questions/oversight?after=x')).json().code).toBe('request.bad-cursor');
});

test('what the law keeps from a person for a time is shown, and may be asked about, when it has passed', async () => {
  await look();
  const known = (await latest(me)).sequence;
  const until = new Date(now.getTime() + DAY).toISOString();
  await look({ detail: { withheldUntil: until, withheldBasis: '反洗钱法第二十三条' } });
  expect((await latest(me)).sequence).toBe(known);
  const [hidden] = (await auditor.get('/api/ledger/entries?limit=1')).json().items;
  expect((await ask(me, hidden.sequence)).statusCode).toBe(404);
  now = new Date(now.getTime() + DAY + 1000);
  expect(await latest(me)).toMatchObject({
    sequence: hidden.sequence,
    withheld: { until, basis: '反洗钱法第二十三条' },
  });
  expect((await ask(me, hidden.sequence)).statusCode).toBe(200);
  await expect(look({ detail: { withheldUntil: until } })).rejects.toThrow(/on a basis/);
});

test.each([
  ['waiting', '2026-03-12T01:00:00.000Z', null],
  ['overdue', '2026-03-01T00:00:00.000Z', null],
  ['answered', '2026-03-12T01:00:00.000Z', '2026-03-12T01:00:00.000Z'],
  ['answered-late', '2026-03-12T01:00:00.000Z', '2026-03-12T01:00:00.001Z'],
] as const)('a question is %s', (state, dueAt, answeredAt) => {
  expect(stateOf({ dueAt, answeredAt }, new Date('2026-03-02T01:00:00Z'))).toBe(state);
  expect(dueAfter(new Date('2026-03-02T01:00:00Z'), 10)).toBe('2026-03-12T01:00:00.000Z');
});

test('past two hundred questions the first one is still found: by page, and beside its entry', async () => {
  const many = city.as({ id: 'many', kind: 'citizen', grants: { 'registers:self': 'own' } });
  const { db } = many.context();
  await sql`insert into questions.question (id, sequence, asker, subjects, office, words, asked_at, due_at)
    select 'many-' || i, 1000000 + i, 'many', '{p-9}', '330281-rsj', '为什么', at, at + interval '15 days'
    from (select i, timestamptz '2026-01-01 00:00Z' + i / 2 * interval '1 minute' as at from generate_series(1, 450) i) n
    `.execute(db);
  interface Page {
    items: { id: string; sequence: number }[];
    next: string | null;
  }
  const page = async (query: string): Promise<Page> => {
    const answer = await many.get(`/api/questions/mine?${query}`);
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  };
  const seen: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const found: Page = await page(`limit=200${next && `&after=${encodeURIComponent(next)}`}`);
    seen.push(...found.items.map(({ id }) => id));
    ({ next } = found);
  }
  expect(seen).toHaveLength(450);
  expect(new Set(seen).size).toBe(450);
  expect(seen.at(-1)).toBe('many-1');
  const beside = await page('sequence.from=1000001&sequence.to=1000020&limit=20');
  expect(beside.items.map(({ sequence }) => sequence - 1_000_000).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
  expect((await other.get('/api/questions/mine?sequence.from=1000001')).json().items).toEqual([]);
  expect((await many.get('/api/questions/mine?after=x')).json().code).toBe('request.bad-cursor');
});
