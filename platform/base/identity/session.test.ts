import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { hashingTime, openPeopledCity, password, withCookie, type PeopledCity } from './testing/people.ts';

vi.setConfig({ testTimeout: hashingTime });

let people: PeopledCity;

beforeAll(async () => {
  people = await openPeopledCity();
});
afterAll(() => people.city.close());
beforeEach(() => people.minutes(60));

test('nobody is signed in at first, and may ask so', async () => {
  const answer = await people.stranger.get('/api/identity/session');
  expect(answer.json()).toEqual({ actor: null, posts: [] });
  expect((await people.stranger.get('/api/identity/roles')).json().code).toBe('identity.sign-in-needed');
});

test('a clerk signs in, acts in the first post, changes to the other, and signs out', async () => {
  const answer = await people.signIn('lin', password);
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
  const other = await people.stranger.post('/api/identity/session/post', { post: 'lin.head' }, cookie);
  expect(other.json().actor).toMatchObject({ organisation: '330281-mzj', post: 'lin.head' });
  const acting = (await people.stranger.get('/api/identity/session', cookie)).json();
  expect(acting.actor.permissions).not.toContain('ingestion:collect');
  const strange = await people.stranger.post(
    '/api/identity/session/post',
    { post: 'keeper.security' },
    cookie,
  );
  expect(strange.json().code).toBe('identity.unknown-post');

  const out = await people.stranger.delete('/api/identity/session', cookie);
  expect(String(out.headers['set-cookie'])).toContain('Max-Age=0');
  expect((await people.stranger.get('/api/identity/session', cookie)).json().actor).toBeNull();
  const after = await people.stranger.get('/api/identity/clients', cookie);
  expect([after.statusCode, after.json().code]).toEqual([401, 'identity.session-ended']);
});

test('a post can be chosen at once; one that somebody else holds cannot', async () => {
  expect((await people.signIn('lin', password, { post: 'lin.head' })).json().actor.post).toBe('lin.head');
  const refused = await people.signIn('lin', password, { post: 'keeper.security' });
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'identity.unknown-post']);
});

