import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { defineProtocol } from '#kernel/protocol';
import { answerPage, answerStream, answerUnchanged } from './answering.ts';
import { sourceOf, type Source } from './granted-rows.ts';
import { fileFormats, fileOf } from './file.ts';
import { marksOf } from './marks.ts';
import { changeRoutes } from './changes/routes.ts';
import { entered } from './entering.ts';
import { readInRoom } from './in-room.ts';
import { draftOf, type Draft } from './receipts/receipt.ts';
import { receiptRoutes } from './receipts/routes.ts';
import { Room } from './room.ts';
import { take } from './taking.ts';
import type { InForce } from './standing.ts';
import { texts } from './texts.ts';

const Query = z.strictObject({
  after: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(5000).optional(),
  format: z.enum(['json', 'ndjson']).optional(),
});

/** Rows of one streamed read at most; its `link` header says where the next begins. */
const mostStreamed = 100_000;
const usualPage = 200;
/** Rows that wait in memory for those who read them. */
const streams = new Room({ most: 1_000_000, mostOfOne: 300_000, patienceMs: 30_000 });

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

const wayOf = ({ streamed }: Asked, isUnchanged: boolean): Draft['way'] => {
  if (isUnchanged) return 'unchanged';
  return streamed ? 'stream' : 'page';
};

/** One call reads the granted rows of the dataset as it stands. */
async function rowsOf(request: FastifyRequest, reply: FastifyReply, context: Context): Promise<unknown> {
  const { id } = request.params as { id: string };
  const { agreement, facts, left } = await entered(context, id, 'api');
  const asked = await askedOf(request, context, agreement);
  const source = await sourceOf(context, facts, agreement.terms);
  const tag = tagOf(context, agreement, source, asked);
  const isUnchanged = isKnown(request, tag);
  const draft = draftOf(context, {
    agreement,
    way: wayOf(asked, isUnchanged),
    request: `${request.method} ${request.url}`,
    state: source.state,
  });
  const { simulated } = facts;
  const given = { agreement, source, simulated, draft };
  void reply.headers({ etag: tag, 'cache-control': 'private, no-cache' });
  if (isUnchanged) return answerUnchanged(context, reply, given);
  // No more is read than is left of today; where nothing is, one row tells whether there was anything to read.
  const limit = Math.max(1, Math.min(asked.limit, left));
  const read = () => take(context, { agreement, source, after: asked.after, limit });
  const taken = asked.streamed
    ? await readInRoom(streams, reply.raw, { of: agreement.terms.id, rows: limit }, read)
    : await read();
  // Nobody is there any longer: nothing is counted, nothing entered, nothing leaves.
  if (!taken || reply.raw.destroyed) return reply.hijack();
  void reply.header('x-simulated', String(simulated));
  return asked.streamed
    ? answerStream(context, reply, given, taken)
    : answerPage(context, reply, given, taken);
}

const FileQuery = z.strictObject({ format: z.enum(fileFormats).default('csv') });

/** The same file that people download, for programs. */
async function fileRoute(request: FastifyRequest, reply: FastifyReply, context: Context): Promise<unknown> {
  const { id } = request.params as { id: string };
  const read = FileQuery.safeParse(request.query);
  if (!read.success) throw new Problem(400, 'exchange.bad-query', texts.badFile);
  const asked = { format: read.data.format, request: `${request.method} ${request.url}` };
  const { filename, type, body, headers } = await fileOf(context, id, asked);
  return reply
    .headers({ ...headers, 'content-disposition': `attachment; filename="${filename}"` })
    .type(type)
    .send(body);
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
    {
      method: 'GET',
      path: '/agreements/:id/file',
      permission: 'exchange:fetch',
      compress: false,
      handle: fileRoute,
    },
    ...changeRoutes,
    ...receiptRoutes,
  ],
});
