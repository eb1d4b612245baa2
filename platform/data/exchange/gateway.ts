import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { defineProtocol } from '#kernel/protocol';
import { fill } from '#kernel/texts';
import { getDatasetInForce, type Dataset } from '#platform/data/catalogue';
import { isSimulated } from '#platform/data/ingestion';
import { countGranted, grantedSource, readGranted, type GivenRow, type Source } from './granted-rows.ts';
import { marksOf } from './marks.ts';
import { countCall, giveBack, reserveRows } from './meter-store.ts';
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

function tooMany(code: string, detail: Problem['detail'], seconds: number): Problem {
  return new Problem(429, `exchange.${code}`, detail, { retryAfter: seconds });
}

/** Counts a call, of whichever kind, by an agreement. @throws Problem 429 `exchange.rate-limited` */
export async function requireRate(context: Context, { terms }: InForce): Promise<void> {
  const now = context.clock.now();
  const { id, callsPerMinute: calls } = terms;
  if (await countCall(context.db, id, now.toISOString(), calls)) return;
  throw tooMany('rate-limited', fill(texts.rateLimited, { calls }), 60 - now.getUTCSeconds());
}

/** Seconds until the city's day ends, by which quotas are counted. */
function untilMidnight(context: Context): number {
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: context.config.TIME_ZONE, timeStyle: 'medium' });
  const [hours = 0, minutes = 0, seconds = 0] = time.format(context.clock.now()).split(':').map(Number);
  return 86_400 - (hours * 3600 + minutes * 60 + seconds);
}

interface Reading {
  readonly agreement: InForce;
  readonly dataset: Dataset;
  readonly source: Source;
  readonly asked: Asked;
}

interface Taken {
  readonly rows: readonly GivenRow[];
  /** Place at which the next page begins after this one; null when there is none. */
  readonly last: string | null;
}

/**
 * Reads within the quota of the day, enters it in the ledger, and only then lets anything leave: one entry a read, about
 * everybody whose row it was.
 * @throws Problem 429 `exchange.quota-used`
 */
async function take(context: Context, { agreement, dataset, source, asked }: Reading): Promise<Taken> {
  const { id, rowsPerDay: quota, version } = agreement.terms;
  const used = { agreement: id, day: dayOf(context) };
  const at = context.clock.now().toISOString();
  // No more is set aside than there is to read, so that one read does not keep another from what is left of the day.
  const there = await context.lake.session((session) => countGranted(session, source, asked.after));
  const wanted = Math.min(there, asked.limit);
  const room = await context.transaction((tx) => reserveRows(tx, used, { rows: wanted, quota, at }));
  if (room === 0 && wanted > 0)
    throw tooMany('quota-used', fill(texts.quotaUsed, { rows: quota }), untilMidnight(context));
  let rows: readonly GivenRow[] = [];
  try {
    rows = await context.lake.session((session) =>
      readGranted(session, source, { after: asked.after, limit: room }),
    );
    // A recall while the rows were read holds for them too.
    await inForce(context, id);
    await context.ledger(context.db, {
      action: 'share',
      resource: `ingestion.${dataset.code}`,
      basis: `agreement:${id}`,
      subjects: rows.map(({ key }) => `${dataset.code}:${key}`),
      detail: { rows: rows.length, version, items: source.shows.size },
    });
  } catch (error) {
    await giveBack(context.db, used, room);
    throw error;
  }
  await giveBack(context.db, used, room - rows.length);
  return { rows, last: rows.length < there ? (rows.at(-1)?.place ?? null) : null };
}

interface Given {
  readonly agreement: InForce;
  readonly source: Source;
  readonly taken: Taken;
}

async function answerPage(context: Context, reply: FastifyReply, given: Given): Promise<unknown> {
  const { agreement, source, taken } = given;
  const { terms } = agreement;
  const marks = await marksOf(context, agreement);
  const shownAs = (how: 'mask' | 'pseudonym') =>
    terms.items.filter(({ decision }) => decision === how).map(({ field }) => field);
  return reply.type('application/json; charset=utf-8').send({
    agreement: terms.id,
    version: terms.version,
    dataset: terms.dataset,
    simulated: reply.getHeader('x-simulated') === 'true',
    fields: [...source.shows.keys()],
    masked: shownAs('mask'),
    pseudonyms: shownAs('pseudonym'),
    items: taken.rows.map(({ values }) => values),
    next: taken.last === null ? null : marks.close(taken.last),
  });
}

/** Lines in pieces, with a look before each whether the agreement still stands. */
async function* lines(context: Context, id: string, rows: readonly GivenRow[]): AsyncGenerator<string> {
  const size = 1000;
  for (let at = 0; at < rows.length; at += size) {
    if (at > 0) await inForce(context, id);
    yield rows
      .slice(at, at + size)
      .map(({ values }) => `${JSON.stringify(values)}\n`)
      .join('');
  }
}

async function answerStream(context: Context, reply: FastifyReply, given: Given): Promise<unknown> {
  const { agreement, taken } = given;
  const { id } = agreement.terms;
  if (taken.last !== null) {
    const mark = (await marksOf(context, agreement)).close(taken.last);
    void reply.header('link', `</exchange/agreements/${id}/rows?format=ndjson&after=${mark}>; rel="next"`);
  }
  void reply.type('application/x-ndjson; charset=utf-8');
  return reply.send(Readable.from(lines(context, id, taken.rows)));
}

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
  const headers = { etag: tag, 'cache-control': 'private, no-cache' };
  if (isKnown(request, tag)) {
    await noteCall(context, agreement);
    return reply.code(304).headers(headers).send();
  }
  const taken = await take(context, { agreement, dataset, source, asked });
  void reply.headers({ ...headers, 'x-simulated': String(await isSimulated(context.db, dataset.code)) });
  const given = { agreement, source, taken };
  return asked.streamed ? answerStream(context, reply, given) : answerPage(context, reply, given);
}

/** A call that needed no row is counted all the same. */
async function noteCall(context: Context, { terms: { id, rowsPerDay: quota } }: InForce): Promise<void> {
  const at = context.clock.now().toISOString();
  const used = { agreement: id, day: dayOf(context) };
  await context.transaction((tx) => reserveRows(tx, used, { rows: 0, quota, at }));
}

/** Says when to come again beside the refusal (RFC 9110 §10.2.3). */
async function withRetry(request: FastifyRequest, reply: FastifyReply, context: Context): Promise<unknown> {
  try {
    return await rowsOf(request, reply, context);
  } catch (error) {
    const seconds = error instanceof Problem ? error.extra?.['retryAfter'] : undefined;
    if (typeof seconds === 'number') void reply.header('retry-after', seconds);
    throw error;
  }
}

/** Where programs of a department read what was agreed; conditional by RFC 9110, streamed as NDJSON when asked. */
export const gateway = defineProtocol({
  id: 'exchange.gateway',
  title: { zh: '数据共享网关', en: 'Gateway of data sharing' },
  path: '/exchange',
  standard: 'ODRL 2.2; RFC 9110; NDJSON',
  routes: [{ method: 'GET', path: '/agreements/:id/rows', permission: 'exchange:fetch', handle: withRetry }],
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
