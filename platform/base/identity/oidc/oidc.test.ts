import * as client from 'openid-client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Browser } from '../testing/browser.ts';
import { hashingTime, password } from '../testing/people.ts';
import {
  back,
  bearer,
  begin,
  enter,
  exchange,
  ofError,
  discover as discoverAt,
  signedIn as signedInAt,
  openOpenidCity,
  registerWeb,
  type OpenidCity,
  type Registered,
} from '../testing/openid.ts';

vi.setConfig({ testTimeout: hashingTime });

let city: OpenidCity;
let people: OpenidCity['people'];
let origin: string;

beforeAll(async () => {
  city = await openOpenidCity();
  ({ people, origin } = city);
}, hashingTime);
afterAll(() => people.city.close());

const web = (more: object = {}) => registerWeb(city, more);
const discover = (application: Registered) => discoverAt(city, application);
const signedIn = (account: string, secret?: string) => signedInAt(city, account, secret);

test('discovery names this provider, whatever host the caller claims', async () => {
  const answer = await people.stranger.get('/oidc/.well-known/openid-configuration', {
    headers: { host: 'evil.example.com', 'x-forwarded-host': 'evil.example.com' },
  });
  expect(answer.body).not.toContain('evil');
  expect(answer.json()).toMatchObject({
    issuer: `${origin}/oidc`,
    token_endpoint: `${origin}/oidc/token`,
    code_challenge_methods_supported: ['S256'],
    subject_types_supported: ['pairwise'],
  });
});

test('a clerk enters an application: code with PKCE, claims, the API, refresh, revocation', async () => {
  const config = await discover(await web());
  const browser = await signedIn('lin');
  const begun = await begin(config, {
    scope: 'openid profile org offline_access organisations:read identity:manage',
    prompt: 'consent',
  });
  const stopped = await browser.visit(begun.url.href);
  expect(stopped.at).toContain('/console/identity/authorise?uid=');
  const uid = new URL(stopped.at).searchParams.get('uid') ?? '';
  const asked = await browser.ask(`/oidc/interaction/${uid}/asked`);
  expect(asked.json()).toMatchObject({
    application: { zh: '档案系统' },
    prompt: 'consent',
    person: '林试验',
    allowed: true,
  });
  const { to } = (await browser.send(`/oidc/interaction/${uid}/answer`, { answer: 'allow' })).json<{
    to: string;
  }>();
  const { at } = await browser.visit(to);
  expect(at.startsWith(back)).toBe(true);
  const tokens = await exchange(config, at, begun);
  const claims = tokens.claims();
  expect(claims?.iss).toBe(`${origin}/oidc`);

  const info = await client.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '');
  expect(info).toMatchObject({ name: '林试验', organisation: '330281-rsj', post: 'lin.clerk' });
  expect(info['permissions']).toContain('organisations:read');

  const state = await people.stranger.get('/api/identity/session', bearer(tokens.access_token));
  // identity:manage was asked and the application may, but the clerk may not.
  expect(state.json().actor).toMatchObject({ name: '林试验', permissions: ['organisations:read'] });
  const refused = await people.stranger.get('/api/identity/accounts', bearer(tokens.access_token));
  expect(refused.json().code).toBe('identity.forbidden');
  const own = await people.stranger.post(
    '/api/identity/password',
    { current: password, password: 'Another-Bridge-9' },
    bearer(tokens.access_token),
  );
  expect(own.json().code).toBe('identity.no-session');

  const next = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
  expect(next.access_token).not.toBe(tokens.access_token);
  expect((await client.tokenIntrospection(config, next.access_token)).active).toBe(true);
  await client.tokenRevocation(config, next.access_token);
  expect((await client.tokenIntrospection(config, next.access_token)).active).toBe(false);
  const ended = await people.stranger.get('/api/identity/session', bearer(next.access_token));
  expect([ended.statusCode, ended.json().code]).toEqual([401, 'identity.token-invalid']);
  // A refresh token that was used before ends all that came from it.
  expect(await ofError(client.refreshTokenGrant(config, tokens.refresh_token ?? ''))).toBe('invalid_grant');
  expect(await ofError(client.refreshTokenGrant(config, next.refresh_token ?? ''))).toBe('invalid_grant');
});

