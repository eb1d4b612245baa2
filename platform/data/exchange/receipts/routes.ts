import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import type { ProtocolRoute } from '#kernel/protocol';
import { texts } from '../texts.ts';
import { acknowledge, Acknowledge } from './acknowledging.ts';
import { publishedKeys, registerKey } from './keys.ts';
import { gatherProof, headOf, receiptsAfter } from './proving.ts';
import { findHeads, newestBatch } from './store.ts';

const Page = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

function pageIn(request: FastifyRequest): z.output<typeof Page> {
  const read = Page.safeParse(request.query);
  if (!read.success) throw new Problem(400, 'exchange.bad-query', texts.badPage);
  return read.data;
}

/** @throws Problem 403 `exchange.no-organisation` */
function organisationOf({ actor }: Context): string {
  if (actor.organisation === undefined)
    throw new Problem(403, 'exchange.no-organisation', texts.noOrganisation);
  return actor.organisation;
}

const get = (
  path: string,
  permission: ProtocolRoute['permission'],
  handle: ProtocolRoute['handle'],
): ProtocolRoute => ({ method: 'GET', path, permission, handle });

const KeyBody = z.strictObject({ pem: z.string().max(2000) });

async function register(context: Context, body: unknown) {
  const read = KeyBody.safeParse(body);
  if (!read.success) throw new Problem(422, 'exchange.bad-key', texts.badKey);
  const organisation = organisationOf(context);
  return registerKey(context, { client: context.actor.id, organisation, pem: read.data.pem });
}

async function acknowledged(context: Context, body: unknown) {
  const read = Acknowledge.safeParse(body);
  if (!read.success) throw new Problem(422, 'exchange.bad-statement', texts.badStatement);
  return acknowledge(context, read.data);
}

async function heads(context: Context, { after, limit }: z.output<typeof Page>) {
  const rows = await findHeads(context.db, after + 1, limit);
  return { items: rows.map(headOf), newest: await newestBatch(context.db) };
}

/** How programs of either side get what proves an exchange, and say that they have received it. */
export const receiptRoutes: readonly ProtocolRoute[] = [
  get('/keys', 'public', (_request, _reply, context) => publishedKeys(context)),
  get('/heads', 'public', (request, _reply, context) => heads(context, pageIn(request))),
  get('/receipts', 'exchange:fetch', (request, _reply, context) =>
    receiptsAfter(context, organisationOf(context), pageIn(request)),
  ),
  get('/receipts/:id', 'exchange:fetch', (request, _reply, context) => {
    const own = organisationOf(context);
    const { id } = request.params as { id: string };
    return gatherProof(context, id, ({ consumer, provider }) => [consumer, provider].includes(own));
  }),
  {
    method: 'POST',
    path: '/receipts/acknowledge',
    permission: 'exchange:fetch',
    handle: (request, _reply, context) => acknowledged(context, request.body),
  },
  {
    method: 'PUT',
    path: '/receipts/key',
    permission: 'exchange:fetch',
    handle: (request, _reply, context) => register(context, request.body),
  },
];
