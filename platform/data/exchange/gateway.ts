import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { defineProtocol } from '#kernel/protocol';
import { getDatasetInForce } from '#platform/data/catalogue';
import { isSimulated } from '#platform/data/ingestion';
import { answerPage, answerStream } from './answering.ts';
import { grantedSource, type Source } from './granted-rows.ts';
import { marksOf } from './marks.ts';
import { requireRate, setAside } from './metering.ts';
import { giveReceipt, receiptHeaders } from './receipts/giving.ts';
import { draftOf, type Draft } from './receipts/receipt.ts';
import { receiptRoutes } from './receipts/routes.ts';
import { take } from './taking.ts';
import { inForce, requireReader, type InForce } from './standing.ts';
import { texts } from './texts.ts';

const Query = z.strictObject({
  after: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(5000).optional(),
  format: z.enum(['json', 'ndjson']).optional(),
});

/** Rows of one streamed read at most; its `link` header says where the next begins. */
const mostStreamed = 100_000;
const usualPage = 200;

interface Asked {
  readonly after: string | null;
  readonly limit: number;
  readonly streamed: boolean;
}

async function askedOf(request: FastifyRequest, context: Context, agreement: InForce): Promise<Asked> {
  const read = Query.safeParse(request.query);
  if (!read.success) throw new Problem(400, 'exchange.bad-query', texts.badQuery);
  const { after, limit, format } = read.data;
  const streamed = format === 'ndjson' || (format === undefined && accepts(request));
  const marks = await marksOf(context, agreement);
  return {
    after: after === undefined ? null : marks.open(after),
    limit: limit ?? (streamed ? mostStreamed : usualPage),
    streamed,
  };
}

const accepts = ({ headers }: FastifyRequest): boolean =>
  headers.accept?.includes('application/x-ndjson') === true;

/** The same tag, the same rows: terms, state of the dataset and place of the page, and who reads, for whom marks are sealed. */
function tagOf(context: Context, { digest }: InForce, { state }: Source, asked: Asked): string {
  const { after, limit, streamed } = asked;
  const about = JSON.stringify([
    digest,
    context.config.CRYPTO_SUITE,
    context.actor.id,
    state,
    after,
    limit,
    streamed,
  ]);
  // Weak: marks are sealed anew each time, so that the bytes differ where the rows do not.
  return `W/"${createHash('sha256').update(about).digest('base64url').slice(0, 32)}"`;
}

const isKnown = ({ headers }: FastifyRequest, tag: string): boolean =>
  (headers['if-none-match'] ?? '').split(',').some((each) => each.trim() === tag);

/** One call reads the granted rows of the dataset as it stands. */
async function rowsOf(request: FastifyRequest, reply: FastifyReply, context: Context): Promise<unknown> {
  const { id } = request.params as { id: string };
  const agreement = await inForce(context, id);
  requireReader(context, agreement.terms);
  await requireRate(context, agreement);
  const asked = await askedOf(request, context, agreement);
  const dataset = await getDatasetInForce(context.db, agreement.terms.dataset);
  const source = await grantedSource(context, dataset, agreement.terms);
  const tag = tagOf(context, agreement, source, asked);
  const isUnchanged = isKnown(request, tag);
  const draft = draftOf(context, {
    agreement,
    way: wayOf(asked, isUnchanged),
    request: `${request.method} ${request.url}`,
    state: source.state,
  });
  void reply.headers({ etag: tag, 'cache-control': 'private, no-cache' });
  if (isUnchanged) return answerUnchanged(context, reply, { agreement, draft });
  const { after, limit, streamed } = asked;
  const taken = await take(context, { agreement, dataset, source, after, limit, receipt: draft.id });
  const simulated = await isSimulated(context.db, dataset.code);
  void reply.header('x-simulated', String(simulated));
  const given = { agreement, source, taken, simulated, draft };
  return streamed ? answerStream(context, reply, given) : answerPage(context, reply, given);
}

const wayOf = ({ streamed }: Asked, isUnchanged: boolean): Draft['way'] => {
  if (isUnchanged) return 'unchanged';
  return streamed ? 'stream' : 'page';
};

/** A call that needed no row is counted, and has a receipt, all the same. */
async function answerUnchanged(
  context: Context,
  reply: FastifyReply,
  { agreement, draft }: { readonly agreement: InForce; readonly draft: Draft },
): Promise<unknown> {
  await setAside(context, agreement, 0);
  await giveReceipt(context, draft, { rows: 0, body: new Uint8Array() });
  return reply.code(304).headers(receiptHeaders(draft)).send();
}

/** Where programs of a department read what was agreed; conditional by RFC 9110, streamed as NDJSON when asked. */
export const gateway = defineProtocol({
  id: 'exchange.gateway',
  title: { zh: '数据共享网关', en: 'Gateway of data sharing' },
  path: '/exchange',
  standard: 'ODRL 2.2; RFC 9110; NDJSON',
  routes: [
    {
      method: 'GET',
      path: '/agreements/:id/rows',
      permission: 'exchange:fetch',
      compress: false,
      handle: rowsOf,
    },
    ...receiptRoutes,
  ],
  problem: ({ status, code, detail, extra }) => ({
    status,
    type: 'application/problem+json; charset=utf-8',
    body: {
      type: `urn:yaojiang:problem:${code}`,
      title: detail.zh,
      status,
      code,
      detail,
      ...(extra ? { extra } : {}),
    },
  }),
});
