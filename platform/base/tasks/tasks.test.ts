import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { codesModule } from '#platform/base/codes';
import { createAccount, identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { closeTask, openTask, updateTask, type TaskOpened } from './index.ts';
import tasks from './module.ts';

const clock = fixedClock('2026-03-02T01:00:00Z');
let city: TestCity;
let clerk: Asker;
let colleague: Asker;
let health: Asker;
let office: Asker;

beforeAll(async () => {
  city = await openTestCity({
    modules: [organisationsModule, codesModule, identityModule, ledgerModule, tasks],
    clock,
  });
  const context = city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  const person = (account: string, name: string) =>
    context.transaction((tx) =>
      createAccount(context, tx, {
        account,
        name,
        kind: 'official',
        password: 'Yuyao-Bridge-8',
        simulated: true,
        posts: [{ code: `${account}.clerk`, organisation: '330281-rsj', role: 'data-clerk' }],
      }),
    );
  const own = { 'tasks:own': 'department' } as const;
  clerk = city.as({ id: await person('lin', '林试验'), organisation: '330281-rsj', grants: own });
  colleague = city.as({ id: await person('tang', '唐试验'), organisation: '330281-rsj', grants: own });
  health = city.as({ id: 'health', organisation: '330281-mzj', grants: own });
  office = city.as({ id: 'office', organisation: '330281-jxj', grants: { ...own, 'tasks:manage': 'city' } });
});
afterAll(() => city.close());

let round = 0;
beforeEach(() => {
  round += 1;
});

const days = (count: number) => new Date(clock.now().getTime() + count * 86_400_000).toISOString();
const platform = () =>
  city.platform.contextFor({ id: 'system', kind: 'system', name: '系统', grants: new Map() });

function open(key: string, more: Partial<TaskOpened> = {}): Promise<string> {
  const context = platform();
  return context.transaction((tx) =>
    openTask(context, tx, {
      kind: `story-${round}`,
      title: { zh: `改正 ${key}`, en: `Mend ${key}` },
      owner: '330281-rsj',
      source: { module: 'quality', record: 'finding', key: `${round}-${key}` },
      link: `/quality/findings?dataset=${key}`,
      dueAt: days(10),
      count: 3,
      ...more,
    }),
  );
}

const list = async (who: Asker, query = '') =>
  (await who.get(`/api/tasks?kind=story-${round}${query}`)).json<{
    items: { id: string; lamp: string; status: string; title: { zh: string } }[];
    next: string | null;
  }>();

test('a task waits for the department that owns it; another department sees nothing of it', async () => {
  const id = await open('insured');
  expect((await list(clerk)).items).toMatchObject([
    { id, lamp: 'green', status: 'open', title: { zh: '改正 insured' } },
  ]);
  expect((await list(health)).items).toEqual([]);
  expect((await list(office)).items).toHaveLength(1);
  const foreign = await Promise.all([
    health.get(`/api/tasks/${id}`),
    health.post(`/api/tasks/${id}/claim`),
    health.post(`/api/tasks/${id}/hand-over`, { organisation: '330281-mzj', reason: '给我' }),
    health.post(`/api/tasks/${id}/notes`, { words: '看看' }),
  ]);
  expect(foreign.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404]);
  expect((await city.stranger.get('/api/tasks')).statusCode).toBe(401);
  expect((await city.as({ grants: {} }).get('/api/tasks')).json().code).toBe('identity.forbidden');
});

test('one claims it, a colleague cannot, and releases it again', async () => {
  const id = await open('claimed');
  const mine = (await clerk.post(`/api/tasks/${id}/claim`)).json();
  expect(mine).toMatchObject({ status: 'claimed', assigneeName: '林试验', mayRelease: true });
  const refused = await colleague.post(`/api/tasks/${id}/claim`);
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'tasks.already-claimed']);
  expect(refused.json().detail.zh).toContain('林试验');
  expect((await colleague.post(`/api/tasks/${id}/release`)).json().code).toBe('tasks.not-yours');
  expect((await list(clerk, '&whose=mine')).items).toHaveLength(1);
  expect((await list(colleague, '&whose=mine')).items).toHaveLength(0);
  expect((await office.post(`/api/tasks/${id}/release`)).json().status).toBe('open');
  expect(
    (await clerk.get(`/api/tasks/${id}`)).json().notes.map(({ what }: { what: string }) => what),
  ).toEqual(['opened', 'claimed', 'released']);
});

test('of many who claim at once exactly one holds it', async () => {
  const id = await open('race');
  const answers = await Promise.all(
    [clerk, colleague, clerk, colleague].map((who) => who.post(`/api/tasks/${id}/claim`)),
  );
  const holder = (await clerk.get(`/api/tasks/${id}`)).json().assignee;
  const won = [clerk, colleague, clerk, colleague].map((who) => (who.actor.id === holder ? 200 : 409));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(won);
});

