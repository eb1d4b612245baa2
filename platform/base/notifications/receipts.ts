import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Receipt } from './channel.ts';
import * as store from './round-store.ts';
import { closeReached } from './round.ts';
import { afterReceipt, type Channel } from './rules.ts';
import { takeUntold } from './simulator-store.ts';

/**
 * Takes in what a channel tells of a message. Told twice it counts once; late and out of order it does no harm.
 * @returns false when no message of that number is known: the channel may tell again later
 */
export async function hearReceipt(
  context: Context,
  tx: Db,
  channel: Channel,
  receipt: Receipt,
): Promise<boolean> {
  const attempt = await store.lockByReference(tx, channel, receipt.reference);
  if (!attempt) return false;
  const heardAt = context.clock.now().toISOString();
  const { id, state, at } = receipt;
  if (!(await store.insertReceipt(tx, { channel, id, attempt: attempt.id, state, at, heardAt }))) return true;
  const stands = afterReceipt(attempt.state, state);
  if (stands === attempt.state) return true;
  await store.settleAttempt(tx, attempt.id, { state: stands, at });
  if (stands === 'read') await closeReached(context, tx, await store.readByChannel(tx, attempt.delivery, at));
  if (stands === 'failed') await store.hurry(tx, attempt.delivery, heardAt);
  return true;
}

/** A gateway tells of a message some time after it took it. */
const answersAfterMs = 2000;

/** What the stand-in tells of what it would have sent: delivered, unless it was made to tell something else before. */
export async function hearSimulator(context: Context): Promise<void> {
  const before = new Date(context.clock.now().getTime() - answersAfterMs).toISOString();
  await context.transaction(async (tx) => {
    for (const { reference, channel, at } of await takeUntold(tx, before))
      await hearReceipt(context, tx, channel, {
        id: `${reference}-delivered`,
        reference,
        state: 'delivered',
        at,
      });
  });
}
