import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { codesModule } from '#platform/base/codes';
import { createAccount, identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { notificationsModule } from '#platform/base/notifications';
import { organisationsModule } from '#platform/base/organisations';
import { schedulingModule } from '#platform/base/scheduling';
import { tasksModule } from '#platform/base/tasks';
import { applicationsModule } from './index.ts';

const owner = '330281-zfb';
let city: TestCity;
let server: Server;
let answer: { status: number; body: string };
let office: Asker;
let pusher: Asker;

const made = async (path: string, body: object) => {
  const done = await office.post(`/api/applications/${path}`, body);
  expect(done.statusCode, done.body).toBe(200);
};

async function account(name: string): Promise<string> {
  const context = city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  return context.transaction((tx) =>
    createAccount(context, tx, {
      account: name,
      name: '某试验',
      kind: 'official',
      password: 'Yuyao-Bridge-8',
      simulated: true,
      posts: [{ code: `${name}.clerk`, organisation: '330281-rsj', role: 'data-clerk', division: '330281' }],
    }),
  );
}

let ids: { lin: string; wu: string };

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  city = await openTestCity({
    modules: [
      organisationsModule,
      codesModule,
      identityModule,
      ledgerModule,
      tasksModule,
      schedulingModule,
      notificationsModule,
      applicationsModule,
    ],
  });
  office = city.as({
    id: 'office',
    organisation: owner,
    grants: {
      'applications:read': 'city',
      'applications:write': 'city',
      'applications:connect': 'city',
      'tasks:manage': 'city',
      'tasks:own': 'department',
    },
  });
  pusher = city.as({ id: 'pusher', organisation: owner, grants: { 'applications:push': 'department' } });
  ids = { lin: await account('lin'), wu: await account('wushi') };
  const { port } = server.address() as AddressInfo;
  await made('systems', {
    code: 'old',
    nameZh: '旧系统',
    nameEn: 'Old',
    owner,
    purpose: '测试',
    address: `http://127.0.0.1:${port}`,
    signOn: 'own',
    audience: 'accounts',
    state: 'in-use',
  });
  await office.put('/api/applications/systems/old/inside', { inside: true });
  for (const name of ['lin', 'wushi'])
    await made('accesses', {
      id: `old:${name}`,
      system: 'old',
      owner,
      account: name,
      there: `${name}-there`,
    });
  await made('feeds', {
    code: 'old-list',
    titleZh: '待办',
    titleEn: 'To-dos',
    system: 'old',
    owner,
    gives: 'todos',
    adapter: 'json',
    path: '/list',
    settings: { items: '', fields: { id: 'a', title: 'b', account: 'c' } },
    everyMinutes: 1440,
    enabled: true,
  });
}, 300_000);
afterAll(async () => {
  server.close();
  await city.close();
});
beforeEach(() => {
  answer = { status: 200, body: '[]' };
});

const listed = (...rows: readonly [string, string?][]) => {
  const items = rows.map(([a, c = 'lin-there']) => ({ a, b: `事项${a}`, c }));
  answer = { status: 200, body: JSON.stringify(items) };
};

async function pull(): Promise<string | null> {
  const { job } = (await office.post('/api/applications/feeds/old-list/pull')).json<{ job: string }>();
  return ((await city.finished(job)).outcome as { data: { fault: string | null } }).data.fault;
}

interface Task {
  readonly kind: string;
  readonly title: { zh: string };
  readonly assignee: string | null;
}

async function waiting(): Promise<string[]> {
  const found = await office.get('/api/tasks?module=applications&kind=applications.todo&limit=200');
  return found
    .json<{ items: Task[] }>()
    .items.map(({ title }) => title.zh)
    .toSorted();
}

