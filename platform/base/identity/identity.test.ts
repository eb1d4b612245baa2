import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { openTestCity, type TestCity } from '#testing';
import { createAccount, createClient, ensureDemonstration, findCitizenPerson, linkCitizen } from './index.ts';
import codes from '../codes/module.ts';
import ledger from '../ledger/module.ts';
import organisations from '../organisations/module.ts';
import identity from './module.ts';

const password = 'Yuyao-Bridge-8';
const clock = fixedClock('2026-03-02T01:00:00Z');
let city: TestCity;

const minutes = (count: number) => clock.advance(count * 60_000);

beforeAll(async () => {
  city = await openTestCity({
    modules: [organisations, codes, identity, ledger],
    clock,
    environment: { SEED_SIZE: 'town' },
  });
  const context = city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  await context.transaction(async (tx) => {
    await createAccount(context, tx, {
      account: 'lin',
      name: '林试验',
      kind: 'official',
      password,
      simulated: true,
      posts: [
        { code: 'lin.clerk', organisation: '330281-rsj', role: 'data-clerk', division: '330281' },
        { code: 'lin.head', organisation: '330281-mzj', role: 'department-head', division: '330281' },
      ],
    });
    await createAccount(context, tx, {
      account: 'keeper',
      name: '管试验',
      kind: 'official',
      password,
      simulated: true,
      posts: [{ code: 'keeper.security', role: 'security-administrator' }],
    });
  });
});
afterAll(() => city.close());
beforeEach(() => minutes(60));

const signIn = (account: string, secret: string, more: object = {}) =>
  city.stranger.post('/api/identity/session', { account, password: secret, ...more });

async function cookieOf(account: string, secret = password): Promise<string> {
  const answer = await signIn(account, secret);
  expect(answer.statusCode, answer.body).toBe(200);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

const withCookie = (cookie: string, more: Record<string, string> = {}) => ({ headers: { cookie, ...more } });

test('nobody is signed in at first, and may ask so', async () => {
  const answer = await city.stranger.get('/api/identity/session');
  expect(answer.json()).toEqual({ actor: null, posts: [] });
  expect((await city.stranger.get('/api/identity/roles')).json().code).toBe('identity.sign-in-needed');
});

test('a clerk signs in, acts in the first post, changes to the other, and signs out', async () => {
  const answer = await signIn('lin', password);
  const set = String(answer.headers['set-cookie']);
  expect(set).toMatch(/^yj_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=86400$/);
  expect(answer.json()).toMatchObject({
    actor: {
      kind: 'official',
      name: '林试验',
      organisation: '330281-rsj',
      division: '330281',
      post: 'lin.clerk',
    },
    posts: [{ id: 'lin.clerk' }, { id: 'lin.head' }],
  });
  expect(answer.json().actor.organisationName.zh).toBe('余姚市人力资源和社会保障局');
  expect(answer.json().posts[0].title.zh).toBe('余姚市人力资源和社会保障局 · 数据专员');
  expect(answer.json().actor.permissions).toContain('ingestion:collect');

  const cookie = withCookie(set.split(';')[0] ?? '');
  const other = await city.stranger.post('/api/identity/session/post', { post: 'lin.head' }, cookie);
  expect(other.json().actor).toMatchObject({ organisation: '330281-mzj', post: 'lin.head' });
  const now = (await city.stranger.get('/api/identity/session', cookie)).json();
  expect(now.actor.permissions).not.toContain('ingestion:collect');
  const strange = await city.stranger.post('/api/identity/session/post', { post: 'keeper.security' }, cookie);
  expect(strange.json().code).toBe('identity.unknown-post');

  const out = await city.stranger.delete('/api/identity/session', cookie);
  expect(String(out.headers['set-cookie'])).toContain('Max-Age=0');
  expect((await city.stranger.get('/api/identity/session', cookie)).json().actor).toBeNull();
  const after = await city.stranger.get('/api/identity/clients', cookie);
  expect([after.statusCode, after.json().code]).toEqual([401, 'identity.session-ended']);
});

test('a post can be chosen at once; one that somebody else holds cannot', async () => {
  expect((await signIn('lin', password, { post: 'lin.head' })).json().actor.post).toBe('lin.head');
  const refused = await signIn('lin', password, { post: 'keeper.security' });
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'identity.unknown-post']);
});

