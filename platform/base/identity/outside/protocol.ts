import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { defineProtocol } from '#kernel/protocol';
import { cookieHeader } from '../cookie.ts';
import { issuerOf } from '../oidc/issuer.ts';
import { putRisk } from '../risk/note.ts';
import { assessOutside } from '../risk/rules.ts';
import { sealOf } from '../sealing.ts';
import { kioskCodeOf, sessionOf } from '../signed-in.ts';
import { texts } from '../texts.ts';
import { digestOf, newToken, sameDigest } from '../token.ts';
import { providersOf, type Provider } from './providers.ts';
import { beginAt, finishAt } from './relying-party.ts';
import { enterFrom } from './settle.ts';
import { putAttempt, takeAttempt, type Attempt } from './store.ts';

const path = '/outside';
const browserCookie = 'yj_outside';
const minutes = 10;

const Payload = z.object({ verifier: z.string(), nonce: z.string(), state: z.string(), to: z.string() });

const gone = new Problem(404, 'identity.outside-gone', texts.outsideGone);
const failed = new Problem(502, 'identity.outside-failed', texts.outsideFailed);

function providerOf(request: FastifyRequest, context: Context): Provider {
  const { code } = request.params as { code: string };
  const found = providersOf(context.config).find((each) => each.code === code);
  if (!found) throw new Problem(404, 'identity.outside-unknown', texts.outsideUnknown);
  return found;
}

/** Only a page of our own: what begins with two slashes, or a backslash, is another's address to a browser. */
const safe = (to: unknown): string =>
  typeof to === 'string' && /^\/(?![/\\])[^\\]*$/.test(to) && to.length < 500 ? to : '/my';

const originOf = (context: Context): string => new URL(issuerOf(context.config)).origin;

const bind = (context: Context, value: string, seconds: number): string =>
  [
    `${browserCookie}=${value}`,
    `Path=${path}`,
    'HttpOnly',
    'SameSite=Lax',
    `Max-Age=${seconds}`,
    ...(context.config.production ? ['Secure'] : []),
  ].join('; ');

/** The browser is sent to the provider; what is needed when it comes back is sealed and kept. */
async function begin(request: FastifyRequest, reply: FastifyReply, context: Context): Promise<unknown> {
  const provider = providerOf(request, context);
  // On the way back the browser does not say that it is a kiosk, and the session would stay on it.
  if (kioskCodeOf(context.actor) !== null)
    throw new Problem(403, 'identity.outside-at-kiosk', texts.outsideAtKiosk);
  const redirect = `${originOf(context)}${path}/${provider.code}/back`;
  const begun = await beginAt(provider, redirect).catch((cause: unknown) => {
    context.log.warn({ provider: provider.code, cause: String(cause) }, 'outside provider does not answer');
    throw failed;
  });
  const { verifier, nonce, state } = begun;
  const browser = newToken();
  const now = context.clock.now();
  const payload = { verifier, nonce, state, to: safe((request.query as { to?: unknown }).to) };
  const attempt: Attempt = {
    provider: provider.code,
    browserDigest: digestOf(browser),
    payload: (await sealOf(context)).close(JSON.stringify(payload), digestOf(state)),
    account: context.actor.kind === 'citizen' ? (sessionOf(context.actor)?.account ?? null) : null,
    expiresAt: new Date(now.getTime() + minutes * 60_000).toISOString(),
  };
  await context.transaction((tx) => putAttempt(tx, digestOf(state), attempt, now.toISOString()));
  return reply.header('set-cookie', bind(context, browser, minutes * 60)).redirect(begun.url.href, 303);
}

/**
 * The attempt that this very browser began, a moment ago, at this provider; it serves once.
 * @throws Problem 404 `identity.outside-gone`
 */
async function attemptOf(request: FastifyRequest, context: Context, provider: Provider): Promise<Attempt> {
  const { state } = request.query as { state?: unknown };
  const attempt = typeof state === 'string' ? await takeAttempt(context.db, digestOf(state)) : undefined;
  const browser = request.cookies[browserCookie] ?? '';
  const sound =
    attempt?.provider === provider.code &&
    Date.parse(attempt.expiresAt) > context.clock.now().getTime() &&
    sameDigest(attempt.browserDigest, digestOf(browser));
  if (!attempt || !sound) throw gone;
  return attempt;
}

async function refused(context: Context, provider: Provider, cause: unknown): Promise<never> {
  await context.transaction(async (tx) => {
    await context.ledger(tx, {
      action: 'sign-in',
      resource: 'identity.session',
      subjects: [],
      detail: { outcome: 'refused', provider: provider.code },
    });
    await putRisk(context, tx, assessOutside(provider.code));
  });
  context.log.warn({ provider: provider.code, cause: String(cause) }, 'outside sign-in refused');
  throw failed;
}

async function enter(
  request: FastifyRequest,
  context: Context,
  provider: Provider,
): Promise<{ readonly to: string; readonly token: string }> {
  const attempt = await attemptOf(request, context, provider);
  const { state = '' } = request.query as { state?: string };
  const sealed = (await sealOf(context)).open(attempt.payload, digestOf(state)).toString('utf8');
  const expected = Payload.parse(JSON.parse(sealed));
  const present = context.actor.kind === 'citizen' ? sessionOf(context.actor)?.account : undefined;
  // Whoever began it must still be the one who is signed in: otherwise it would be tied to another.
  if ((present ?? null) !== attempt.account) throw gone;
  const at = new URL(request.url, originOf(context));
  const vouched = await finishAt(provider, at, expected).catch((cause: unknown) =>
    refused(context, provider, cause),
  );
  return { to: expected.to, token: await enterFrom(context, { provider, vouched, present }) };
}

/** The browser comes back: a page in every case, for a person stands before it. */
async function back(request: FastifyRequest, reply: FastifyReply, context: Context): Promise<unknown> {
  const provider = providerOf(request, context);
  const cleared = bind(context, '', 0);
  try {
    const { to, token } = await enter(request, context, provider);
    return await reply.header('set-cookie', [cookieHeader(context.config, token), cleared]).redirect(to, 303);
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 500) throw error;
    const way = `/sign-in?problem=${encodeURIComponent(error.code)}`;
    return await reply.header('set-cookie', cleared).redirect(way, 303);
  }
}

/** Signing in here at another's provider: OpenID Connect Core 1.0 §3.1 from the side of the relying party. */
export const outsideSignIn = defineProtocol({
  id: 'outside-sign-in',
  title: { zh: '用外部平台登录', en: 'Sign in with an outside provider' },
  path,
  standard: 'OpenID Connect Core 1.0',
  routes: [
    { method: 'GET', path: '/:code', permission: 'public', handle: begin },
    { method: 'GET', path: '/:code/back', permission: 'public', handle: back },
  ],
  problem: (problem) => ({
    status: problem.status,
    type: 'application/json; charset=utf-8',
    body: JSON.stringify({ code: problem.code, detail: problem.detail }),
  }),
});
