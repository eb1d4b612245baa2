import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import Provider from 'oidc-provider';
import { freePort } from './browser.ts';

/** What an outside provider knows of somebody. */
export interface Known {
  readonly sub: string;
  readonly name: string;
  readonly acr: string;
  readonly id_number?: string;
}

export interface OutsideProvider {
  readonly issuer: string;
  /** Who stands before the browser next. */
  person: Known;
  close(): Promise<void>;
}

export const clientId = 'yaojiang';
export const clientSecret = 'a secret of the province, long enough';

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

async function listen(port: number, handler: Handler): Promise<() => Promise<void>> {
  const server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
}

/** A province that signs in whoever it is told stands there: `oidc-provider`, in a process of its own for all that the city knows. */
export async function openProvince(redirect: string, person: Known): Promise<OutsideProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const province: { person: Known } = { person };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirect],
        grant_types: ['authorization_code'],
      },
    ],
    routes: { authorization: '/oidc/auth', token: '/oidc/token', jwks: '/oidc/jwks', userinfo: '/oidc/me' },
    claims: { openid: ['sub'], profile: ['name'], identity: ['id_number'], acr: null },
    scopes: ['openid', 'profile', 'identity'],
    acrValues: ['face', 'checked', 'phone'],
    cookies: { keys: ['of-the-test'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/oidc/interaction/${interaction.uid}` },
    findAccount: async (_ctx, sub) => ({ accountId: sub, claims: async () => ({ ...province.person, sub }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        accountId: ctx.oidc.session?.accountId ?? '',
        clientId: ctx.oidc.client?.clientId ?? '',
      });
      grant.addOIDCScope('openid profile identity');
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  const close = await listen(port, async (request, response) => {
    if (!request.url?.startsWith('/oidc/interaction/')) return callback(request, response);
    const { sub, acr } = province.person;
    return provider.interactionFinished(request, response, {
      login: { accountId: sub, acr, remember: false },
    });
  });
  return Object.assign(province, { issuer, close });
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(key: KeyObject, claims: object): string {
  const signed = `${part({ alg: 'RS256', kid: 'k', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}

/** What a provider that lies says otherwise than it should. */
export interface Lie {
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signed by another key than it publishes. */
  readonly forged?: true;
}

export interface Liar {
  readonly issuer: string;
  lie: Lie;
  close(): Promise<void>;
}

/** A provider made by hand, that can be made to lie in each way that must be noticed. */
export async function openLiar(): Promise<Liar> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const [ours, other] = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  if (!ours || !other) throw new Error('no keys');
  const nonces = new Map<string, string>();
  const liar: { lie: Lie } = { lie: {} };
  const json = (response: ServerResponse, body: object) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const bodyOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    return new URLSearchParams(text);
  };
  const close = await listen(port, async (request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    if (url.pathname === '/.well-known/openid-configuration')
      return json(response, {
        issuer,
        authorization_endpoint: `${issuer}/oidc/auth`,
        token_endpoint: `${issuer}/oidc/token`,
        jwks_uri: `${issuer}/oidc/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    if (url.pathname === '/oidc/jwks')
      return json(response, {
        keys: [{ ...ours.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }],
      });
    if (url.pathname === '/oidc/auth') {
      const code = createHash('sha256').update(url.href).digest('hex');
      nonces.set(code, url.searchParams.get('nonce') ?? '');
      const to = new URL(url.searchParams.get('redirect_uri') ?? '');
      to.search = new URLSearchParams({ code, state: url.searchParams.get('state') ?? '' }).toString();
      return response.writeHead(303, { location: to.href }).end();
    }
    const nonce = nonces.get((await bodyOf(request)).get('code') ?? '');
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      aud: clientId,
      sub: 'liar',
      iat: now,
      exp: now + 60,
      nonce,
      ...liar.lie.claims,
    };
    const key = (liar.lie.forged ? other : ours).privateKey;
    return json(response, { access_token: 'x', token_type: 'Bearer', id_token: token(key, claims) });
  });
  return Object.assign(liar, { issuer, close });
}