test('a wrong password and an unknown account are refused with the same words after the same work', async () => {
  const timed = async (account: string) => {
    const begun = performance.now();
    const answer = await people.signIn(account, 'Wrong-Password-1');
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
    expect((await people.signIn('lin', `Wrong-${failure}`)).statusCode).toBe(401);
  expect((await people.signIn('lin', 'Wrong-5')).json().code).toBe('identity.locked');
  const locked = await people.signIn('lin', password);
  expect([locked.statusCode, locked.json().code]).toEqual([429, 'identity.locked']);
  expect(locked.json().extra.until).toBe(new Date(people.now().getTime() + 15 * 60_000).toISOString());
  expect((await people.signIn('keeper', password)).statusCode).toBe(200);
  people.minutes(14);
  expect((await people.signIn('lin', password)).statusCode).toBe(429);
  people.minutes(2);
  expect((await people.signIn('lin', password)).statusCode).toBe(200);
  const auditor = people.city.as({ grants: { 'ledger:audit': 'city' } });
  const entries = (await auditor.get('/api/ledger/entries?action=sign-in&limit=200')).json();
  const outcomes = entries.items.map((entry: { detail: { outcome: string } }) => entry.detail.outcome);
  expect(outcomes).toEqual(expect.arrayContaining(['succeeded', 'refused', 'locked', 'signed-out', 'post']));
  expect(JSON.stringify(entries)).not.toContain('Wrong-');
});

test('an account that does not exist locks just the same', async () => {
  for (let failure = 1; failure <= 4; failure += 1) await people.signIn('no-such-name', 'x');
  expect((await people.signIn('no-such-name', 'x')).json().code).toBe('identity.locked');
  expect((await people.signIn('no-such-name', 'x')).statusCode).toBe(429);
});

test('a page that asks by itself does not keep the session of somebody who has gone', async () => {
  const byItself = withCookie(await people.cookieOf('keeper'), { 'x-unattended': '1' });
  for (let hours = 0; hours < 8; hours += 4) {
    expect((await people.stranger.get('/api/identity/roles', byItself)).statusCode).toBe(200);
    people.minutes(4 * 60);
  }
  expect((await people.stranger.get('/api/identity/roles', byItself)).statusCode).toBe(401);
});

test('a session ends after eight idle hours and after a day at the latest', async () => {
  const idle = withCookie(await people.cookieOf('keeper'));
  people.minutes(7 * 60);
  expect((await people.stranger.get('/api/identity/roles', idle)).statusCode).toBe(200);
  people.minutes(8 * 60);
  const ended = await people.stranger.get('/api/identity/roles', idle);
  expect([ended.statusCode, ended.json().code]).toEqual([401, 'identity.session-ended']);
  expect((await people.stranger.get('/api/identity/session', idle)).json().actor).toBeNull();
  expect(
    (await people.stranger.post('/api/identity/session', { account: 'keeper', password }, idle)).statusCode,
  ).toBe(200);

  const busy = withCookie(await people.cookieOf('keeper'));
  for (let hours = 0; hours < 21; hours += 7) {
    people.minutes(7 * 60);
    expect((await people.stranger.get('/api/identity/roles', busy)).statusCode).toBe(200);
  }
  people.minutes(4 * 60);
  expect((await people.stranger.get('/api/identity/roles', busy)).json().code).toBe('identity.session-ended');
});

test('a person sees the own sessions and ends one from another', async () => {
  const phone = await people.cookieOf('lin');
  people.minutes(5);
  const desk = withCookie(await people.cookieOf('lin'));
  const { items } = (await people.stranger.get('/api/identity/sessions', desk)).json();
  expect(items[0].current).toBe(true);
  expect(items[1].current).toBe(false);
  const foreign = await people.stranger.delete(
    `/api/identity/sessions/${items[1].id}`,
    withCookie(await people.cookieOf('keeper')),
  );
  expect(foreign.statusCode).toBe(404);
  expect((await people.stranger.delete(`/api/identity/sessions/${items[1].id}`, desk)).statusCode).toBe(200);
  expect((await people.stranger.get('/api/identity/session', withCookie(phone))).json().actor).toBeNull();
  expect((await people.stranger.get('/api/identity/sessions')).json().code).toBe('identity.sign-in-needed');
});

test("another site's page cannot use the session", async () => {
  const cookie = await people.cookieOf('lin');
  const foreign = withCookie(cookie, { origin: 'https://evil.example', host: 'city.example' });
  const answer = await people.stranger.post('/api/identity/session/post', { post: 'lin.head' }, foreign);
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'request.foreign-origin']);
  const own = withCookie(cookie, { origin: 'https://city.example', host: 'city.example' });
  expect(
    (await people.stranger.post('/api/identity/session/post', { post: 'lin.head' }, own)).statusCode,
  ).toBe(200);
});

test('a password that does not fit is refused with the reasons; a new one asks for the old and ends other sessions', async () => {
  const other = await people.cookieOf('lin');
  const mine = withCookie(await people.cookieOf('lin'));
  const change = (current: string, next: string) =>
    people.stranger.post('/api/identity/password', { current, password: next }, mine);
  const weak = await change(password, 'lin12345');
  expect(weak.statusCode).toBe(422);
  expect(weak.json().errors).toHaveLength(3);
  expect((await change('Wrong-Password-1', 'Another-Bridge-9')).json().code).toBe(
    'identity.wrong-credentials',
  );
  expect((await change(password, 'Another-Bridge-9')).statusCode).toBe(200);
  expect((await people.stranger.get('/api/identity/session', mine)).json().actor).not.toBeNull();
  expect((await people.stranger.get('/api/identity/session', withCookie(other))).json().actor).toBeNull();
  expect((await people.signIn('lin', password)).statusCode).toBe(401);
});

test('an administrator sets a password without the old one', async () => {
  const administrator = withCookie(await people.cookieOf('keeper'));
  const reset = await people.stranger.post(
    '/api/identity/accounts/lin/password',
    { password },
    administrator,
  );
  expect(reset.statusCode).toBe(200);
  expect((await people.signIn('lin', password)).statusCode).toBe(200);
});
