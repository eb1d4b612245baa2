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
import { brokerAddress, handOver, NotTaken } from './handing-over.ts';
import { startSending } from './sending.ts';
import { isInside, sealSecret } from './signing.ts';
import { findSubscription, lockSubscription, sendAnew, setWebhook, type Sending } from './store.ts';

/** An address of the consumer's, or the city's broker. */
const Address = z.union([
  z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(2000) }),
  z.strictObject({ broker: z.literal('nats') }),
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

/** @throws Problem 422 `exchange.bad-address`; 409 `exchange.no-broker` */
function addressOf(context: Context, id: string, said: unknown): { url: string; host: string } {
  const { data } = Address.safeParse(said);
  if (data && 'broker' in data) {
    refuseIf(context.config.EXCHANGE_NATS === undefined, 'exchange.no-broker', texts.noBroker);
    return { url: brokerAddress(id), host: data.broker };
  }
  const { href: url, host } = webAddress(context, data?.url);
  return { url, host };
}

/**
 * Has the changes of an agreement sent to an address of its consumer's, or published at the city's broker, from now on.
 * @returns the secret by which each delivery is signed; it is shown this once
 * @throws Problem 422 `exchange.bad-address`; 409 `exchange.no-broker`
 */
export async function setAddress(context: Context, { id, consumer }: Terms, said: unknown) {
  const { url, host } = addressOf(context, id, said);
  const secret = randomBytes(32).toString('base64url');
  const sealed = await sealSecret(context, { agreement: id, url, secret });
  const by = { agreement: id, ...byWhom(context) };
  await context.transaction(async (tx) => {
    await lockSubscription(tx, id);
    await setWebhook(tx, { ...by, url, secret: sealed });
    await noteChange(context, tx, id, { done: 'set', host });
    await startSending(context, tx, { ...by, consumer });
  });
  return { url, secret };
}

export async function removeAddress(context: Context, { id }: Terms): Promise<{ url: null }> {
  await context.transaction(async (tx) => {
    await lockSubscription(tx, id);
    const by = { agreement: id, ...byWhom(context) };
    await setWebhook(tx, { ...by, url: null, secret: null });
    await noteChange(context, tx, id, { done: 'removed' });
  });
  return { url: null };
}

/** Host of an address; of the broker, what it is called. Whatever stands behind it is the consumer's own. */
function hostOf(url: string): string {
  const { protocol, host } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? host : protocol.slice(0, -1);
}

/** How far the deliveries have come, and why they do not. The whole address is told to the consumer whose it is. */
export async function sendingOf(
  context: Context,
  { id, consumer }: { readonly id: string; readonly consumer: string },
) {
  const found = await findSubscription(context.db, id);
  if (!found)
    return {
      url: null,
      host: null,
      change: 0,
      sent: 0,
      sentAt: null,
      failures: 0,
      problem: null,
      dead: false,
    };
  const { url, change, sent, sentAt, failures, problem, dead } = found;
  return {
    url: context.actor.organisation === consumer ? url : null,
    host: url === null ? null : hostOf(url),
    change,
    sent,
    sentAt: sentAt && new Date(sentAt).toISOString(),
    failures,
    problem,
    dead,
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

/**
 * A delivery without rows, signed like any other, to see whether it arrives: it moves nothing and is counted nowhere.
 * @returns why it was not taken, as a sign; null when it was
 * @throws Problem 409 `exchange.no-webhook`
 */
export async function testDelivery(
  context: Context,
  { id, version, dataset }: Terms,
): Promise<{ problem: string | null }> {
  const found = await findSubscription(context.db, id);
  if (!found || found.url === null || found.secret === null)
    throw new Problem(409, 'exchange.no-webhook', texts.noWebhook);
  const { asked, url, secret: sealed, sent } = found;
  await noteChange(context, context.db, id, { done: 'tested' });
  const at = context.clock.now().toISOString();
  const told = { agreement: id, version, dataset, test: true, at, items: [], next: sent, more: false };
  const body = Buffer.from(JSON.stringify(told));
  try {
    await handOver(context, { agreement: id, asked, url, sealed, receipt: 'none', body });
    return { problem: null };
  } catch (error) {
    if (error instanceof NotTaken) return { problem: error.message };
    throw error;
  }
}
