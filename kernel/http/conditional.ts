import type { FastifyReply, FastifyRequest } from 'fastify';

/** Whether the caller holds this state already (RFC 9110 §13.1.2): weak comparison, lists and `*`. */
export function isHeld(request: FastifyRequest, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  const { 'if-none-match': held } = request.headers;
  return held !== undefined && held.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag));
}

/**
 * Says how long an answer for everybody may be kept, by whom (RFC 9111), and by what it is known again; pages of other sites
 * may read it, without credentials.
 * @returns true when the caller holds it already: then the code is 304, and nothing more is to be sent
 */
export function answerHeld(
  request: FastifyRequest,
  reply: FastifyReply,
  state: { readonly etag: string; readonly maxAge: number; readonly immutable?: boolean },
): boolean {
  void reply
    .header('etag', state.etag)
    .header('cache-control', `public, max-age=${state.maxAge}${state.immutable ? ', immutable' : ''}`)
    .header('access-control-allow-origin', '*');
  if (!isHeld(request, state.etag)) return false;
  void reply.code(304);
  return true;
}