test('a wrong password and an unknown account are refused with the same words after the same work', async () => {
  const timed = async (account: string) => {
    const begun = performance.now();
    const answer = await signIn(account, 'Wrong-Password-1');
    const { instance: _instance, ...body } = answer.json();
    return { took: performance.now() - begun, status: answer.statusCode, body };
  };
  await timed('lin');
  const wrong = await timed('keeper');
  const unknown = await timed('nobody-here');
  expect(wrong.status).toBe(401);
  expect(unknown.body).toEqual(wrong.body);
  expect(wrong.body.code).toBe('identity.wrong-credentials');
  expect(unknown.took).toBeGreaterThan(wrong.took / 4);
});

test('five failures lock the account for a quarter of an hour, for the right password too', async () => {
  for (let failure = 1; failure <= 4; failure += 1)
    expect((await signIn('lin', `Wrong-${failure}`)).statusCode).toBe(401);
  expect((await signIn('lin', 'Wrong-5')).json().code).toBe('identity.locked');
  const locked = await signIn('lin', password);
  expect([locked.statusCode, locked.json().code]).toEqual([429, 'identity.locked']);
  expect(locked.json().extra.until).toBe(new Date(clock.now().getTime() + 15 * 60_000).toISOString());
  expect((await signIn('keeper', password)).statusCode).toBe(200);
  minutes(14);
  expect((await signIn('lin', password)).statusCode).toBe(429);
  minutes(2);
  expect((await signIn('lin', password)).statusCode).toBe(200);
  const auditor = city.as({ grants: { 'ledger:audit': 'city' } });
  const entries = (await auditor.get('/api/ledger/entries?action=sign-in&limit=200')).json();
  const outcomes = entries.items.map((entry: { detail: { outcome: string } }) => entry.detail.outcome);
  expect(outcomes).toEqual(expect.arrayContaining(['succeeded', 'refused', 'locked', 'signed-out', 'post']));
  expect(JSON.stringify(entries)).not.toContain('Wrong-');
});

test('an account that does not exist locks just the same', async () => {
  for (let failure = 1; failure <= 4; failure += 1) await signIn('no-such-name', 'x');
  expect((await signIn('no-such-name', 'x')).json().code).toBe('identity.locked');
  expect((await signIn('no-such-name', 'x')).statusCode).toBe(429);
});

test('a session ends after eight idle hours and after a day at the latest', async () => {
  const idle = withCookie(await cookieOf('keeper'));
  minutes(7 * 60);
  expect((await city.stranger.get('/api/identity/roles', idle)).statusCode).toBe(200);
  minutes(8 * 60);
  const ended = await city.stranger.get('/api/identity/roles', idle);
  expect([ended.statusCode, ended.json().code]).toEqual([401, 'identity.session-ended']);
  expect((await city.stranger.get('/api/identity/session', idle)).json().actor).toBeNull();
  expect(
    (await city.stranger.post('/api/identity/session', { account: 'keeper', password }, idle)).statusCode,
  ).toBe(200);

  const busy = withCookie(await cookieOf('keeper'));
  for (let hours = 0; hours < 21; hours += 7) {
    minutes(7 * 60);
    expect((await city.stranger.get('/api/identity/roles', busy)).statusCode).toBe(200);
  }
  minutes(4 * 60);
  expect((await city.stranger.get('/api/identity/roles', busy)).json().code).toBe('identity.session-ended');
});

