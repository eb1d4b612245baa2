import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { digest } from '#engines/crypto-suite';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { entered } from '../entering.ts';
import { leave } from '../leaving.ts';
import { receiptHeaders } from '../receipts/giving.ts';
import { endWith } from '../receipts/ending.ts';
import { begun, draftOf, type Draft } from '../receipts/receipt.ts';
import type { InForce } from '../standing.ts';
import { texts } from '../texts.ts';
import { changesAfter, changesBody, cutChanges, type Changes } from './feed.ts';

const Query = z.strictObject({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

interface Answering {
  readonly agreement: InForce;
  readonly draft: Draft;
  readonly after: number;
  readonly simulated: boolean;
}

/** Its receipt is begun before it leaves, and ended when it has left; made anew, shorter, when less is left of today's quota. */
async function answer(
  context: Context,
  reply: FastifyReply,
  answering: Answering,
  changes: Changes,
): Promise<unknown> {
  const { agreement, draft } = answering;
  const body = changesBody(agreement, changes, answering);
  const digested = digest(context.config.CRYPTO_SUITE)(body);
  const { subjects } = changes;
  const entry = subjects.length === 0 ? undefined : { items: changes.source.shows.size, receipt: draft.id };
  const receipt = begun(draft, subjects.length);
  const room = await leave({ context, terms: agreement.terms, subjects, entry, receipt });
  if (room < subjects.length) return answer(context, reply, answering, cutChanges(changes, room));
  const left = { rows: subjects.length, bytes: body.length, body: digested.toString('hex') };
  endWith(context, reply, { draft, left });
  return reply
    .headers({ ...receiptHeaders(draft, digested), 'x-simulated': String(answering.simulated) })
    .type('application/json; charset=utf-8')
    .send(body);
}

/** What was added, has changed and is gone since a number, as often as it is asked for (replay). */
export async function changesOf(
  request: FastifyRequest,
  reply: FastifyReply,
  context: Context,
): Promise<unknown> {
  const { id } = request.params as { id: string };
  const { agreement, facts, left } = await entered(context, id, 'subscription');
  const read = Query.safeParse(request.query);
  if (!read.success) throw new Problem(400, 'exchange.bad-query', texts.badChanges);
  const { after } = read.data;
  const limit = Math.max(1, Math.min(read.data.limit, left));
  const changes = await changesAfter(context, { agreement, facts }, { after, limit });
  const draft = draftOf(context, {
    agreement,
    way: 'changes',
    request: `${request.method} ${request.url}`,
    state: changes.source.state,
  });
  const { simulated } = facts;
  return answer(context, reply, { agreement, draft, after, simulated }, changes);
}
