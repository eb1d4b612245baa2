import type { FastifyReply } from 'fastify';
import { digest } from '#engines/crypto-suite';
import type { Context } from '#kernel/context';
import type { Source } from './granted-rows.ts';
import { leave } from './leaving.ts';
import { marksOf } from './marks.ts';
import { asElements, sliceOf, type PackedRows } from './packed-rows.ts';
import { bodyUnderReceipt, receiptHeaders } from './receipts/giving.ts';
import { endWith } from './receipts/ending.ts';
import { begun, type Draft } from './receipts/receipt.ts';
import { inForce, type InForce } from './standing.ts';
import { cutTo, nextAfter, type Taken } from './taking.ts';

export interface Given {
  readonly agreement: InForce;
  readonly source: Source;
  readonly simulated: boolean;
  readonly draft: Draft;
}

async function pageBody(context: Context, given: Given, taken: Taken): Promise<Buffer> {
  const { agreement, source, simulated } = given;
  const { terms } = agreement;
  const shownAs = (how: 'mask' | 'pseudonym') =>
    terms.items.filter(({ decision }) => decision === how).map(({ field }) => field);
  const next = nextAfter(taken);
  const before = JSON.stringify({
    agreement: terms.id,
    version: terms.version,
    dataset: terms.dataset,
    simulated,
    fields: [...source.shows.keys()],
    masked: shownAs('mask'),
    pseudonyms: shownAs('pseudonym'),
  });
  const mark = next === null ? null : (await marksOf(context, agreement)).close(next);
  return Buffer.concat([
    Buffer.from(`${before.slice(0, -1)},"items":[`),
    asElements(taken.rows),
    Buffer.from(`],"next":${JSON.stringify(mark)}}`),
  ]);
}

const entryOf = ({ source, draft }: Given) => ({ items: source.shows.size, receipt: draft.id });

/** A page whose receipt is begun before it leaves, and ended when it has left. Made anew, shorter, when less is left of today's quota. */
export async function answerPage(
  context: Context,
  reply: FastifyReply,
  given: Given,
  taken: Taken,
): Promise<unknown> {
  const { agreement, draft } = given;
  const body = await pageBody(context, given, taken);
  const digested = digest(context.config.CRYPTO_SUITE)(body);
  const { count: rows, subjects } = taken.rows;
  const receipt = begun(draft, rows);
  const { terms } = agreement;
  const room = await leave({ context, terms, subjects, entry: entryOf(given), receipt });
  if (room < rows) return answerPage(context, reply, given, cutTo(taken, room));
  const left = { rows, bytes: body.length, body: digested.toString('hex') };
  endWith(context, reply, { draft, left });
  return reply.headers(receiptHeaders(draft, digested)).type('application/json; charset=utf-8').send(body);
}

/** Lines in pieces, with a look before each whether the agreement still stands. */
async function* lines(context: Context, id: string, rows: PackedRows) {
  const size = 1000;
  for (let at = 0; at < rows.count; at += size) {
    if (at > 0) await inForce(context, id);
    const some = sliceOf(rows, at, Math.min(rows.count, at + size));
    yield { rows: some.count, part: some.lines };
  }
}

export async function answerStream(
  context: Context,
  reply: FastifyReply,
  given: Given,
  taken: Taken,
): Promise<unknown> {
  const { agreement, draft } = given;
  const { terms } = agreement;
  const { subjects, count: promised } = taken.rows;
  const receipt = begun(draft, promised);
  const room = await leave({ context, terms, subjects, entry: entryOf(given), receipt });
  if (room < promised) return answerStream(context, reply, given, cutTo(taken, room));
  const next = nextAfter(taken);
  if (next !== null) {
    const mark = (await marksOf(context, agreement)).close(next);
    void reply.header(
      'link',
      `</exchange/agreements/${terms.id}/rows?format=ndjson&after=${mark}>; rel="next"`,
    );
  }
  void reply.headers(receiptHeaders(draft)).type('application/x-ndjson; charset=utf-8');
  return reply.send(bodyUnderReceipt(context, { draft, promised }, lines(context, terms.id, taken.rows)));
}

/** What has not changed is counted, and has a receipt, all the same. */
export async function answerUnchanged(
  context: Context,
  reply: FastifyReply,
  { agreement, draft }: Given,
): Promise<unknown> {
  const body = digest(context.config.CRYPTO_SUITE)('').toString('hex');
  await leave({ context, terms: agreement.terms, subjects: [], entry: undefined, receipt: begun(draft, 0) });
  endWith(context, reply, { draft, left: { rows: 0, bytes: 0, body } });
  return reply.code(304).headers(receiptHeaders(draft)).send();
}
