import * as client from 'openid-client';
import { expect } from 'vitest';
import { Browser, freePort } from './browser.ts';
import { openPeopledCity, password, runningClock, withCookie, type PeopledCity } from './people.ts';

/** A city whose provider answers over real HTTP, asked by a client library that is not ours. */
export interface OpenidCity {
  readonly people: PeopledCity;
  readonly origin: string;
  readonly keeper: ReturnType<typeof withCookie>;
}

export const back = 'https://app.example.com/back';

export async function openOpenidCity(
  environment: Readonly<Record<string, string>> = {},
): Promise<OpenidCity> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const people = await openPeopledCity({
    clock: runningClock(),
    environment: { PUBLIC_URL: origin, PORT: String(port), ...environment },
  });
  await people.city.app.listen({ port, host: '127.0.0.1' });
  return { people, origin, keeper: withCookie(await people.cookieOf('keeper')) };
}

export interface Registered {
  readonly id: string;
  readonly secret: string;
}

export async function register({ people, keeper }: OpenidCity, values: object): Promise<Registered> {
  const answer = await people.stranger.post('/api/identity/applications', values, keeper);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

export const registerWeb = (city: OpenidCity, more: object = {}): Promise<Registered> =>
  register(city, {
    name: { zh: '档案系统', en: 'Archive' },
    kind: 'web',
    redirectUris: [back],
    logoutUris: ['https://app.example.com/bye'],
    grants: ['organisations:read@city', 'identity:manage'],
    trusted: true,
    ...more,
  });

export const discover = (city: OpenidCity, { id, secret }: Registered): Promise<client.Configuration> =>
  client.discovery(
    new URL(`${city.origin}/oidc`),
    id,
    undefined,
    secret === '' ? client.None() : client.ClientSecretBasic(secret),
    { execute: [client.allowInsecureRequests] },
  );

export async function signedIn(city: OpenidCity, account: string, secret = password): Promise<Browser> {
  const browser = new Browser(city.origin);
  const answer = await browser.send('/api/identity/session', { account, password: secret });
  expect(answer.status, answer.text).toBe(200);
  return browser;
}

export interface Begun {
  readonly url: URL;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

export async function begin(
  config: client.Configuration,
  more: Record<string, string> = {},
  redirect = back,
): Promise<Begun> {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope: 'openid profile org',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...more,
  });
  return { url, verifier, state, nonce };
}

export const exchange = (config: client.Configuration, at: string, begun: Begun) =>
  client.authorizationCodeGrant(config, new URL(at), {
    pkceCodeVerifier: begun.verifier,
    expectedState: begun.state,
    expectedNonce: begun.nonce,
  });

export const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
export const ofError = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(() => undefined).catch((cause: unknown) => cause);
  if (error instanceof client.ResponseBodyError || error instanceof client.AuthorizationResponseError)
    return error.error;
  if (error instanceof client.WWWAuthenticateChallengeError) return error.cause[0]?.parameters.error ?? '';
  throw new Error('was not refused by the provider', { cause: error });
};

export async function enter(
  config: client.Configuration,
  browser: Browser,
  more: Record<string, string> = {},
) {
  const begun = await begin(config, more);
  const { at, seen } = await browser.visit(begun.url.href);
  expect(at.startsWith(back), `${at} ${seen?.text ?? ''}`).toBe(true);
  return { at, begun };
}