test('it is handed to a colleague, then to another department, with the reason kept', async () => {
  const id = await open('handed');
  const { items } = (await clerk.get(`/api/tasks/${id}/colleagues`)).json();
  expect(items.map(({ name }: { name: string }) => name).toSorted()).toEqual(['唐试验', '林试验'].toSorted());
  const to = (body: object) => clerk.post(`/api/tasks/${id}/hand-over`, { reason: '归口管理', ...body });
  expect((await to({})).json().code).toBe('tasks.hand-over-where');
  expect((await to({ organisation: '330281-nowhere' })).json().code).toBe('tasks.unknown-organisation');
  expect((await to({ assignee: 'health' })).json().code).toBe('tasks.unknown-colleague');
  expect((await to({ assignee: colleague.actor.id })).statusCode).toBe(200);
  expect((await list(colleague, '&whose=mine')).items).toHaveLength(1);
  expect((await to({ organisation: '330281-mzj' })).statusCode).toBe(200);
  expect((await clerk.get(`/api/tasks/${id}`)).statusCode).toBe(404);
  const there = (await health.get(`/api/tasks/${id}`)).json();
  expect(there).toMatchObject({ status: 'open', assignee: null, owner: '330281-mzj' });
  expect(there.notes.at(-1)).toMatchObject({ what: 'handed-over', words: '归口管理', byName: '林试验' });
  expect(await open('handed', { count: 9 })).toBe(id);
  expect((await health.get(`/api/tasks/${id}`)).json()).toMatchObject({ owner: '330281-mzj', count: 9 });
  // Whose it was is kept, once: neither the colleague nor the count is another owner or date.
  const { rows } = await sql`select owner, due_at, until from tasks.earlier_v1 where task = ${id}`.execute(
    platform().db,
  );
  expect(rows).toEqual([{ owner: '330281-rsj', due_at: days(10), until: days(0) }]);
});

test('the same source is one task: opened again it is brought up to date, closed it may be opened anew', async () => {
  const id = await open('same', { count: 3 });
  expect(await open('same', { count: 5, dueAt: days(4) })).toBe(id);
  expect((await clerk.get(`/api/tasks/${id}`)).json()).toMatchObject({ count: 5, dueAt: days(4) });
  const context = platform();
  const source = { module: 'quality', record: 'finding', key: `${round}-same` };
  await context.transaction((tx) => updateTask(context, tx, source, { count: 1 }));
  const closed = await context.transaction((tx) =>
    closeTask(context, tx, source, { outcome: { zh: '已全部改正', en: 'all mended' } }),
  );
  expect(closed).toBe(id);
  expect((await list(clerk)).items).toEqual([]);
  expect((await list(clerk, '&status=done')).items).toHaveLength(1);
  expect((await clerk.post(`/api/tasks/${id}/claim`)).json().code).toBe('tasks.closed');
  expect(
    await context.transaction((tx) => closeTask(context, tx, source, { outcome: { zh: '', en: '' } })),
  ).toBeUndefined();
  expect(await open('same')).not.toBe(id);
});

test('many transactions that open the same source make one task', async () => {
  const ids = await Promise.all(Array.from({ length: 8 }, () => open('at-once')));
  expect(new Set(ids).size).toBe(1);
});

test('a task that is rolled back never was', async () => {
  const context = platform();
  const failing = context.transaction(async (tx) => {
    await openTask(context, tx, {
      kind: `story-${round}`,
      title: { zh: '无', en: 'none' },
      owner: '330281-rsj',
      source: { module: 'quality', record: 'finding', key: 'never' },
      link: '/',
    });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect((await list(clerk)).items).toEqual([]);
});

test('the list is in the order of dates, page by page, and the lamps turn with the clock', async () => {
  await open('undated', { dueAt: null });
  for (const [key, due] of [
    ['c', 9],
    ['a', 1],
    ['e', 30],
    ['b', 5],
    ['d', 9],
  ] as const)
    await open(key, { dueAt: days(due) });
  const seen: string[] = [];
  let after = '';
  do {
    const page = await list(clerk, `&limit=2${after}`);
    seen.push(...page.items.map(({ title }) => title.zh.replace('改正 ', '')));
    after = page.next === null ? '' : `&after=${page.next}`;
  } while (after !== '');
  expect(seen.slice(0, 2)).toEqual(['a', 'b']);
  expect(seen.slice(2, 4).toSorted()).toEqual(['c', 'd']);
  expect(seen.slice(4)).toEqual(['e', 'undated']);
  expect((await clerk.get('/api/tasks?after=nonsense')).json().code).toBe('tasks.cursor-unreadable');

  const lamp = async (colour: string) => (await list(clerk, `&lamp=${colour}`)).items.length;
  expect([await lamp('green'), await lamp('amber'), await lamp('red')]).toEqual([5, 1, 0]);
  const before = (await clerk.get('/api/tasks/summary')).json();
  clock.advance(4.5 * 86_400_000);
  expect([await lamp('green'), await lamp('amber'), await lamp('red')]).toEqual([4, 1, 1]);
  expect((await list(clerk)).items[0]).toMatchObject({ lamp: 'red' });
  const now = (await clerk.get('/api/tasks/summary')).json();
  expect(now.waiting).toBe(before.waiting);
  expect(now.red).toBeGreaterThan(before.red);
  expect(now.kinds).toContain(`story-${round}`);
  expect((await health.get('/api/tasks/summary')).json().waiting).toBeLessThan(now.waiting);
});
