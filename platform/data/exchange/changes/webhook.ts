import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem, refuseIf } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { entered } from '../entering.ts';
import { enter } from '../metering.ts';
import type { Terms } from '../odrl.ts';
import { inForce, requireWay } from '../standing.ts';
import { texts } from '../texts.ts';
import { brokerAddress, handOver } from './handing-over.ts';
import { NotTaken } from './not-taken.ts';
import { startSending } from './sending.ts';
import { isInside, sealSecret } from './signing.ts';
import { isOfTable, TableAddress, urlOf } from './table/address.ts';
import { leaveTable } from './table/emptying.ts';
import { listLeft } from './table/left-store.ts';
import type { Kept } from './table/link.ts';
import { tryTable, type Tried } from './table/trying.ts';
import { findSubscription, lockSubscription, sendAnew, setWebhook, type Sending } from './store.ts';

/** An address of the consumer's, the city's broker, or a table of the consumer's. */
const Address = z.union([
  z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(2000) }),
  z.strictObject({ broker: z.literal('nats') }),
  z.strictObject({ database: TableAddress }),
]);
const ReplayBody = z.strictObject({ after: z.int().min(0).optional() });

const noteChange = (
  context: Context,
  tx: Db,
  agreement: string,
  said: { readonly done: string; readonly host?: string },
) =>
  context.ledger(tx, {
    action: 'administer',
    resource: 'exchange.webhook',
    subjects: [],
    basis: `agreement:${agreement}`,
    detail: { agreement, ...said },
  });

type By = Pick<Sending, 'client' | 'sender'>;
const byWhom = ({ actor }: Context): By => ({
  client: actor.id,
  sender: actor.kind === 'client' ? 'client' : 'official',
});

/**
 * For people: their own organisation's agreement, in force, for changes, and not for one system alone, which then says itself
 * where to.
 * @throws Problem 404; 403 `exchange.recalled`, `.replaced`, `.ended`, `.other-way`, `.other-system`,
 *   `identity.contractor-personal`
 */
export async function ownSubscription(context: Context, id: string): Promise<Terms> {
  const { actor } = context;
  if (actor.kind === 'contractor') throw new Problem(403, 'identity.contractor-personal', texts.contractor);
  const { terms } = await inForce(context, id);
  requireWay(terms, 'subscription');
  if (terms.system !== null && terms.system !== actor.id)
    throw new Problem(403, 'exchange.other-system', fill(texts.otherSystem, { id }));
  return terms;
}

/**
 * Where a person tries it: each trial goes out to an address, so it counts as a call of the agreement like any other.
 * @throws Problem as `ownSubscription`; 429 `exchange.rate-limited`
 */
export async function triedSubscription(context: Context, id: string): Promise<Terms> {
  await ownSubscription(context, id);
  return (await enter(context, id, (_caller, terms) => requireWay(terms, 'subscription'))).agreement.terms;
}

/** For programs, as whoever reads. @throws Problem as `entered` */
export const enteredSubscription = async (context: Context, id: string): Promise<Terms> =>
  (await entered(context, id, 'subscription')).agreement.terms;

/** As a browser would understand it, however it was written. @throws Problem 422 `exchange.bad-address` */
function webAddress(context: Context, said: string | undefined): URL {
  const url = said === undefined ? undefined : new URL(said);
  const isBare = url?.username === '' && url.password === '';
  // What is not listed is asked over https alone, and where its name leads is looked at anew with each delivery.
  if (!url || !isBare || (url.protocol !== 'https:' && !isInside(context, url.href)))
    throw new Problem(422, 'exchange.bad-address', texts.badAddress);
  return url;
}

interface Told {
  readonly url: string;
  readonly host: string;
  /** Of a table; else one is made, by which deliveries are signed. */
  readonly password?: string;
}

/** @throws Problem 422 `exchange.bad-table` */
function tableAddress(context: Context, { password, ...said }: TableAddress): Told {
  const url = urlOf(said);
  const isBare = said.tls === 'off' && !isInside(context, url);
  if (isBare) throw new Problem(422, 'exchange.bad-table', texts.badTable);
  return { url, host: new URL(url).host, password };
}

/** @throws Problem 422 `exchange.bad-address`, `.bad-table`; 409 `exchange.no-broker` */
function addressOf(context: Context, id: string, said: unknown): Told {
  const { data } = Address.safeParse(said);
  if (data && 'database' in data) return tableAddress(context, data.database);
  if (!data && typeof said === 'object' && said !== null && 'database' in said)
    throw new Problem(422, 'exchange.bad-table', texts.badTable);
  if (data && 'broker' in data) {
    refuseIf(context.config.EXCHANGE_NATS === undefined, 'exchange.no-broker', texts.noBroker);
    return { url: brokerAddress(id), host: data.broker };
  }
  const { href: url, host } = webAddress(context, data?.url);
  return { url, host };
}

/**
 * Has the changes of an agreement sent to an address of its consumer's, published at the city's broker, or written into a table
 * of the consumer's, from now on: into a table from the beginning. What lies in another one is deleted there.
 * @returns the secret by which each delivery is signed, which is shown this once; null of a table
 * @throws Problem 422 `exchange.bad-address`, `.bad-table`; 409 `exchange.no-broker`
 */
