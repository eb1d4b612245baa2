import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import swaggerPage from '@fastify/swagger-ui';
import { jsonSchemaTransform } from '@fastify/type-provider-zod';
import Fastify, { LogController, type FastifyInstance, type FastifyRequest } from 'fastify';
import { anonymous, type Actor } from './actor.ts';
import type { Context } from './context.ts';
import { answerProblem, languageOf } from './http/answer-problem.ts';
import { validatorCompiler } from './http/validate.ts';
import { certificateReader, tlsOptions } from './http/client-certificate.ts';
import { endEventStreamsOnClose } from './http/event-stream.ts';
import { answerUnreadable, guardOrigin, secureHeaders } from './http/guards.ts';
import { mountHealth } from './http/health.ts';
import { sharedSchemas } from './http/shared-schemas.ts';
import { mountOperation } from './http/mount-operation.ts';
import { mountProtocol } from './http/mount-protocol.ts';
import type { Mounted } from './module.ts';
import type { Platform } from './platform.ts';
import { Problem } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    context: Context;
    /** SHA-256 of the verified client certificate that it comes with, in 64 hexadecimal digits. */
    certificate: string | undefined;
  }
}

const unknownPath = new Problem(404, 'request.unknown-path', {
  zh: '没有这个地址。',
  en: 'There is nothing at this address.',
});

/** Finds out who asks: the first module that knows the sign of identity which the request carries. */
async function actorOf(request: FastifyRequest, platform: Platform): Promise<Actor> {
  for (const { ports } of platform.services.modules) {
    const actor = await ports?.authenticate?.(request, platform.services);
    if (actor) return actor;
  }
  return anonymous;
}

function purposeOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-purpose'];
  if (typeof header !== 'string' || header === '') return undefined;
  try {
    return decodeURIComponent(header).slice(0, 500);
  } catch {
    throw new Problem(400, 'request.purpose-unreadable', {
      zh: 'x-purpose 须以百分号编码书写。',
      en: 'x-purpose must be percent-encoded.',
    });
  }
}

/** What a stranger writes of where they come from counts for nothing: the chain is read from its near end, as far as it is ours. */
const trustOf = (networks: readonly string[]): string[] | false =>
  networks.length > 0 ? [...networks] : false;

function openFastify(platform: Platform): FastifyInstance {
  const { config } = platform.services;
  const https = tlsOptions(config);
  return Fastify({
    ...(https ? { https } : {}),
    loggerInstance: platform.logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: trustOf(config.TRUSTED_PROXIES),
    clientErrorHandler: answerUnreadable,
    requestTimeout: 0,
    connectionTimeout: config.REQUEST_TIMEOUT_MS,
    bodyLimit: 8 * 1024 ** 2,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  }) as unknown as FastifyInstance;
}

function addHooks(app: FastifyInstance, platform: Platform): void {
  const { config, clock } = platform.services;
  const certificateOf = certificateReader(config);
  app.decorateRequest('context');
  app.decorateRequest('certificate');
  app.addHook('onRequest', async (request, reply) => {
    secureHeaders(reply);
    request.certificate = certificateOf(request, clock.now());
    guardOrigin(request);
    const actor = await actorOf(request, platform);
    request.context = platform.contextFor(actor, {
      language: languageOf(request),
      purpose: purposeOf(request),
      requestId: request.id,
      from: {
        address: request.ip,
        agent: request.headers['user-agent'] ?? '',
        certificate: request.certificate,
      },
    });
  });
  app.addHook('onResponse', async (request, reply) => {
    const { schema, url } = request.routeOptions;
    const operation = (schema as { operationId?: string } | undefined)?.operationId ?? url ?? 'unknown';
    const seconds = reply.elapsedTime / 1000;
    platform.metrics.request({ operation, status: reply.statusCode, seconds });
    if (operation.includes('.'))
      request.log.info(
        { operation, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
        'answered',
      );
  });
}

async function addDocumentation(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: '姚江 Yaojiang', version: '1', description: 'Every operation of the city, said once.' },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'yj_session' },
          client: { type: 'http', scheme: 'basic' },
        },
      },
      security: [{ session: [] }, { client: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: sharedSchemas,
  });
  await app.register(swaggerPage, { routePrefix: '/api/docs', staticCSP: true });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

function mountAll(app: FastifyInstance, module: string, mounted: Mounted): void {
  for (const [name, op] of Object.entries(mounted.operations)) {
    const handler = mounted.handlers[name];
    if (!handler) throw new Error(`${module}.${name} has no handler`);
    mountOperation(app, { module, name, op, handler, contextOf: (request) => request.context });
  }
}

/**
 * The HTTP face of a platform: every operation under `/api`, every protocol at its own path,
 * OpenAPI 3.1 at `/api/openapi.json` with a page to try it at `/api/docs`.
 */
export async function buildServer(platform: Platform): Promise<FastifyInstance> {
  const app = openFastify(platform);
  app.setValidatorCompiler(validatorCompiler);
  // An answer has passed through its own schema before it comes here (mount-operation.ts).
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler((request, reply) => answerProblem(unknownPath, request, reply));
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  await app.register(cookie);
  await app.register(compress, { global: true, threshold: 2048, encodings: ['gzip'] });
  addHooks(app, platform);
  endEventStreamsOnClose(app);
  await addDocumentation(app);
  mountHealth(app, platform);
  for (const module of platform.services.modules) {
    for (const mounted of platform.mountedOf(module)) mountAll(app, module.id, mounted);
    for (const protocol of module.protocols ?? []) await mountProtocol(app, protocol);
  }
  return app;
}
