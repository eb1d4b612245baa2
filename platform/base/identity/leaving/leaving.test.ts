import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { system } from '#kernel/actor';
import { hashingTime } from '../testing/people.ts';
import { freePort } from '../testing/browser.ts';
import {
  discover,
  enter,
  exchange,
  openOpenidCity,
  registerWeb,
  signedIn,
  type OpenidCity,
} from '../testing/openid.ts';
import { ranOutJob } from './ran-out.ts';

vi.setConfig({ testTimeout: hashingTime });

interface Told {
  readonly path: string;
  readonly token: Record<string, unknown>;
}

let city: OpenidCity;
let server: Server;
let back: string;
const told: Told[] = [];
/** How often the application answers 503 before it listens. */
let deaf = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const [, payload = ''] = (new URLSearchParams(body).get('logout_token') ?? '').split('.');
      if (deaf > 0) {
        deaf -= 1;
        response.writeHead(503).end();
        return;
      }
      told.push({
        path: request.url ?? '',
        token: JSON.parse(Buffer.from(payload, 'base64url').toString()) as Told['token'],
      });
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  back = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  city = await openOpenidCity();
}, hashingTime);
afterAll(async () => {
  server.close();
  await city.people.city.close();
});

async function entered(backchannelUri: string, more: object = {}) {
  const application = await registerWeb(city, { backchannelUri, inside: true, ...more });
  const config = await discover(city, application);
  const browser = await signedIn(city, 'lin');
  const { at, begun } = await enter(config, browser);
  const tokens = await exchange(config, at, begun);
  return { application, browser, claims: tokens.claims() };
}

const leave = (browser: Awaited<ReturnType<typeof signedIn>>) =>
  browser.ask('/api/identity/session', { method: 'DELETE', headers: { origin: city.origin } });

const heard = (path: string) => told.filter((each) => each.path === path);

test('sign-out here reaches the application, by the visit it knows; a second visit elsewhere stands', async () => {
  const one = await entered(`${back}/one`);
  await signedIn(city, 'lin');
  await leave(one.browser);
  await vi.waitFor(() => expect(heard('/one')).toHaveLength(1), 10_000);
  expect(heard('/one')[0]?.token).toMatchObject({
    iss: `${city.origin}/oidc`,
    aud: one.application.id,
    sub: one.claims?.sub,
    sid: one.claims?.['sid'],
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  });
  expect(heard('/one')[0]?.token).not.toHaveProperty('nonce');
});

test('one that does not answer is told again, once; it keeps no other from hearing', async () => {
  deaf = 1;
  const { browser } = await entered(`${back}/slow-to-hear`);
  const second = await registerWeb(city, { backchannelUri: `${back}/other`, inside: true });
  await enter(await discover(city, second), browser);
  await leave(browser);
  await vi.waitFor(
    () => expect([heard('/slow-to-hear').length, heard('/other').length]).toEqual([1, 1]),
    15_000,
  );
});

test('a new password, a suspension and the end of a session from elsewhere reach it too', async () => {
  const { browser } = await entered(`${back}/suspended`);
  const suspend = (revision: number, suspended: boolean) =>
    city.people.stranger.patch(
      '/api/identity/accounts/lin',
      { revision, values: { suspended } },
      city.keeper,
    );
  expect((await suspend(1, true)).statusCode).toBe(200);
  await vi.waitFor(() => expect(heard('/suspended')).toHaveLength(1), 10_000);
  expect((await suspend(2, false)).statusCode).toBe(200);
  expect((await browser.ask('/api/identity/session')).json()).toMatchObject({ actor: null });
});

test('an inside address that nobody has registered as inside is not asked', async () => {
  const port = await freePort();
  const { browser } = await entered(`http://127.0.0.1:${port}/never`, { inside: false });
  const outside = await entered(`${back}/outside`, { inside: false });
  await leave(browser);
  await leave(outside.browser);
  const again = await entered(`${back}/after`);
  await leave(again.browser);
  await vi.waitFor(() => expect(heard('/after')).toHaveLength(1), 10_000);
  expect(heard('/outside')).toEqual([]);
});

test('a session that runs out is told as well, once; one that is still used is not ended', async () => {
  const { people } = city;
  const { platform } = people.city;
  const [idle, used] = [await entered(`${back}/idle`), await entered(`${back}/used`)];
  const sweep = async () => {
    const context = platform.contextFor(system);
    const job = await context.transaction((tx) => context.startJob(tx, ranOutJob, {}, { actor: system }));
    expect(await people.city.finished(job)).toMatchObject({ status: 'done' });
  };
  people.minutes(5 * 60);
  expect((await used.browser.ask('/api/identity/session')).json()).toMatchObject({
    actor: { id: expect.any(String) },
  });
  await sweep();
  expect([heard('/idle'), heard('/used')]).toEqual([[], []]);
  people.minutes(4 * 60);
  await sweep();
  await vi.waitFor(() => expect(heard('/idle')).toHaveLength(1), 10_000);
  expect(heard('/idle')[0]?.token).toMatchObject({ sid: idle.claims?.['sid'] });
  expect((await used.browser.ask('/api/identity/session')).json()).toMatchObject({
    actor: { id: expect.any(String) },
  });
  await sweep();
  expect([heard('/idle').length, heard('/used').length]).toEqual([1, 0]);
});
