import type { FastifyRequest } from 'fastify';
import type { ProtocolRoute } from '#kernel/protocol';
import { changesOf } from './answering.ts';
import { putWebhook, removeWebhook, replay, webhookOf } from './webhook.ts';

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id;
const path = '/agreements/:id/webhook';
const permission = 'exchange:fetch';

/** How programs of a consumer follow what changes. */
export const changeRoutes: readonly ProtocolRoute[] = [
  { method: 'GET', path: '/agreements/:id/changes', permission, compress: false, handle: changesOf },
  {
    method: 'GET',
    path,
    permission,
    handle: (request, _reply, context) => webhookOf(context, idOf(request)),
  },
  {
    method: 'PUT',
    path,
    permission,
    handle: (request, _reply, context) => putWebhook(context, idOf(request), request.body),
  },
  {
    method: 'DELETE',
    path,
    permission,
    handle: (request, _reply, context) => removeWebhook(context, idOf(request)),
  },
  {
    method: 'POST',
    path: `${path}/replay`,
    permission,
    handle: (request, _reply, context) => replay(context, idOf(request), request.body),
  },
];