test('a person sees the own sessions and ends one from another', async () => {
  const phone = await cookieOf('lin');
  minutes(5);
  const desk = withCookie(await cookieOf('lin'));
  const { items } = (await city.stranger.get('/api/identity/sessions', desk)).json();
  expect(items[0].current).toBe(true);
  expect(items[1].current).toBe(false);
  const foreign = await city.stranger.delete(
    `/api/identity/sessions/${items[1].id}`,
    withCookie(await cookieOf('keeper')),
  );
  expect(foreign.statusCode).toBe(404);
  expect((await city.stranger.delete(`/api/identity/sessions/${items[1].id}`, desk)).statusCode).toBe(200);
  expect((await city.stranger.get('/api/identity/session', withCookie(phone))).json().actor).toBeNull();
  expect((await city.stranger.get('/api/identity/sessions')).json().code).toBe('identity.sign-in-needed');
});

test("another site's page cannot use the session", async () => {
  const cookie = await cookieOf('lin');
  const foreign = withCookie(cookie, { origin: 'https://evil.example', host: 'city.example' });
  const answer = await city.stranger.post('/api/identity/session/post', { post: 'lin.head' }, foreign);
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'request.foreign-origin']);
  const own = withCookie(cookie, { origin: 'https://city.example', host: 'city.example' });
  expect((await city.stranger.post('/api/identity/session/post', { post: 'lin.head' }, own)).statusCode).toBe(
    200,
  );
});

test('passwords: what does not fit is refused with the reasons, the old one is asked for, other sessions end', async () => {
  const other = await cookieOf('lin');
  const mine = withCookie(await cookieOf('lin'));
  const change = (current: string, next: string) =>
    city.stranger.post('/api/identity/password', { current, password: next }, mine);
  const weak = await change(password, 'lin12345');
  expect(weak.statusCode).toBe(422);
  expect(weak.json().errors).toHaveLength(3);
  expect((await change('Wrong-Password-1', 'Another-Bridge-9')).json().code).toBe(
    'identity.wrong-credentials',
  );
  expect((await change(password, 'Another-Bridge-9')).statusCode).toBe(200);
  expect((await city.stranger.get('/api/identity/session', mine)).json().actor).not.toBeNull();
  expect((await city.stranger.get('/api/identity/session', withCookie(other))).json().actor).toBeNull();
  expect((await signIn('lin', password)).statusCode).toBe(401);
  const administrator = withCookie(await cookieOf('keeper'));
  const reset = await city.stranger.post('/api/identity/accounts/lin/password', { password }, administrator);
  expect(reset.statusCode).toBe(200);
  expect((await signIn('lin', password)).statusCode).toBe(200);
});

test('administrators see accounts without anything secret; others see none', async () => {
  const administrator = withCookie(await cookieOf('keeper'));
  const accounts = await city.stranger.get('/api/identity/accounts', administrator);
  expect(accounts.statusCode, accounts.body).toBe(200);
  expect(accounts.json().items.map((row: { account: string }) => row.account)).toContain('lin');
  expect(accounts.body).not.toContain('scrypt');
  expect(accounts.body).not.toContain('林试验');
  const clerk = await city.stranger.get('/api/identity/accounts', withCookie(await cookieOf('lin')));
  expect([clerk.statusCode, clerk.json().code]).toEqual([403, 'identity.forbidden']);
});

test('posts: an unknown role, a clash of duties and the own post are refused; a suspended account is out at once', async () => {
  const administrator = withCookie(await cookieOf('keeper'));
  const post = (values: object) => city.stranger.post('/api/identity/posts', values, administrator);
  const unknown = await post({ code: 'lin.x', account: 'lin', role: 'emperor' });
  expect(unknown.json().errors[0].code).toBe('identity.unknown-role');
  const own = await post({ code: 'keeper.x', account: 'keeper', role: 'leader' });
  expect(own.json().errors[0].code).toBe('identity.own-post');
  expect((await post({ code: 'lin.audit', account: 'lin', role: 'auditor' })).statusCode).toBe(200);
  const clash = await post({ code: 'lin.system', account: 'lin', role: 'system-administrator' });
  expect(clash.json().errors[0].code).toBe('identity.duties-clash');

  const lin = withCookie(await cookieOf('lin'));
  const suspended = await city.stranger.patch(
    '/api/identity/accounts/lin',
    { revision: 1, values: { suspended: true } },
    administrator,
  );
  expect(suspended.statusCode, suspended.body).toBe(200);
  expect((await city.stranger.get('/api/identity/session', lin)).json().actor).toBeNull();
  expect((await signIn('lin', password)).json().code).toBe('identity.suspended');
  await city.stranger.patch(
    '/api/identity/accounts/lin',
    { revision: 2, values: { suspended: false } },
    administrator,
  );
});

