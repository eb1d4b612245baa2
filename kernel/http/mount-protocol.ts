import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Protocol } from '../protocol.ts';
import { answerProblem, asProblem, sayWhenAgain } from './answer-problem.ts';
import { inOwnSilence } from './own-silence.ts';
import { requirePermission } from './permission.ts';

/** Mounts an outside standard; its errors leave in its own words. */
export async function mountProtocol(app: FastifyInstance, protocol: Protocol): Promise<void> {
  if (protocol.body !== 'raw') return mountRoutes(app, protocol);
  // Parsers belong to a scope of Fastify's: what is said in here holds for this protocol alone.
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    mountRoutes(scope, protocol);
  });
}

function mountRoutes(app: FastifyInstance, protocol: Protocol): void {
  for (const route of protocol.routes) {
    app.route({
      method: route.method,
      url: `${protocol.path}${route.path}`,
      schema: { hide: true, operationId: `${protocol.id}${route.path}` } as object,
      ...(route.compress === false ? { compress: false } : {}),
      onRequest: async (request) => requirePermission(request.context.actor, route.permission),
      handler: (request, reply) =>
        inOwnSilence(request.raw, () => route.handle(request, reply, request.context)),
      errorHandler: (error, request, reply) => answerIn(protocol, error as Error, request, reply),
    });
  }
}

// oxlint-disable-next-line max-params -- as Fastify hands them to a handler of errors
async function answerIn(
  protocol: Protocol,
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  if (!protocol.problem) return answerProblem(error, request, reply);
  const problem = asProblem(error);
  if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'protocol failed');
  const said = protocol.problem(problem);
  sayWhenAgain(problem, reply);
  await reply.code(said.status).type(said.type).send(said.body);
}
