import * as client from 'openid-client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ensureDemonstration } from '../index.ts';
import { hashingTime, password } from '../testing/people.ts';
import {
  back,
  bearer,
  begin,
  enter,
  exchange,
  ofError,
  register,
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
let keeper: OpenidCity['keeper'];
let origin: string;

beforeAll(async () => {
  city = await openOpenidCity();
  ({ people, keeper, origin } = city);
}, hashingTime);
afterAll(() => people.city.close());

const web = (more: object = {}) => registerWeb(city, more);
const discover = (application: Registered) => discoverAt(city, application);
const signedIn = (account: string, secret?: string) => signedInAt(city, account, secret);

test('prompt=login wants the password again; another post is another sign-in', async () => {
  const config = await discover(await web());
  const browser = await signedIn('lin');
  // The request is dated in whole seconds.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const again = await begin(config, { prompt: 'login' });
  const stopped = await browser.visit(again.url.href);
  const uid = new URL(stopped.at).searchParams.get('uid') ?? '';
  expect((await browser.ask(`/oidc/interaction/${uid}/asked`)).json()).toMatchObject({ again: true });
  expect((await browser.send(`/oidc/interaction/${uid}/answer`, { answer: 'allow' })).status).toBe(401);
  await browser.send('/api/identity/session', { account: 'lin', password });
  const { to } = (await browser.send(`/oidc/interaction/${uid}/answer`, { answer: 'allow' })).json<{
    to: string;
  }>();
  const first = (await exchange(config, (await browser.visit(to)).at, again)).claims();

  await browser.send('/api/identity/session/post', { post: 'lin.head' });
  const silent = await browser.visit((await begin(config, { prompt: 'none' })).url.href);
  expect(new URL(silent.at).searchParams.get('error')).toBe('login_required');
  const { at, begun } = await enter(config, browser);
  const tokens = await exchange(config, at, begun);
  expect(tokens.claims()?.sub).toBe(first?.sub);
  const info = await client.fetchUserInfo(config, tokens.access_token, first?.sub ?? '');
  expect(info).toMatchObject({ post: 'lin.head', organisation: '330281-mzj' });
});

test('leaving by the application leaves the platform and ends what was given; sign-out here ends it there', async () => {
  const config = await discover(await web());
  const browser = await signedIn('lin');
  const { at, begun } = await enter(config, browser);
  const tokens = await exchange(config, at, begun);
  const url = client.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: 'https://app.example.com/bye',
  });
  const { seen } = await browser.visit(url.href);
  expect(seen?.text).toContain('退出登录');
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(seen?.text ?? '')?.[1] ?? '';
  const confirm = (values: Record<string, string>) =>
    browser.ask('/oidc/session/end/confirm', {
      method: 'POST',
      body: new URLSearchParams(values),
      headers: { origin },
    });
  expect((await confirm({ xsrf: 'forged', logout: 'yes' })).status).toBe(400);
  const gone = await confirm({ xsrf, logout: 'yes' });
  expect(gone.location.startsWith('https://app.example.com/bye')).toBe(true);
  expect((await browser.ask('/api/identity/session')).json()).toEqual({ actor: null, posts: [] });
  expect((await people.stranger.get('/api/identity/session', bearer(tokens.access_token))).statusCode).toBe(
    401,
  );

  const bad = client.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: 'https://evil.example/bye',
  });
  expect((await browser.visit(bad.href)).seen?.status).toBe(400);

  const second = await signedIn('lin');
  const visit = await enter(config, second);
  const { access_token: left } = await exchange(config, visit.at, visit.begun);
  expect((await people.stranger.get('/api/identity/session', bearer(left))).statusCode).toBe(200);
  await second.ask('/api/identity/session', { method: 'DELETE', headers: { origin } });
  expect((await people.stranger.get('/api/identity/session', bearer(left))).statusCode).toBe(401);
  const silent = await second.visit((await begin(config, { prompt: 'none' })).url.href);
  expect(new URL(silent.at).searchParams.get('error')).toBe('login_required');
});

test('an access token ends after ten minutes, at once when the account is suspended or the application revoked', async () => {
  const application = await web();
  const config = await discover(application);
  const token = async () => {
    const { at, begun } = await enter(config, await signedIn('lin'));
    return (await exchange(config, at, begun)).access_token;
  };
  const statusOf = async (value: string) =>
    (await people.stranger.get('/api/identity/session', bearer(value))).statusCode;
  const expiring = await token();
  people.minutes(9);
  expect(await statusOf(expiring)).toBe(200);
  people.minutes(2);
  expect(await statusOf(expiring)).toBe(401);

  const suspended = await token();
  const suspend = (revision: number, value: boolean) =>
    people.stranger.patch('/api/identity/accounts/lin', { revision, values: { suspended: value } }, keeper);
  expect((await suspend(1, true)).statusCode).toBe(200);
  expect(await statusOf(suspended)).toBe(401);
  await suspend(2, false);

  const revoked = await token();
  expect(await statusOf(revoked)).toBe(200);
  await people.stranger.delete(`/api/identity/applications/${application.id}`, keeper);
  expect(await statusOf(revoked)).toBe(401);
  expect(await statusOf('nonsense')).toBe(401);
});