test('an API client works by Basic authentication until it is revoked or has expired', async () => {
  const administrator = withCookie(await cookieOf('keeper'));
  const made = await city.stranger.post(
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
  const listed = await city.stranger.get('/api/identity/clients', basic(secret));
  expect(listed.statusCode).toBe(200);
  expect(listed.body).not.toContain(secret);
  expect((await city.stranger.get('/api/identity/session', basic(secret))).json().actor).toMatchObject({
    id,
    kind: 'client',
    organisation: '330281-rsj',
  });
  expect((await city.stranger.get('/api/identity/clients', basic('wrong'))).json().code).toBe(
    'identity.wrong-credentials',
  );
  expect((await city.stranger.get('/api/identity/sessions', basic(secret))).json().code).toBe(
    'identity.no-session',
  );
  expect(
    (await city.stranger.delete(`/api/identity/clients/${id}`, administrator)).json().revokedAt,
  ).not.toBeNull();
  const revoked = await city.stranger.get('/api/identity/clients', basic(secret));
  expect([revoked.statusCode, revoked.json().code]).toEqual([401, 'identity.client-revoked']);
  const bad = await city.stranger.post(
    '/api/identity/clients',
    { name: 'x', permissions: ['everything'] },
    administrator,
  );
  expect(bad.json().code).toBe('identity.bad-grant');
});

test('a client of the command line expires', async () => {
  const context = city.as({ id: 'cli', grants: { '*': 'city' } }).context();
  const expiresAt = new Date(clock.now().getTime() + 60_000).toISOString();
  const { id, secret } = await context.transaction((tx) =>
    createClient(context, tx, { name: 'short', permissions: ['identity:manage@city'], expiresAt }),
  );
  const basic = { headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` } };
  expect((await city.stranger.get('/api/identity/roles', basic)).statusCode).toBe(200);
  minutes(2);
  expect((await city.stranger.get('/api/identity/roles', basic)).json().code).toBe('identity.client-expired');
});

test('the demonstration accounts are made once and open the city; a citizen finds the own person only', async () => {
  const context = city.as({ id: 'seed', grants: { '*': 'city' } }).context();
  const idNumber = '000281199001011234';
  const made = await ensureDemonstration(context, { idNumber });
  expect(made).toBe(9);
  expect(await ensureDemonstration(context)).toBe(0);
  const { items } = (await city.stranger.get('/api/identity/demonstration')).json();
  expect(items).toHaveLength(9);
  for (const { account, password: secret } of items)
    expect((await signIn(account, secret)).statusCode).toBe(200);

  const citizen = (await signIn('citizen', items[0].password)).json().actor;
  expect(citizen).toMatchObject({
    kind: 'citizen',
    organisation: null,
    permissions: ['registers:self', 'tasks:own'],
  });
  expect(await findCitizenPerson(context.db, citizen.id)).toBeUndefined();
  expect(await context.transaction((tx) => linkCitizen(context, tx, { idNumber, person: 'p-1' }))).toBe(true);
  expect(await findCitizenPerson(context.db, citizen.id)).toBe('p-1');
  const other = { idNumber: '000281199001019999', person: 'p-2' };
  expect(await context.transaction((tx) => linkCitizen(context, tx, other))).toBe(false);
});

test('no secret of this module lies in the database in the clear', async () => {
  const { items } = (await city.stranger.get('/api/identity/demonstration')).json();
  const cookie = await cookieOf('keeper');
  const context = city.as({ id: 'look', grants: { '*': 'city' } }).context();
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
