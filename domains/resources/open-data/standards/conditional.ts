import type { FastifyReply, FastifyRequest } from 'fastify';

/** Seconds for which a catalogue may be kept by whoever read it. */
export const catalogueAge = 300;

/** Whether the caller holds this state already (RFC 9110 §13.1.2): weak comparison, lists and `*`. */
export function isHeld(request: FastifyRequest, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  const { 'if-none-match': held } = request.headers;
  return held !== undefined && held.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag));
}

/** Says how long an answer may be kept and by what it is known again; true when the caller holds it already. */
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