test('a system that gives its whole list: what is gone from it is done, but not by an answer that is broken', async () => {
  listed(['1'], ['2']);
  expect(await pull()).toBe(null);
  expect(await waiting()).toEqual(['事项1', '事项2']);
  answer = { status: 500, body: 'oops' };
  expect(await pull()).toBe('answered 500');
  answer = { status: 200, body: '{"error":"busy"}' };
  expect(await pull()).toBe('unusable');
  // One row that cannot be read: then nobody can say what is gone.
  answer = {
    status: 200,
    body: JSON.stringify([{ a: '3', b: '事项3', c: 'lin-there' }, { b: 'no number' }]),
  };
  expect(await pull()).toMatch(/^items 1 2:/);
  expect(await waiting()).toEqual(['事项1', '事项2', '事项3']);
  listed(['2'], ['3']);
  expect(await pull()).toBe(null);
  expect(await waiting()).toEqual(['事项2', '事项3']);
  listed();
  await pull();
  expect(await waiting()).toEqual([]);
});

const push = (items: readonly object[]) => pusher.post('/api/applications/systems/old/todos', { items });
const todo = (id: string, minute: number, more: object = {}) => ({
  id,
  title: `推送${id}`,
  account: 'lin-there',
  state: 'waiting',
  changedAt: new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString(),
  ...more,
});

test('pushed in any order, twice, and by twenty at once: the newest holds and each waits once', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) => push([todo('p1', index % 5), todo('p2', 1)])),
  );
  expect(outcomes.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 20 }, () => 200));
  expect(await waiting()).toEqual(['推送p1', '推送p2']);
  await push([todo('p1', 8, { state: 'done' }), todo('p1', 7)]);
  expect(await waiting()).toEqual(['推送p2']);
  expect((await push([todo('p1', 7)])).json()).toEqual({ items: [{ id: 'p1', outcome: 'unchanged' }] });
  await push([todo('p1', 9, { title: '又来了' })]);
  expect(await waiting()).toEqual(['又来了', '推送p2']);
});

test('handed to another there, it is another’s here', async () => {
  await push([todo('p3', 1)]);
  const holder = async () => {
    const found = await office.get('/api/tasks?module=applications&q=%E6%8E%A8%E9%80%81p3');
    return found.json<{ items: Task[] }>().items.map(({ assignee }) => assignee);
  };
  expect(await holder()).toEqual([ids.lin]);
  await push([todo('p3', 2, { account: 'wushi-there' })]);
  expect(await holder()).toEqual([ids.wu]);
});

test('the key of a feed goes to no other machine than the one it was given for', async () => {
  const key = await office.put('/api/applications/feeds/old-list/credential', { secret: 'of the old one' });
  expect(key.statusCode).toBe(200);
  listed();
  expect(await pull()).toBe(null);
  const change = async (address: string) => {
    const { revision } = (await office.get('/api/applications/systems/old')).json<{
      meta: { revision: number };
    }>().meta;
    const done = await office.patch('/api/applications/systems/old', { revision, values: { address } });
    expect(done.statusCode, done.body).toBe(200);
    await office.put('/api/applications/systems/old/inside', { inside: true });
  };
  const { port } = server.address() as AddressInfo;
  await change(`http://localhost:${port}`);
  expect(await pull()).toBe('fault-key');
  await change(`http://127.0.0.1:${port}`);
  expect(await pull()).toBe(null);
});

test('what makes no sense is refused with what is wrong', async () => {
  const code = async (path: string, body: object) =>
    (await office.post(`/api/applications/${path}`, body)).json<{ code: string; detail: { en: string } }>();
  const access = { system: 'old', owner, account: 'lin', there: 'x' };
  expect((await code('accesses', { ...access, id: 'wrong' })).detail.en).toContain('old:lin');
  expect((await code('accesses', { ...access, id: 'old:nobody', account: 'nobody' })).detail.en).toContain(
    'nobody',
  );
  const taken = await office.get('/api/applications/accesses/old:lin');
  const { revision } = taken.json<{ meta: { revision: number } }>().meta;
  const change = await office.patch('/api/applications/accesses/old:lin', {
    revision,
    values: { there: 'wushi-there' },
  });
  expect([change.statusCode, change.json<{ code: string }>().code]).toEqual([
    409,
    'applications.there-taken',
  ]);
  expect((await push([todo('x', 1, { link: '//evil.example' })])).statusCode).toBe(400);
  const other = await office.post('/api/applications/systems/old/sign-on', {
    redirectUris: ['https://a.example/b'],
  });
  expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([409, 'applications.sign-on-own']);
});
