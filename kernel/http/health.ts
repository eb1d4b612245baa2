import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform.ts';

/** `/healthz`: the process lives. `/readyz`: it can serve. `/metrics`: Prometheus text. */
export function mountHealth(app: FastifyInstance, platform: Platform): void {
  app.get('/healthz', { schema: { hide: true }, logLevel: 'silent' }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true }, logLevel: 'silent' }, async (_request, reply) => {
    if (platform.stopping) return reply.code(503).send({ status: 'stopping' });
    try {
      await platform.services.store.health();
    } catch {
      return reply.code(503).send({ status: 'store-unavailable' });
    }
    return { status: 'ready', store: platform.services.store.kind };
  });
  app.get('/metrics', { schema: { hide: true }, logLevel: 'silent' }, async (_request, reply) =>
    reply.type(platform.metrics.registry.contentType).send(await platform.metrics.registry.metrics()),
  );
}
