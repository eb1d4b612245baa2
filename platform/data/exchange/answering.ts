import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Context } from '#kernel/context';
import type { GivenRow, Source } from './granted-rows.ts';
import { marksOf } from './marks.ts';
import { giveReceipt, receiptHeaders, underReceipt } from './receipts/giving.ts';
import type { Draft } from './receipts/receipt.ts';
import { inForce, type InForce } from './standing.ts';
import type { Taken } from './taking.ts';

export interface Given {
  readonly agreement: InForce;
  readonly source: Source;
  readonly taken: Taken;
  readonly simulated: boolean;
  readonly draft: Draft;
}

export async function answerPage(context: Context, reply: FastifyReply, given: Given): Promise<unknown> {
  const { agreement, source, taken, simulated, draft } = given;
  const { terms } = agreement;
  const marks = await marksOf(context, agreement);
  const shownAs = (how: 'mask' | 'pseudonym') =>
    terms.items.filter(({ decision }) => decision === how).map(({ field }) => field);
  const body = Buffer.from(
    JSON.stringify({
      agreement: terms.id,
      version: terms.version,
      dataset: terms.dataset,
      simulated,
      fields: [...source.shows.keys()],
      masked: shownAs('mask'),
      pseudonyms: shownAs('pseudonym'),
      items: taken.rows.map(({ values }) => values),
      next: taken.last === null ? null : marks.close(taken.last),
    }),
  );
  const digested = await giveReceipt(context, draft, { rows: taken.rows.length, body });
  return reply.headers(receiptHeaders(draft, digested)).type('application/json; charset=utf-8').send(body);
}

/** Lines in pieces, with a look before each whether the agreement still stands. */
async function* lines(context: Context, id: string, rows: readonly GivenRow[]) {
  const size = 1000;
  for (let at = 0; at < rows.length; at += size) {
    if (at > 0) await inForce(context, id);
    const some = rows.slice(at, at + size);
    yield { rows: some.length, text: some.map(({ values }) => `${JSON.stringify(values)}\n`).join('') };
  }
}

export async function answerStream(context: Context, reply: FastifyReply, given: Given): Promise<unknown> {
  const { agreement, taken, draft } = given;
  const { id } = agreement.terms;
  if (taken.last !== null) {
    const mark = (await marksOf(context, agreement)).close(taken.last);
    void reply.header('link', `</exchange/agreements/${id}/rows?format=ndjson&after=${mark}>; rel="next"`);
  }
  void reply.headers(receiptHeaders(draft)).type('application/x-ndjson; charset=utf-8');
  const pieces = lines(context, id, taken.rows);
  return reply.send(Readable.from(underReceipt(context, { draft, promised: taken.rows.length }, pieces)));
}
