import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { system } from '#kernel/actor';
import { fixedClock } from '#kernel/clock';
import { openTestCity, type TestCity } from '#testing';
import { codesModule } from '#platform/base/codes';
import { createAccount, identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { openTask } from './index.ts';
import tasks from './module.ts';

const hashing = 90_000;
vi.setConfig({ testTimeout: hashing });

const clock = fixedClock('2026-03-02T01:00:00Z');
const days = (count: number) => new Date(clock.now().getTime() + count * 86_400_000).toISOString();
const social = '330281-rsj';
const civil = '330281-mzj';
const password = 'Yuyao-Bridge-8';
type Cookie = { readonly headers: { readonly cookie: string } };

let city: TestCity;
/** Ids: Lin goes away; Zhou, of another bureau, stands in. */
let lin: string, zhou: string;
let ofLin: Cookie, ofZhou: Cookie;
const task: Record<'clerk' | 'head' | 'pool', string> = { clerk: '', head: '', pool: '' };

const cookieOf = async (account: string): Promise<Cookie> => {
  const answer = await city.stranger.post('/api/identity/session', { account, password });
  expect(answer.statusCode, answer.body).toBe(200);
  return { headers: { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' } };
};

beforeAll(async () => {
  const modules = [organisationsModule, codesModule, identityModule, ledgerModule, tasks];
  city = await openTestCity({ modules, clock });
  const setup = city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  const person = (account: string, posts: { code: string; organisation: string; role: string }[]) =>
    setup.transaction((tx) =>
      createAccount(setup, tx, {
        account,
        name: account,
        kind: 'official',
        password,
        posts,
        simulated: true,
      }),
    );
  lin = await person('lin', [
    { code: 'lin.clerk', organisation: social, role: 'data-clerk' },
    { code: 'lin.head', organisation: civil, role: 'department-head' },
  ]);
  zhou = await person('zhou', [{ code: 'zhou.clerk', organisation: '330281-wsj', role: 'data-clerk' }]);
  const platform = city.platform.contextFor(system);
  const open = (key: keyof typeof task, more: { owner: string; assignee?: string; pool?: string }) =>
    platform.transaction((tx) =>
      openTask(platform, tx, {
        kind: 'story.plain',
        title: { zh: key, en: key },
        source: { module: 'story', record: 'thing', key },
        link: `/story/${key}`,
        ...more,
      }),
    );
  task.clerk = await open('clerk', { owner: social, assignee: lin });
  task.head = await open('head', { owner: civil, assignee: lin });
  task.pool = await open('pool', { owner: social, pool: 'data-clerk' });
  ofLin = await cookieOf('lin');
  ofZhou = await cookieOf('zhou');
}, hashing);
afterAll(() => city.close());

const give = async (permissions: string[]): Promise<string> => {
  const asked = { post: 'lin.clerk', to: 'zhou', startsAt: days(0), endsAt: days(7), basis: '年休假' };
  const answer = await city.stranger.post('/api/identity/delegations', { ...asked, permissions }, ofLin);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json().id;
};
const mine = async (): Promise<string[]> =>
  (await city.stranger.get('/api/tasks?whose=mine', ofZhou)).json().items.map(({ id }: { id: string }) => id);
const seen = async (id: string): Promise<number> =>
  (await city.stranger.get(`/api/tasks/${id}`, ofZhou)).statusCode;
const entries = async (): Promise<string> =>
  (
    await city
      .as({ id: 'auditor', grants: { 'ledger:audit': 'city' } })
      .get('/api/ledger/entries?resource=tasks.task&limit=50')
  ).body;

test('before anything is handed over nothing of hers is there; nor when other rights are', async () => {
  expect(await mine()).toEqual([]);
  expect(await seen(task.clerk)).toBe(404);
  const id = await give(['quality:mend']);
  expect(await mine()).toEqual([]);
  expect(await seen(task.clerk)).toBe(404);
  expect((await city.stranger.delete(`/api/identity/delegations/${id}`, ofLin)).statusCode).toBe(200);
});

test('the delegate sees and does what lay in her hands in that post; the ledger says for whom; her other post stays hers', async () => {
  await give(['tasks:own']);
  expect(await mine()).toEqual([task.clerk]);
  expect(await seen(task.head)).toBe(404);
  // What nobody took is for whoever acts in her post, not for a colleague of another bureau.
  expect(await seen(task.pool)).toBe(404);
  const noted = await city.stranger.post(`/api/tasks/${task.clerk}/notes`, { words: '已联系申请人' }, ofZhou);
  expect(noted.statusCode, noted.body).toBe(200);
  expect(await entries()).toContain(`"onBehalfOf":"${lin}"`);
  const refused = await city.stranger.post(`/api/tasks/${task.head}/notes`, { words: '不该看到' }, ofZhou);
  expect(refused.statusCode).toBe(404);
});

test('handed over once more before it ends, what lay in her hands stands in the list once', async () => {
  await give(['tasks:own']);
  expect(await mine()).toEqual([task.clerk]);
});

test('acting in her post the delegate takes from its pool, and may do no more than was handed over', async () => {
  const choice = (await city.stranger.get('/api/identity/acting', ofZhou)).json().choices[0].id as string;
  expect((await city.stranger.post('/api/identity/session/acting', { choice }, ofZhou)).statusCode).toBe(200);
  const state = (await city.stranger.get('/api/identity/session', ofZhou)).json();
  expect(state).toMatchObject({ acting: { title: { zh: '代 lin' } }, actor: { permissions: ['tasks:own'] } });
  const claimed = await city.stranger.post(`/api/tasks/${task.pool}/claim`, undefined, ofZhou);
  expect(claimed.statusCode, claimed.body).toBe(200);
  expect((await city.stranger.get(`/api/tasks/${task.pool}`, ofZhou)).json().assignee).toBe(zhou);
  expect((await city.stranger.get('/api/tasks/statistics', ofZhou)).statusCode).toBe(403);
  await city.stranger.post('/api/identity/session/acting', { choice: null }, ofZhou);
});

test('it ends when her post is withdrawn, and on its last day', async () => {
  expect(await mine()).toContain(task.clerk);
  const admin = city.as({ id: 'admin', grants: { 'identity:manage': 'city' } });
  const post = (await admin.get('/api/identity/posts/lin.clerk')).json();
  clock.advance(7 * 86_400_000);
  ofZhou = await cookieOf('zhou');
  expect(await mine()).not.toContain(task.clerk);
  clock.advance(-7 * 86_400_000);
  ofZhou = await cookieOf('zhou');
  expect(await mine()).toContain(task.clerk);
  const gone = await admin.post('/api/identity/posts/lin.clerk/withdraw', {
    revision: post.meta.revision,
    reason: '调离',
  });
  expect(gone.statusCode, gone.body).toBe(200);
  expect(await mine()).not.toContain(task.clerk);
  expect(await seen(task.clerk)).toBe(404);
});
