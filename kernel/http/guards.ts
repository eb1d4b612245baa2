import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problem.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that another site's page sends with this site's cookie.
 * Browsers state where a request comes from; a client without `Origin` is no browser and carries its own credentials.
 * @throws Problem 403 `request.foreign-origin`
 */
export function guardOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (safe.has(request.method) || origin === undefined || !request.headers.cookie) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw new Problem(403, 'request.foreign-origin', {
    zh: '请求来自另一个网站，已拒绝，未作任何改动。',
    en: 'The request comes from another site and was refused. Nothing was changed.',
  });
}

/** Headers of every answer: no sniffing, no framing by strangers, no referrer to strangers, nothing cached by proxies. */
export function secureHeaders(reply: FastifyReply): void {
  reply
    .header('x-content-type-options', 'nosniff')
    .header('x-frame-options', 'SAMEORIGIN')
    .header('referrer-policy', 'same-origin')
    .header('cache-control', 'private, no-store');
}
