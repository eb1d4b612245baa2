import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '#kernel/context';
import type { Method } from '#kernel/operation';
import type { Problem } from '#kernel/problem';
import { defineProtocol } from '#kernel/protocol';
import { bindContext } from './bridge.ts';
import { answerInteraction, enterInteraction, lookAtInteraction } from './interaction.ts';
import { issuerOf, oidcPath } from './issuer.ts';
import { openProvider } from './provider.ts';

const title = { zh: '统一身份认证', en: 'OpenID provider' };

/** The provider builds addresses from these headers: they say what is configured, whatever the caller wrote into them. */
function pinHost(request: FastifyRequest, context: Context): void {
  const { host, protocol } = new URL(issuerOf(context.config));
  const { headers } = request.raw;
  delete headers['x-forwarded-host'];
  headers.host = host;
  headers['x-forwarded-proto'] = protocol.slice(0, -1);
}

async function handOver(request: FastifyRequest, reply: FastifyReply, context: Context): Promise<unknown> {
  const provider = await openProvider(context);
  const raw = request.raw as typeof request.raw & { originalUrl?: string };
  bindContext(raw, context);
  pinHost(request, context);
  raw.originalUrl = raw.url ?? '/';
  raw.url = raw.originalUrl.slice(oidcPath.length) || '/';
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  await provider.callback()(raw, reply.raw);
  return reply;
}

/** The words of OAuth (RFC 6749 §5.2) for what the platform refuses before the provider sees it. */
const inWords = (problem: Problem) => ({
  status: problem.status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify({
    error: problem.status >= 500 ? 'server_error' : 'invalid_request',
    error_description: problem.detail.en,
    code: problem.code,
    detail: problem.detail,
  }),
});

const methods: readonly Method[] = ['GET', 'POST'];

/** OpenID Connect Core 1.0, Discovery 1.0, RP-Initiated Logout 1.0, Back-Channel Logout 1.0; RFC 7009, RFC 7662, RFC 7636. */
export const oidc = defineProtocol({
  id: 'oidc',
  title,
  path: oidcPath,
  standard: 'OpenID Connect Core 1.0',
  body: 'raw',
  routes: methods.map((method) => ({ method, path: '/*', permission: 'public', handle: handOver })),
  problem: inWords,
});

/** Between the provider and the pages: who is asked what, and what they answer. */
export const oidcInteraction = defineProtocol({
  id: 'oidc-interaction',
  title,
  path: `${oidcPath}/interaction`,
  standard: 'OpenID Connect Core 1.0 §3.1.2.3',
  routes: [
    { method: 'GET', path: '/:uid', permission: 'public', handle: enterInteraction },
    { method: 'GET', path: '/:uid/asked', permission: 'public', handle: lookAtInteraction },
    { method: 'POST', path: '/:uid/answer', permission: 'public', handle: answerInteraction },
  ],
  problem: inWords,
});
