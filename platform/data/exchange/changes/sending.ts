import { z } from 'zod';
import { digest } from '#engines/crypto-suite';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineJob, type JobKind, type JobRun } from '#kernel/job';
import { subscription } from '#kernel/module';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { stillMay } from '#platform/base/identity';
import { batchChecked } from '#platform/data/quality';
import { datasetFacts } from '../dataset-facts.ts';
import { tell } from '../desk.ts';
import { leave } from '../leaving.ts';
import { begun, draftOf, receiptText } from '../receipts/receipt.ts';
import { endReceipt } from '../receipts/store.ts';
import { inForce, requireWay, type InForce } from '../standing.ts';
import { texts } from '../texts.ts';
import { changesAfter, changesBody, cutChanges, type Changes } from './feed.ts';
import { handOver, isOfBroker } from './handing-over.ts';
import { NotTaken } from './not-taken.ts';
import { isOfTable } from './table/address.ts';
import { leaveEnded } from './table/emptying.ts';
import { openWriter, type Writer } from './table/writer.ts';
import {
  dropEnded,
  findSending,
  findSubscription,
  noteCharged,
  noteFailure,
  noteSent,
  type Sending,
  type Subscription,
} from './store.ts';

const atOnce = 500;
const attempts = 9;
/** What a broker takes as one message, as it is set up when nobody says otherwise, less what stands around it. */
const mostPublished = 1_000_000;

/** Whoever asked for it may not receive it any longer: nothing leaves. */
class NotAllowed extends Error {}

interface Delivery {
  readonly agreement: InForce;
  readonly url: string;
  readonly sealed: string;
  readonly after: number;
  /** Up to which change it was counted before. */
  readonly charged: number;
  /** The turn to which it belongs. */
  readonly asked: number;
  readonly simulated: boolean;
  /** Where they are written into a table: it was looked at before anything leaves. */
  readonly writer: Writer | undefined;
}

const waysOf = (url: string) => {
  if (isOfTable(url)) return { way: 'database', verb: 'UPSERT' } as const;
  return isOfBroker(url)
    ? ({ way: 'broker', verb: 'PUB' } as const)
    : ({ way: 'webhook', verb: 'POST' } as const);
};

/**
 * One delivery: counted, entered in the ledger and begun as a receipt before it leaves; the receipt says afterwards whether it
 * was taken. What is tried again is another exchange, and is not counted against the quota again.
 */
async function deliver(context: Context, delivery: Delivery, changes: Changes): Promise<number> {
  const { agreement, url, sealed, after, charged, asked, writer } = delivery;
  const { terms } = agreement;
  const { subjects, source, numbers } = changes;
  const { way, verb } = waysOf(url);
  const body = changesBody(agreement, changes, delivery);
  if (way === 'broker' && body.length > mostPublished && subjects.length > 1)
    return deliver(context, delivery, cutChanges(changes, Math.ceil(subjects.length / 2)));
  const draft = draftOf(context, {
    agreement,
    way,
    request: `${verb} ${url}`,
    state: source.state,
  });
  const entry = { items: source.shows.size, receipt: draft.id };
  const counted = numbers.filter((number) => number <= charged).length;
  const receipt = begun(draft, subjects.length);
  const last = numbers.at(-1) ?? after;
  const note = async (tx: Db) => {
    const isOn = await noteCharged(tx, { agreement: terms.id, asked }, last);
    // Who leaves a table knows by what was counted whether anything lies there: nothing is written there behind their back.
    if (writer && !isOn) throw new NotTaken('DB superseded');
  };
  const room = await leave({ context, terms, subjects, counted, entry, receipt, note });
  if (room < subjects.length) return deliver(context, delivery, cutChanges(changes, room));
  let whole = false;
  try {
    if (writer) await writer.write({ turn: asked, after, next: last, receipt: draft.id, changes });
    else await handOver(context, { agreement: terms.id, asked, url, sealed, receipt: draft.id, body });
    whole = true;
  } finally {
    const digested = digest(context.config.CRYPTO_SUITE)(body).toString('hex');
    const end = { rows: subjects.length, bytes: body.length, body: digested, whole };
    await endReceipt(context.db, { id: draft.id, text: receiptText(draft, end) });
  }
  return last;
}

/**
 * A program that was revoked and somebody who has left receive nothing more, however long ago they asked for it.
 * @throws NotAllowed
 */
async function requireReceiver(
  context: Context,
  { client }: Subscription,
  { terms: { consumer: organisation } }: InForce,
): Promise<void> {
  const may =
    client !== null && (await stillMay(context, client, { organisation, permission: 'exchange:fetch' }));
  if (!may) throw new NotAllowed('client-gone');
}

