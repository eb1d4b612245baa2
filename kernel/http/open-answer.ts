import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Download } from '../module.ts';
import type { Operation } from '../operation.ts';
import { answerHeld } from './conditional.ts';

/** @throws Error for an operation that is open and could say something else to somebody else: a bug */
export function requireOpen(id: string, { open, permission, method }: Operation): void {
  if (open && (permission !== 'public' || method !== 'GET'))
    throw new Error(`${id} is open: it must be public and asked by GET`);
}

/** Refusals too: a page of another site that reads an open answer must be able to tell why there is none. */
export const letOthersRead = (reply: FastifyReply): void =>
  void reply.header('access-control-allow-origin', '*');

const bytesOf = (op: Operation, answer: unknown): string | Uint8Array => {
  if (!op.download) return JSON.stringify((op.result as z.ZodType).parse(answer));
  const { body } = answer as Download;
  if (!(body instanceof Uint8Array)) throw new Error('an open download is whole in memory');
  return body;
};

/**
 * Whether the caller holds an open answer already; says how long it may be kept and by what it is known again.
 * @returns false for every other operation
 */
// oxlint-disable-next-line max-params -- what is asked, what is answered, and how
export function holdsAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  op: Operation,
  answer: unknown,
): boolean {
  if (!op.open) return false;
  // Weak: the same answer leaves compressed or not.
  const digest = createHash('sha256').update(bytesOf(op, answer)).digest('base64url');
  return answerHeld(request, reply, { etag: `W/"${digest}"`, maxAge: op.open.maxAge });
}
