import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problem.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that another site's page sends with this site's cookie, or with the certificate that the browser shows.
 * Browsers state where a request comes from; a client without `Origin` is no browser and carries its own credentials.
 * @throws Problem 403 `request.foreign-origin`
 */
export function guardOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (safe.has(request.method) || origin === undefined) return;
  if (!request.headers.cookie && request.certificate === undefined) return;
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

const unreadable = JSON.stringify({
  type: 'urn:yaojiang:problem:request.unreadable',
  title: '请求不符合 HTTP 的写法，没有处理。地址中的汉字须以百分号编码。',
  status: 400,
  code: 'request.unreadable',
  detail: {
    zh: '请求不符合 HTTP 的写法，没有处理。地址中的汉字须以百分号编码。',
    en: 'The request is no valid HTTP and was not handled. Words in an address must be percent-encoded.',
  },
});

/** Answers what is no HTTP at all, before any route is reached, in the same form as every other problem. */
export function answerUnreadable(_error: Error, socket: Socket): void {
  if (!socket.writable) return;
  const head = `HTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(unreadable)}\r\nconnection: close\r\n\r\n`;
  socket.end(head + unreadable);
}
