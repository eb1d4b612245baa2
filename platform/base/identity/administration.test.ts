import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createAccount } from './accounts.ts';
import { createClient, ensureDemonstration, findCitizenPerson, kioskToTry, linkCitizen } from './index.ts';
import { hashingTime, openPeopledCity, password, withCookie, type PeopledCity } from './testing/people.ts';

vi.setConfig({ testTimeout: hashingTime });

let people: PeopledCity;

beforeAll(async () => {
  people = await openPeopledCity();
});
afterAll(() => people.city.close());
beforeEach(() => people.minutes(60));

test('administrators see accounts without anything secret; others see none', async () => {
  const administrator = withCookie(await people.cookieOf('keeper'));
  const accounts = await people.stranger.get('/api/identity/accounts', administrator);
  expect(accounts.statusCode, accounts.body).toBe(200);
  expect(accounts.json().items.map((row: { account: string }) => row.account)).toContain('lin');
  expect(accounts.body).not.toContain('scrypt');
  expect(accounts.body).not.toContain('林试验');
  const clerk = await people.stranger.get('/api/identity/accounts', withCookie(await people.cookieOf('lin')));
  expect([clerk.statusCode, clerk.json().code]).toEqual([403, 'identity.forbidden']);
});

test('what each permission is called is told to anyone, for the page that they may not open', async () => {
  const { items } = (await people.stranger.get('/api/identity/permissions')).json();
  expect(items).toContainEqual({
    permission: 'identity:manage',
    title: { zh: '管理账户、岗位和应用凭据', en: 'Manage accounts, posts and API clients' },
  });
});

test('posts: an unknown role, a clash of duties and the own post are refused; a suspended account is out at once', async () => {
  const administrator = withCookie(await people.cookieOf('keeper'));
  const post = (values: object) => people.stranger.post('/api/identity/posts', values, administrator);
  const unknown = await post({ code: 'lin.x', account: 'lin', role: 'emperor' });
  expect(unknown.json().errors[0].code).toBe('identity.unknown-role');
  const own = await post({ code: 'keeper.x', account: 'keeper', role: 'leader' });
  expect(own.json().errors[0].code).toBe('identity.own-post');
  expect((await post({ code: 'lin.audit', account: 'lin', role: 'auditor' })).statusCode).toBe(200);
  const clash = await post({ code: 'lin.system', account: 'lin', role: 'system-administrator' });
  expect(clash.json().errors[0].code).toBe('identity.duties-clash');

  const lin = withCookie(await people.cookieOf('lin'));
  const suspended = await people.stranger.patch(
    '/api/identity/accounts/lin',
    { revision: 1, values: { suspended: true } },
    administrator,
  );
  expect(suspended.statusCode, suspended.body).toBe(200);
  expect((await people.stranger.get('/api/identity/session', lin)).json().actor).toBeNull();
  expect((await people.signIn('lin', password)).json().code).toBe('identity.suspended');
  await people.stranger.patch(
    '/api/identity/accounts/lin',
    { revision: 2, values: { suspended: false } },
    administrator,
  );
});

test('a value of the wrong kind is named, not a fault of the platform', async () => {
  const administrator = withCookie(await people.cookieOf('keeper'));
  const patch = (of: string, values: object) =>
    people.stranger.patch(`/api/identity/${of}`, { revision: 1, values }, administrator);
  for (const [of, values] of [
    ['posts/lin.clerk', { role: null }],
    ['posts/lin.clerk', { role: 5 }],
    ['accounts/lin', { kind: 7 }],
  ] as const) {
    const answer = await patch(of, values);
    expect([400, 409, 422], answer.body).toContain(answer.statusCode);
  }
});