/** Sends some of what there is. @returns how many changes */
async function sendSome(
  context: Context,
  found: Subscription & { readonly url: string; readonly secret: string },
): Promise<number> {
  const { agreement: id, asked, sent: after, url, secret: sealed, charged } = found;
  const agreement = await inForce(context, id);
  requireWay(agreement.terms, 'subscription');
  await requireReceiver(context, found, agreement);
  const facts = await datasetFacts(context, agreement.terms.dataset);
  const changes = await changesAfter(context, { agreement, facts }, { after, limit: atOnce });
  if (changes.items.length === 0) return 0;
  const { simulated } = facts;
  const writer = isOfTable(url)
    ? await openWriter(context, {
        url,
        sealed,
        agreement,
        dataset: facts.dataset,
        shows: changes.source.shows,
      })
    : undefined;
  const delivery = { agreement, asked, url, sealed, after, charged, simulated, writer };
  try {
    const sent = await deliver(context, delivery, changes);
    await noteSent(context.db, found, { sent, at: context.clock.now().toISOString() });
  } finally {
    await writer?.close();
  }
  return changes.items.length;
}

/** What could not be sent is noted, and its consumer told when it is given up. */
async function noteProblem(
  context: Context,
  found: Subscription,
  said: { readonly problem: string; readonly dead: boolean },
): Promise<void> {
  const { terms } = await inForce(context, found.agreement);
  await context.transaction(async (tx) => {
    if (!(await noteFailure(tx, found, said)) || !said.dead) return;
    await tell(context, tx, {
      to: terms.consumer,
      kind: 'stopped',
      number: terms.id,
      dataset: terms.dataset,
      link: `/exchange/agreements/${terms.id}`,
    });
  });
}

/** What is noted of a failure; nothing where a later round will see: recalled, ended, or nothing is left of today. */
function problemOf(error: unknown, isLast: boolean) {
  if (error instanceof NotAllowed) return { problem: error.message, dead: true };
  if (error instanceof Problem && error.status < 500) return undefined;
  return { problem: error instanceof NotTaken ? error.message : 'failed', dead: isLast };
}

/** Sends what there is, piece by piece. @returns how many changes; undefined when nothing is to be sent any longer */
async function sendAll(
  context: Context,
  id: string,
  { attempt, signal }: JobRun,
): Promise<number | undefined> {
  for (let count = 0; ;) {
    // Cancelled, or stopped: the next one goes on from here, and this one sends nothing beside it.
    signal.throwIfAborted();
    const found = await findSubscription(context.db, id);
    if (!found?.url || found.secret === null || found.dead) return count > 0 ? count : undefined;
    const { url, secret } = found;
    try {
      const some = await sendSome(context, { ...found, url, secret });
      if (some === 0) return count;
      count += some;
    } catch (error) {
      const problem = problemOf(error, attempt >= attempts);
      if (problem) await noteProblem(context, found, problem);
      throw error;
    }
  }
}

/** Sends the changes of one subscription; tried again with ever longer waits, and given up after the last. */
export const sendChanges: JobKind<z.ZodObject<{ agreement: z.ZodString }>> = defineJob({
  name: 'exchange.send-changes',
  title: texts.sendJob,
  input: z.object({ agreement: z.string() }),
  attempts,
  lane: ({ agreement }) => `exchange.send-changes:${agreement}`,
  async run({ agreement }, run, context) {
    try {
      const count = await sendAll(context, agreement, run);
      return { summary: count === undefined ? texts.nothingToSend : fill(texts.sentCount, { count }) };
    } catch (error) {
      // Waiting longer would not help.
      if (error instanceof NotAllowed) return { summary: texts.nothingToSend };
      if (error instanceof Problem && error.status < 500) return { summary: error.detail };
      throw error;
    }
  },
});

/** In the name of the program or the person that asked for it. */
export const startSending = (context: Context, tx: Db, { agreement, client, sender, consumer }: Sending) =>
  context.startJob(
    tx,
    sendChanges,
    { agreement },
    {
      actor: {
        id: client,
        kind: sender,
        name: client,
        organisation: consumer,
        grants: new Map([['exchange:fetch', 'department']]),
      },
    },
  );

/** Whoever has the changes of a dataset sent hears of each delivery that was accepted. */
export const sendAfterDelivery = subscription(
  'exchange.send-changes',
  batchChecked,
  async ({ payload }, context) => {
    for (const sending of await findSending(context.db, payload.dataset))
      await startSending(context, context.db, sending);
  },
);

/** Takes up what waited for another day, or was lost on the way, and lets go of what has ended. */
export const sendWaiting = defineJob({
  name: 'exchange.send-waiting',
  title: texts.waitingJob,
  input: z.object({}),
  attempts: 3,
  lane: () => 'exchange.send-waiting',
  async run(_input, _run, context) {
    await leaveEnded(context);
    await dropEnded(context.db);
    const waiting = await findSending(context.db, null);
    for (const sending of waiting) await startSending(context, context.db, sending);
    return { summary: fill(texts.sentCount, { count: waiting.length }) };
  },
});