test('who is signed in enters without a question; a code works once, for one of two at the same time', async () => {
  const config = await discover(await web());
  const { at, begun } = await enter(config, await signedIn('lin'));
  const both = await Promise.allSettled([exchange(config, at, begun), exchange(config, at, begun)]);
  expect(both.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
  expect(await ofError(exchange(config, at, begun))).toBe('invalid_grant');
  const first = both.find((each) => each.status === 'fulfilled');
  // What the first had got is taken back: the code has leaked.
  if (first)
    expect(
      (await people.stranger.get('/api/identity/session', bearer(first.value.access_token))).statusCode,
    ).toBe(401);
});

test('a replayed code, another verifier, another redirect, another application: none gets a token', async () => {
  const application = await web({ redirectUris: [back, `${back}/2`] });
  const config = await discover(application);
  const browser = await signedIn('lin');
  const one = await enter(config, browser);
  await exchange(config, one.at, one.begun);
  expect(await ofError(exchange(config, one.at, one.begun))).toBe('invalid_grant');
  const two = await enter(config, browser);
  const other = { ...two.begun, verifier: client.randomPKCECodeVerifier() };
  expect(await ofError(exchange(config, two.at, other))).toBe('invalid_grant');
  const three = await enter(config, browser);
  const moved = three.at.replace(back, `${back}/2`);
  expect(await ofError(exchange(config, moved, three.begun))).toBe('invalid_grant');
  const four = await enter(config, browser);
  const stranger = await discover(await web());
  expect(await ofError(exchange(stranger, four.at, four.begun))).toBe('invalid_grant');
});

test('a redirect that is not registered to the letter, a scope beyond its own, no PKCE: refused before anyone is asked', async () => {
  const config = await discover(await web());
  const browser = await signedIn('lin');
  for (const wrong of [`${back}/`, `${back}?x=1`, 'https://app.example.com.evil.example/back', `${back}#a`]) {
    const { at, seen } = await browser.visit((await begin(config, {}, wrong)).url.href);
    expect(at.startsWith(`${origin}/oidc/auth`)).toBe(true);
    expect([seen?.status, seen?.text.includes('redirect_uri')]).toEqual([400, true]);
  }
  const greedy = await browser.visit((await begin(config, { scope: 'openid ledger:audit' })).url.href);
  expect(new URL(greedy.at).searchParams.get('error')).toBe('invalid_scope');
  const plain = await begin(config);
  plain.url.searchParams.delete('code_challenge');
  plain.url.searchParams.delete('code_challenge_method');
  expect(new URL((await browser.visit(plain.url.href)).at).searchParams.get('error')).toBe('invalid_request');
});

test('another browser cannot complete a request, a foreign page cannot answer it, prompt=none stays silent', async () => {
  const config = await discover(await web({ trusted: false }));
  const attacker = new Browser(origin);
  const { at } = await attacker.visit((await begin(config)).url.href);
  const uid = new URL(at).searchParams.get('uid') ?? '';
  const victim = await signedIn('lin');
  expect((await victim.ask(`/oidc/interaction/${uid}`)).status).toBe(404);
  const answered = await victim.send(`/oidc/interaction/${uid}/answer`, { answer: 'allow' });
  expect(answered.json<{ code: string }>().code).toBe('identity.interaction-gone');

  const asked = await victim.visit((await begin(config)).url.href);
  const own = new URL(asked.at).searchParams.get('uid') ?? '';
  const forged = await victim.send(
    `/oidc/interaction/${own}/answer`,
    { answer: 'allow' },
    { origin: 'https://evil.example' },
  );
  expect([forged.status, forged.json<{ code: string }>().code]).toEqual([403, 'request.foreign-origin']);
  const refused = await victim.send(`/oidc/interaction/${own}/answer`, { answer: 'refuse' });
  const { at: home } = await victim.visit(refused.json<{ to: string }>().to);
  expect(new URL(home).searchParams.get('error')).toBe('access_denied');
  const silent = await victim.visit((await begin(config, { prompt: 'none' })).url.href);
  expect(new URL(silent.at).searchParams.get('error')).toBe('consent_required');
});

test('what was given to be used while somebody is away ends with the password that was known when it was', async () => {
  const config = await discover(await web());
  const browser = await signedIn('lin');
  const begun = await begin(config, { scope: 'openid offline_access', prompt: 'consent' });
  const uid = new URL((await browser.visit(begun.url.href)).at).searchParams.get('uid') ?? '';
  const { to } = (await browser.send(`/oidc/interaction/${uid}/answer`, { answer: 'allow' })).json<{
    to: string;
  }>();
  const tokens = await exchange(config, (await browser.visit(to)).at, begun);
  const next = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
  people.minutes(1);
  const changed = await people.stranger.post(
    '/api/identity/accounts/lin/password',
    { password },
    city.keeper,
  );
  expect(changed.statusCode, changed.body).toBe(200);
  expect(await ofError(client.refreshTokenGrant(config, next.refresh_token ?? ''))).toBe('invalid_grant');
});