test('nobody gives themselves by a program what they may not have; whoever made it gets no post through it', async () => {
  const administrator = withCookie(await people.cookieOf('keeper'));
  const make = (permissions: string[]) =>
    people.stranger.post('/api/identity/clients', { name: '某程序', permissions }, administrator);
  expect((await make(['ledger:audit@city'])).json().code).toBe('identity.duties-clash');
  expect((await make(['identity:manage', 'identity:risks'])).json().code).toBe('identity.duties-clash');
  const service = await people.stranger.post(
    '/api/identity/applications',
    { name: { zh: '服务', en: 'Service' }, kind: 'service', grants: ['ledger:audit'] },
    administrator,
  );
  expect(service.json().code).toBe('identity.duties-clash');
  const { id, secret } = (await make(['identity:manage@city'])).json();
  const basic = {
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
  };
  const post = { code: 'keeper.self', account: 'keeper', role: 'leader' };
  const own = await people.stranger.post('/api/identity/posts', post, basic);
  expect(own.json().errors[0].code, own.body).toBe('identity.own-post');
});

test('a post that is withdrawn ends the sessions that act in it', async () => {
  const administrator = withCookie(await people.cookieOf('keeper'));
  const made = await people.stranger.post(
    '/api/identity/posts',
    { code: 'lin.passing', account: 'lin', role: 'leader' },
    administrator,
  );
  expect(made.statusCode, made.body).toBe(200);
  expect((await people.signIn('lin', password, { post: 'lin.passing' })).statusCode).toBe(200);
  const gone = await people.stranger.post(
    '/api/identity/posts/lin.passing/withdraw',
    { revision: 1, reason: '调离' },
    administrator,
  );
  expect(gone.statusCode, gone.body).toBe(200);
  const { rows } = await sql<{ ended: boolean }>`
    select ended_at is not null as ended from identity.session where post = 'lin.passing'`.execute(
    people.city.as({ id: 'setup', grants: { '*': 'city' } }).context().db,
  );
  expect(rows).toEqual([{ ended: true }]);
});

test('a history tells who wrote by name where they did so in office, and a citizen only as one', async () => {
  const administrator = withCookie(await people.cookieOf('keeper'));
  const context = people.city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  const citizen = await context.transaction((tx) =>
    createAccount(context, tx, {
      account: 'some',
      name: '某试验',
      kind: 'citizen',
      password,
      simulated: true,
      posts: [],
    }),
  );
  await people.city
    .as({ id: citizen, grants: { 'identity:manage': 'city' } })
    .post('/api/identity/posts', { code: 'lin.of-citizen', account: 'lin', role: 'leader' });
  await people.stranger.patch(
    '/api/identity/posts/lin.of-citizen',
    { revision: 1, values: { role: 'data-clerk', organisation: '330281-mzj' } },
    administrator,
  );
  const history = await people.stranger.get('/api/identity/posts/lin.of-citizen/history', administrator);
  const names = history.json().items.map((each: { recordedByName: unknown }) => each.recordedByName);
  expect(names).toEqual([
    { zh: '管试验', en: '管试验' },
    { zh: '市民', en: 'Citizen' },
  ]);
});

test('an API client works by Basic authentication until it is revoked or has expired', async () => {
  const administrator = withCookie(await people.cookieOf('keeper'));
  const made = await people.stranger.post(
    '/api/identity/clients',
    {
      name: '接口联调',
      organisation: '330281-rsj',
      permissions: ['identity:manage', 'organisations:read@city'],
    },
    administrator,
  );
  expect(made.statusCode, made.body).toBe(200);
  const { id, secret } = made.json();
  const basic = (key: string) => ({
    headers: { authorization: `Basic ${Buffer.from(`${id}:${key}`).toString('base64')}` },
  });
  const listed = await people.stranger.get('/api/identity/clients', basic(secret));
  expect(listed.statusCode).toBe(200);
  expect(listed.body).not.toContain(secret);
  expect((await people.stranger.get('/api/identity/session', basic(secret))).json().actor).toMatchObject({
    id,
    kind: 'client',
    organisation: '330281-rsj',
  });
  expect((await people.stranger.get('/api/identity/clients', basic('wrong'))).json().code).toBe(
    'identity.wrong-credentials',
  );
  expect((await people.stranger.get('/api/identity/sessions', basic(secret))).json().code).toBe(
    'identity.no-session',
  );
  expect(
    (await people.stranger.delete(`/api/identity/clients/${id}`, administrator)).json().revokedAt,
  ).not.toBeNull();
  const revoked = await people.stranger.get('/api/identity/clients', basic(secret));
  expect([revoked.statusCode, revoked.json().code]).toEqual([401, 'identity.client-revoked']);
  const bad = await people.stranger.post(
    '/api/identity/clients',
    { name: 'x', permissions: ['everything'] },
    administrator,
  );
  expect(bad.json().code).toBe('identity.bad-grant');
});

