import type { FastifyRequest } from 'fastify';
import type { Context } from '#kernel/context';
import type { ProtocolRoute } from '#kernel/protocol';
import type { Terms } from '../odrl.ts';
import { changesOf } from './answering.ts';
import {
  enteredSubscription,
  removeAddress,
  replay,
  sendingOf,
  setAddress,
  testDelivery,
} from './webhook.ts';

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id;
const permission = 'exchange:fetch';

const route = (
  method: ProtocolRoute['method'],
  below: string,
  act: (context: Context, terms: Terms, body: unknown) => Promise<unknown>,
): ProtocolRoute => ({
  method,
  path: `/agreements/:id/webhook${below}`,
  permission,
  handle: async (request, _reply, context) =>
    act(context, await enteredSubscription(context, idOf(request)), request.body),
});

/** How programs of a consumer follow what changes. */
export const changeRoutes: readonly ProtocolRoute[] = [
  { method: 'GET', path: '/agreements/:id/changes', permission, compress: false, handle: changesOf },
  route('GET', '', sendingOf),
  route('PUT', '', setAddress),
  route('DELETE', '', removeAddress),
  route('POST', '/replay', replay),
  route('POST', '/test', testDelivery),
];