test('a citizen is known to each application by another name, and asked before anything is told', async () => {
  const context = people.city.as({ id: 'seeding', grants: { '*': 'city' } }).context();
  await ensureDemonstration(context);
  const browser = await signedIn('citizen', 'Yaojiang-2017');
  const subjects = await Promise.all(
    [1, 2].map(async () => {
      const config = await discover(await web({ audience: 'everyone' }));
      const { at, begun } = await enter(config, await signedIn('citizen', 'Yaojiang-2017'));
      return (await exchange(config, at, begun)).claims()?.sub;
    }),
  );
  expect(subjects[0]).not.toBe(subjects[1]);
  expect(subjects[0]).toMatch(/^[0-9a-f]{43}$/);
  const official = await browser.visit((await begin(await discover(await web()))).url.href);
  const uid = new URL(official.at).searchParams.get('uid') ?? '';
  const refused = await browser.send(`/oidc/interaction/${uid}/answer`, { answer: 'allow' });
  expect(refused.json<{ code: string }>().code).toBe('identity.wrong-audience');
  // Nor does she get in who has entered another application before: trusted by the city or not.
  const entered = await signedIn('citizen', 'Yaojiang-2017');
  await enter(await discover(await web({ audience: 'everyone' })), entered);
  for (const trusted of [true, false]) {
    const { at } = await entered.visit((await begin(await discover(await web({ trusted })))).url.href);
    const asked = new URL(at).searchParams.get('uid') ?? '';
    const answer = await entered.send(`/oidc/interaction/${asked}/answer`, { answer: 'allow' });
    expect(answer.json<{ code: string }>().code, at).toBe('identity.wrong-audience');
  }
});

test('a service acts in its own name, with what it was given; a wrong secret gets nothing', async () => {
  const application = await register(city, {
    name: { zh: '接口服务', en: 'Interface' },
    kind: 'service',
    organisation: '330281-rsj',
    grants: ['organisations:read@department'],
  });
  const config = await discover(application);
  const { access_token: token } = await client.clientCredentialsGrant(config, {
    scope: 'organisations:read',
  });
  const state = (await people.stranger.get('/api/identity/session', bearer(token))).json();
  expect(state.actor).toMatchObject({ kind: 'client', permissions: ['organisations:read'] });
  expect(await ofError(client.clientCredentialsGrant(config, { scope: 'identity:manage' }))).toBe(
    'invalid_scope',
  );
  const renewed = await people.stranger.post(
    `/api/identity/applications/${application.id}/secret`,
    {},
    keeper,
  );
  expect(await ofError(client.clientCredentialsGrant(config, {}))).toBe('invalid_client');
  await client.clientCredentialsGrant(await discover(renewed.json()), {});
});

test('new signing keys: what the old ones signed still holds, what comes is signed by the new', async () => {
  const config = await discover(await web());
  const browser = await signedIn('lin');
  const kid = async () => {
    const { at, begun } = await enter(config, browser);
    const [head = ''] = ((await exchange(config, at, begun)).id_token ?? '').split('.');
    return (JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string }).kid;
  };
  const before = await kid();
  expect((await people.stranger.post('/api/identity/signing-keys', {}, keeper)).statusCode).toBe(200);
  const after = await kid();
  expect(after).not.toBe(before);
  const published = (await people.stranger.get('/oidc/jwks')).json<{ keys: { kid: string; d?: string }[] }>();
  expect(published.keys.map((key) => key.kid)).toEqual(expect.arrayContaining([before, after]));
  expect(published.keys.every((key) => key.d === undefined)).toBe(true);
});

test('what leads elsewhere is not registered; the ledger knows who entered what', async () => {
  const bad = async (values: object) =>
    (
      await people.stranger.post(
        '/api/identity/applications',
        { name: { zh: '甲', en: 'A' }, kind: 'web', ...values },
        keeper,
      )
    ).json().code;
  expect(await bad({ redirectUris: ['http://app.example.com/back'] })).toBe('identity.bad-redirect');
  expect(await bad({ redirectUris: ['https://*.example.com/back'] })).toBe('identity.bad-redirect');
  expect(await bad({ redirectUris: ['javascript:alert(1)'] })).toBe('identity.bad-redirect');
  expect(await bad({ redirectUris: [] })).toBe('identity.bad-redirect');
  expect(await bad({ redirectUris: [back], grants: ['everything'] })).toBe('identity.bad-grant');
  const auditor = people.city.as({ id: 'auditor', grants: { 'ledger:audit': 'city' } });
  const told = (await auditor.get('/api/ledger/entries?resource=identity.application&limit=200')).body;
  for (const outcome of ['entered', 'token', 'claims', 'refused', 'signed-out'])
    expect(told).toContain(`"outcome":"${outcome}"`);
});