export async function setAddress(context: Context, { id, consumer }: Terms, said: unknown) {
  const { url, host, password } = addressOf(context, id, said);
  const secret = password ?? randomBytes(32).toString('base64url');
  const sealed = await sealSecret(context, { agreement: id, url, secret });
  const by = { agreement: id, ...byWhom(context) };
  await context.transaction(async (tx) => {
    const held = await lockSubscription(tx, id);
    if (held.url !== url) await leaveTable(context, tx, id);
    await setWebhook(tx, { ...by, url, secret: sealed });
    if (password !== undefined) await sendAnew(tx, { ...by, from: 0 });
    await noteChange(context, tx, id, { done: 'set', host });
    await startSending(context, tx, { ...by, consumer });
  });
  return { url, secret: password === undefined ? secret : null };
}

export async function removeAddress(context: Context, { id }: Terms): Promise<{ url: null }> {
  await context.transaction(async (tx) => {
    await lockSubscription(tx, id);
    await leaveTable(context, tx, id);
    const by = { agreement: id, ...byWhom(context) };
    await setWebhook(tx, { ...by, url: null, secret: null });
    await noteChange(context, tx, id, { done: 'removed' });
  });
  return { url: null };
}

/** Host of an address; of the broker, what it is called. Whatever stands behind it is the consumer's own. */
function hostOf(url: string): string {
  const { protocol, host } = new URL(url);
  return ['http:', 'https:', 'postgresql:'].includes(protocol) ? host : protocol.slice(0, -1);
}

const nothingSent = {
  url: null,
  change: 0,
  sent: 0,
  sentAt: null,
  failures: 0,
  problem: null,
  dead: false,
} as const;

/** How far the deliveries have come, and why they do not. The whole address is told to the consumer whose it is. */
export async function sendingOf(
  context: Context,
  { id, consumer }: { readonly id: string; readonly consumer: string },
) {
  const found = await findSubscription(context.db, id);
  const { url, change, sent, sentAt, failures, problem, dead } = found ?? nothingSent;
  const left = await listLeft(context.db, id);
  return {
    url: context.actor.organisation === consumer ? url : null,
    host: url === null ? null : hostOf(url),
    change,
    sent,
    sentAt: sentAt && new Date(sentAt).toISOString(),
    failures,
    problem,
    dead,
    left: left.map((each) => ({
      host: hostOf(each.url),
      since: new Date(each.leftAt).toISOString(),
      failures: each.failures,
      problem: each.problem,
    })),
  };
}

/**
 * Sends again what was given up, in the name of whoever asks, or everything behind a number.
 * @throws Problem 409 `exchange.no-webhook`
 */
export async function replay(
  context: Context,
  { id, consumer }: Terms,
  body: unknown,
): Promise<{ sent: number }> {
  const read = ReplayBody.safeParse(body ?? {});
  if (!read.success) throw new Problem(400, 'exchange.bad-query', texts.badChanges);
  return context.transaction(async (tx) => {
    const held = await lockSubscription(tx, id);
    refuseIf(held.url === null, 'exchange.no-webhook', texts.noWebhook);
    const sent = Math.min(read.data.after ?? held.sent, held.sent);
    const by = { agreement: id, ...byWhom(context) };
    await sendAnew(tx, { ...by, from: sent });
    await startSending(context, tx, { ...by, consumer });
    return { sent };
  });
}

const TestBody = z.strictObject({ create: z.boolean().optional() });

async function tryAddress(
  context: Context,
  { sent, ...kept }: Kept & { readonly asked: number; readonly sent: number },
  { id, version, dataset }: Terms,
): Promise<Tried> {
  const at = context.clock.now().toISOString();
  const told = { agreement: id, version, dataset, test: true, at, items: [], next: sent, more: false };
  const body = Buffer.from(JSON.stringify(told));
  try {
    await handOver(context, { ...kept, receipt: 'none', body });
    return { problem: null };
  } catch (error) {
    if (error instanceof NotTaken) return { problem: error.message };
    throw error;
  }
}

/**
 * A delivery without rows, signed like any other, to see whether it arrives: it moves nothing and is counted nowhere. A table is
 * looked at, and what is missing there is made where that is asked for.
 * @returns why it was not taken, as a sign; null when it was
 * @throws Problem 409 `exchange.no-webhook`; 400 `exchange.bad-query`
 */
export async function testDelivery(context: Context, terms: Terms, body?: unknown): Promise<Tried> {
  const { id } = terms;
  const read = TestBody.safeParse(body ?? {});
  if (!read.success) throw new Problem(400, 'exchange.bad-query', texts.badTest);
  const { create = false } = read.data;
  const found = await findSubscription(context.db, id);
  if (!found || found.url === null || found.secret === null)
    throw new Problem(409, 'exchange.no-webhook', texts.noWebhook);
  const { asked, url, secret: sealed, sent } = found;
  await noteChange(context, context.db, id, { done: create ? 'created' : 'tested' });
  const kept = { agreement: id, url, sealed };
  if (isOfTable(url)) return tryTable(context, kept, terms, create);
  return tryAddress(context, { ...kept, asked, sent }, terms);
}