test('a client of the command line expires', async () => {
  const context = people.city.as({ id: 'cli', grants: { '*': 'city' } }).context();
  const expiresAt = new Date(people.now().getTime() + 60_000).toISOString();
  const { id, secret } = await context.transaction((tx) =>
    createClient(context, tx, { name: 'short', permissions: ['identity:manage@city'], expiresAt }),
  );
  const basic = { headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` } };
  expect((await people.stranger.get('/api/identity/roles', basic)).statusCode).toBe(200);
  people.minutes(2);
  expect((await people.stranger.get('/api/identity/roles', basic)).json().code).toBe(
    'identity.client-expired',
  );
});

test('the demonstration accounts are made once and open the city; a citizen finds the own person only', async () => {
  const context = people.city.as({ id: 'seed', grants: { '*': 'city' } }).context();
  const idNumber = '000281199001011234';
  const made = await ensureDemonstration(context, { idNumber });
  expect(made).toBeGreaterThan(0);
  expect(await ensureDemonstration(context)).toBe(0);
  const kiosk = kioskToTry(context.config);
  const enrolled = await people.stranger.post('/api/identity/kiosk', kiosk);
  expect(enrolled.statusCode, enrolled.body).toBe(200);
  expect(kioskToTry({ ...context.config, production: true })).toBeUndefined();
  const { items } = (await people.stranger.get('/api/identity/demonstration')).json();
  expect(items).toHaveLength(made);
  const account = (name: string) => items.find((each: { account: string }) => each.account === name);
  const clerk = await people.signIn('rsj-clerk', account('rsj-clerk').password);
  expect(clerk.json().actor).toMatchObject({ kind: 'official', organisation: '330281-rsj' });

  const citizen = (await people.signIn('citizen', items[0].password)).json().actor;
  expect(citizen).toMatchObject({
    kind: 'citizen',
    organisation: null,
    permissions: expect.arrayContaining(['registers:self', 'tasks:own']),
  });
  expect(citizen.permissions).not.toContain('registers:read');
  expect(await findCitizenPerson(context.db, citizen.id)).toBeUndefined();
  expect(await context.transaction((tx) => linkCitizen(context, tx, { idNumber, person: 'p-1' }))).toBe(true);
  expect(await findCitizenPerson(context.db, citizen.id)).toBe('p-1');
  const other = { idNumber: '000281199001019999', person: 'p-2' };
  expect(await context.transaction((tx) => linkCitizen(context, tx, other))).toBe(false);
});

test('no secret of this module lies in the database in the clear', async () => {
  const { items } = (await people.stranger.get('/api/identity/demonstration')).json();
  const cookie = await people.cookieOf('keeper');
  const context = people.city.as({ id: 'look', grants: { '*': 'city' } }).context();
  const tables = ['session', 'client', 'credential', 'citizen', 'failure', 'account'];
  const dump = await Promise.all(
    tables.map(async (table) => {
      let text = '';
      const query = { sql: `select t::text as line from identity.${table} t`, parameters: [] };
      for await (const rows of context.store.stream<{ line: string }>(query))
        text += rows.map(({ line }) => line).join('\n');
      return text;
    }),
  );
  const all = dump.join('\n');
  expect(all).toContain('scrypt$');
  for (const secret of [password, items[0].password, cookie.split('=')[1], '000281199001011234'])
    expect(all).not.toContain(secret);
  const key = await readFile(join(context.config.dataFolder, 'keys', 'identity-number.key'));
  expect(key).toHaveLength(32);
});
