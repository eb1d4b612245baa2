import type { Clock } from '../clock.ts';
import { inBackground, type Db, type Store } from '../db/index.ts';
import type { ContextFor } from '../jobs/index.ts';
import type { Log } from '../log.ts';
import type { Subscription } from '../module.ts';
import { attempt, HandlerTooSlow, tooSlow, type Failed } from './attempt.ts';
import * as letters from './letters.ts';
import { eventOf, eventsAfter, holdCursor, moveCursor, type PlacedEvent } from './outbox.ts';
import type { EventTiming } from './timing.ts';

export interface Delivering {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly timing: EventTiming;
  readonly contextFor: ContextFor;
}

/** One transaction's worth of work for one subscriber. */
interface Batch extends Delivering {
  readonly subscription: Subscription;
  readonly tx: Db;
  readonly until: number;
}

const at = ({ clock }: Pick<Delivering, 'clock'>) => clock.now().toISOString();

async function note(
  batch: Pick<Batch, 'tx' | 'subscription' | 'timing' | 'log' | 'clock'>,
  event: PlacedEvent,
  { error, problem }: Failed,
): Promise<void> {
  const { tx, subscription, timing } = batch;
  const before = await letters.attemptsOf(tx, subscription.name, event.id);
  const retryMs = timing.retryMs[before];
  await letters.failed(tx, subscription.name, event, { problem, retryMs, at: at(batch) });
  const told = { err: error, subscriber: subscription.name, event: event.id, attempt: before + 1 };
  if (retryMs === undefined)
    batch.log.error(told, 'an event is dead for its subscriber until it is replayed');
  else batch.log.warn(told, 'a subscriber failed over an event and will be told again');
}

/** Delivers a head and, as long as that succeeds and there is time, the letters parked behind it, in their order. */
async function deliverHead(batch: Batch, head: letters.Letter): Promise<void> {
  const { tx, subscription } = batch;
  let letter: letters.Letter | undefined = head;
  while (letter) {
    const event = await eventOf(tx, letter.eventId);
    const failure = await attempt(subscription, event, { ...batch, handlerMs: batch.timing.handlerMs });
    if (failure) return note(batch, event, failure);
    await letters.removeLetter(tx, letter.id);
    letter = await letters.promoteNext(tx, subscription.name, letter.key);
    if (performance.now() > batch.until) return;
  }
}

/** @returns whether there may be more */
async function deliverNew(batch: Batch, position: number): Promise<boolean> {
  const { tx, subscription, timing } = batch;
  const events = await eventsAfter(tx, subscription, { position, limit: timing.batchSize });
  if (events.length === 0) return false;
  const blocked = new Set(events.filter((event) => event.blocked).map(({ key }) => key));
  let reached = position;
  for (const { blocked: _, ...event } of events) {
    if (blocked.has(event.key)) await letters.park(tx, subscription.name, event, at(batch));
    else {
      const failure = await attempt(subscription, event, { ...batch, handlerMs: timing.handlerMs });
      if (failure) {
        await note(batch, event, failure);
        blocked.add(event.key);
      }
    }
    reached = event.position;
    if (performance.now() > batch.until) break;
  }
  await moveCursor(tx, subscription.name, reached, at(batch));
  return events.length === timing.batchSize || reached < (events.at(-1)?.position ?? reached);
}

const mostHeads = 20;

/** @returns whether there may be more; false also while another node serves this subscriber */
async function deliverBatch(subscription: Subscription, by: Delivering): Promise<boolean> {
  return by.store.transaction(
    async (tx) => {
      const cursor = await holdCursor(tx, subscription.name);
      if (!cursor) return false;
      const batch = { ...by, subscription, tx, until: performance.now() + by.timing.batchMs };
      const heads = cursor.due ? await letters.dueHeads(tx, subscription.name, mostHeads) : [];
      for (const head of heads) await deliverHead(batch, head);
      return (await deliverNew(batch, cursor.position)) || heads.length > 0;
    },
    { timeoutMs: by.timing.handlerMs },
  );
}

/** The batch was lost with the slow handler; only its failure is written, so that it does not stop the others again. */
async function noteSlow(subscription: Subscription, by: Delivering, slow: HandlerTooSlow): Promise<void> {
  await by.store.transaction(async (tx) => {
    if ((await holdCursor(tx, subscription.name)) === undefined) return;
    await note({ ...by, tx, subscription }, slow.event, { error: slow, problem: tooSlow });
  });
}

/**
 * Delivers to one subscriber what there is, batch by batch, until its turn is over; each batch is one transaction with the cursor, so what
 * the handler writes to the database happens exactly once. A failing event holds up only later ones of its key.
 * @param stopping asked between batches
 */
export async function deliverTo(
  subscription: Subscription,
  by: Delivering,
  stopping: () => boolean,
): Promise<void> {
  const until = performance.now() + by.timing.turnMs;
  for (let more = true; more && !stopping() && performance.now() < until;) {
    try {
      more = await inBackground(() => deliverBatch(subscription, by));
    } catch (error) {
      if (!(error instanceof HandlerTooSlow)) throw error;
      await noteSlow(subscription, by, error);
    }
  }
}
