import type { Subscription } from '../module.ts';
import { startRounds } from '../rounds.ts';
import { deliverTo, type Delivering } from './deliver.ts';
import { ensureCursors, look, pendingSubscribers, placeEvents } from './outbox.ts';
import { mostAtOnce } from './timing.ts';

export interface Dispatch {
  wake(): void;
  /** Waits for the batches under way. */
  stop(): Promise<void>;
}

/** Looks for events and serves the subscribers that have some, each on its own: one that is slow or fails stops no other. */
export async function startDispatch(
  subscriptions: readonly Subscription[],
  by: Delivering,
): Promise<Dispatch> {
  const { store, log, timing } = by;
  const most = store.capabilities.concurrentSessions ? mostAtOnce : 1;
  const serving = new Map<string, Promise<void>>();
  let stopped = false;
  /** Whoever has been served goes to the end. */
  let turns = subscriptions;
  /** Up to here every subscriber has been served. */
  let quietAt = -1;

  function serve(subscription: Subscription): void {
    const { name } = subscription;
    const served = deliverTo(subscription, by, () => stopped)
      .then(
        () => rounds.wake(),
        (error: unknown) =>
          log.error({ err: error, subscriber: name }, 'delivery failed and will be tried again'),
      )
      .finally(() => serving.delete(name));
    serving.set(name, served);
  }

  function serveThose(pending: ReadonlySet<string>): void {
    for (const subscription of turns) {
      if (serving.size >= most) break;
      if (!pending.has(subscription.name) || serving.has(subscription.name)) continue;
      turns = [...turns.filter((other) => other !== subscription), subscription];
      serve(subscription);
    }
  }

  async function round(): Promise<boolean> {
    const { last, unplaced, due } = await look(store.db);
    const placed = unplaced && (await placeEvents(store)) !== undefined;
    if (!placed && last === quietAt && !due) return false;
    // Also while more keep coming: whoever waited for a quiet moment might wait for ever.
    const pending = await pendingSubscribers(store.db, subscriptions);
    if (pending.size === 0 && !placed) quietAt = last;
    serveThose(pending);
    return placed;
  }

  await ensureCursors(store.db, subscriptions);
  const rounds = startRounds({ name: 'events', round, everyMs: timing.pollMs, log });
  return {
    wake: rounds.wake,
    async stop() {
      stopped = true;
      await rounds.stop();
      await Promise.all(serving.values());
    },
  };
}
