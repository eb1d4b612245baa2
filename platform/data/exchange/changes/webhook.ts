import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem, refuseIf } from '#kernel/problem';
import { entered } from '../entering.ts';
import { texts } from '../texts.ts';
import { startSending } from './sending.ts';
import { isInside, sealSecret } from './signing.ts';
import { findSubscription, lockSubscription, sendAnew, setWebhook } from './store.ts';

const WebhookBody = z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(2000) });
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

/** As a browser would understand it, however it was written. @throws Problem 422 `exchange.bad-address` */
function addressIn(context: Context, body: unknown): URL {
  const read = WebhookBody.safeParse(body);
  const url = read.success ? new URL(read.data.url) : undefined;
  const isBare = url?.username === '' && url.password === '';
  // What is not listed is asked over https alone, and where its name leads is looked at anew with each delivery.
  if (!url || !isBare || (url.protocol !== 'https:' && !isInside(context, url.href)))
    throw new Problem(422, 'exchange.bad-address', texts.badAddress);
  return url;
}

/**
 * Has the changes of an agreement sent to an address of its consumer's from now on.
 * @returns the secret by which each delivery is signed; it is shown this once
 * @throws Problem 422 `exchange.bad-address`; as `entered`
 */
export async function putWebhook(context: Context, id: string, body: unknown) {
  const { agreement } = await entered(context, id, 'subscription');
  const { href: url, host } = addressIn(context, body);
  const secret = randomBytes(32).toString('base64url');
  const sealed = await sealSecret(context, { agreement: id, url, secret });
  await context.transaction(async (tx) => {
    await lockSubscription(tx, id);
    await setWebhook(tx, { agreement: id, client: context.actor.id, url, secret: sealed });
    await noteChange(context, tx, id, { done: 'set', host });
    await startSending(context, tx, {
      agreement: id,
      client: context.actor.id,
      consumer: agreement.terms.consumer,
    });
  });
  return { url, secret };
}

export async function removeWebhook(context: Context, id: string): Promise<{ url: null }> {
  await entered(context, id, 'subscription');
  await context.transaction(async (tx) => {
    await lockSubscription(tx, id);
    await setWebhook(tx, { agreement: id, client: context.actor.id, url: null, secret: null });
    await noteChange(context, tx, id, { done: 'removed' });
  });
  return { url: null };
}

/** How far the deliveries have come, and why they do not. */
export async function webhookOf(context: Context, id: string) {
  await entered(context, id, 'subscription');
  const found = await findSubscription(context.db, id);
  if (!found) return { url: null, change: 0, sent: 0, sentAt: null, failures: 0, problem: null, dead: false };
  const { url, change, sent, sentAt, failures, problem, dead } = found;
  return {
    url,
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
export async function replay(context: Context, id: string, body: unknown): Promise<{ sent: number }> {
  const { agreement } = await entered(context, id, 'subscription');
  const read = ReplayBody.safeParse(body ?? {});
  if (!read.success) throw new Problem(400, 'exchange.bad-query', texts.badChanges);
  return context.transaction(async (tx) => {
    const held = await lockSubscription(tx, id);
    refuseIf(held.url === null, 'exchange.no-webhook', texts.noWebhook);
    const sent = Math.min(read.data.after ?? held.sent, held.sent);
    const client = context.actor.id;
    await sendAnew(tx, { agreement: id, client, from: sent });
    await startSending(context, tx, {
      agreement: id,
      client,
      consumer: agreement.terms.consumer,
    });
    return { sent };
  });
}
