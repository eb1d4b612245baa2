import * as openid from 'openid-client';
import { askOutside, type OutgoingRequest } from '#kernel/outgoing';
import type { Provider } from './providers.ts';

const seconds = 10;

const bodyOf = (body: unknown): Pick<OutgoingRequest, 'body'> => {
  if (body === undefined || body === null) return {};
  if (typeof body === 'string') return { body };
  if (body instanceof Uint8Array) return { body };
  if (body instanceof URLSearchParams) return { body: body.toString() };
  throw new TypeError('a body of a kind that no OpenID call has');
};

const methods = {
  GET: 'GET',
  HEAD: 'HEAD',
  POST: 'POST',
  PUT: 'PUT',
  PATCH: 'PATCH',
  DELETE: 'DELETE',
} as const;
const methodOf = (method: string) => methods[method as keyof typeof methods] ?? 'GET';

/** The library asks through the house's own guard: no private address that nobody registered, no redirects, an end to time and size. */
const guarded =
  (inside: boolean): openid.CustomFetch =>
  async (url, { method, headers, body }) => {
    const plain = { ...headers };
    if (body instanceof URLSearchParams)
      plain['content-type'] ??= 'application/x-www-form-urlencoded;charset=UTF-8';
    const answer = await askOutside({
      url,
      method: methodOf(method),
      headers: plain,
      inside,
      timeoutMs: seconds * 1000,
      maxBytes: 1024 ** 2,
      ...bodyOf(body),
    });
    const told = new Headers();
    for (const [name, value] of Object.entries(answer.headers))
      if (value !== undefined) told.set(name, Array.isArray(value) ? value.join(', ') : value);
    const empty = answer.status === 204 || answer.status === 304;
    return new Response(empty ? null : new Uint8Array(answer.body), { status: answer.status, headers: told });
  };

const known = new WeakMap<Provider, Promise<openid.Configuration>>();

/** What a provider says of itself (Discovery 1.0 §4), asked once; after a failure asked again. */
export function discover(provider: Provider): Promise<openid.Configuration> {
  const before = known.get(provider);
  if (before) return before;
  const { issuer, clientId, secret, inside } = provider;
  const found = openid.discovery(new URL(issuer), clientId, undefined, openid.ClientSecretBasic(secret), {
    timeout: seconds,
    [openid.customFetch]: guarded(inside),
    // The signature of the ID token is checked although it comes from the provider's own address (Core §3.1.3.7).
    execute: [openid.enableNonRepudiationChecks, ...(inside ? [openid.allowInsecureRequests] : [])],
  });
  known.set(provider, found);
  found.catch(() => known.delete(provider));
  return found;
}

export interface Begun {
  readonly url: URL;
  readonly verifier: string;
  readonly nonce: string;
  readonly state: string;
}

/** Where the browser goes: code flow with PKCE (RFC 7636, S256), state and nonce. */
export async function beginAt(provider: Provider, redirect: string): Promise<Begun> {
  const configuration = await discover(provider);
  const verifier = openid.randomPKCECodeVerifier();
  // The surest first: what is asked for is what is told (Core §3.1.2.1 acr_values).
  const levels = Object.keys(provider.levels).toSorted(
    (one, other) => (provider.levels[other] ?? 0) - (provider.levels[one] ?? 0),
  );
  const [state, nonce] = [openid.randomState(), openid.randomNonce()];
  const url = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: redirect,
    scope: provider.scopes,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...(levels.length === 0 ? {} : { acr_values: levels.join(' ') }),
  });
  return { url, verifier, nonce, state };
}

export interface Vouched {
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * What the provider vouches for: its signature, issuer, audience, time, nonce and state are checked by the library.
 * @throws whatever the library throws when one of them is not right
 */
export async function finishAt(
  provider: Provider,
  at: URL,
  expected: { readonly verifier: string; readonly nonce: string; readonly state: string },
): Promise<Vouched> {
  const configuration = await discover(provider);
  const tokens = await openid.authorizationCodeGrant(configuration, at, {
    pkceCodeVerifier: expected.verifier,
    expectedNonce: expected.nonce,
    expectedState: expected.state,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new TypeError('no ID token');
  const { number } = provider.claims;
  const wanting = number !== undefined && claims[number] === undefined;
  const more =
    wanting && configuration.serverMetadata().userinfo_endpoint !== undefined
      ? await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub)
      : {};
  // What is signed stands above what was only told.
  return { subject: claims.sub, claims: { ...more, ...claims } };
}
