import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { accountFor } from './actors.ts';
import { lockPools, releasePlaces, takePlace, type BookingRow, type Release } from './booking-store.ts';
import { bookingCancelled, placeOffered, proposalLapsed, slotFreed } from './events.ts';
import { holdUntil, onceKeyOf, poolsFor } from './rules.ts';
import type { BookingService } from './service.ts';
import { findService } from './services.ts';
import { findSlot, type SlotRow } from './slot-store.ts';
import { reviewStopOf } from './stop-task.ts';
import { nextWaiting, settleOffer, settleWaiting, type WaitingRow } from './waiting-store.ts';

export const payloadOf = (booking: BookingRow) => ({
  booking: booking.id,
  service: booking.service,
  resource: booking.resource,
  organisation: booking.organisation,
  startsAt: booking.startsAt,
  simulated: booking.simulated,
});

/** How many of those who wait are asked about one free place before it is left to everybody. */
const mostAsked = 25;

interface Freed {
  readonly service: BookingService;
  readonly slot: SlotRow;
  readonly now: Date;
}

const mayHave = async (context: Context, { service, slot }: Freed, waiter: WaitingRow): Promise<boolean> => {
  try {
    await service.admit?.(context, { ...slot, subject: waiter.subject, channel: waiter.channel });
    return true;
  } catch {
    return false;
  }
};

/** Who hears of what is offered to one who waits; null when nobody acts any more for whom another put on the list. */
const hearing = async (context: Context, tx: Db, waiter: WaitingRow): Promise<string | null> =>
  waiter.channel === 'app'
    ? accountFor(context, tx, { ...waiter, recordedBy: waiter.account })
    : waiter.account;

/** Holds a place for one who waits. False when the rules do not let them have it, or nobody would hear of it. */
async function offer(context: Context, tx: Db, freed: Freed, waiter: WaitingRow): Promise<boolean> {
  const { service, slot, now } = freed;
  if (!(await mayHave(context, freed, waiter))) return false;
  const account = await hearing(context, tx, waiter);
  if (account === null) return false;
  const id = randomUUID();
  const expiresAt = holdUntil(now, service.offerMinutes, slot.startsAt);
  const taken = await takePlace(tx, poolsFor(service, waiter.channel, { startsAt: slot.startsAt, now }), {
    ...slot,
    id,
    slot: slot.id,
    channel: waiter.channel,
    subject: waiter.subject,
    subjectName: waiter.subjectName,
    status: 'held',
    onceKey: onceKeyOf(service, slot),
    request: null,
    heldAt: now.toISOString(),
    expiresAt,
    insteadOf: null,
    simulated: waiter.simulated,
    recordedBy: account,
    suspends: service.noShow !== undefined,
  });
  if (typeof taken === 'string') return false;
  await settleWaiting(tx, waiter.id, { status: 'offered', booking: id });
  await context.emit(tx, placeOffered, {
    key: id,
    payload: { ...slot, booking: id, account, expiresAt, simulated: waiter.simulated },
  });
  return true;
}

/** A free place goes to whoever waited first and may have it; when nobody does, everybody is told. */
async function passOn(context: Context, tx: Db, freed: Freed): Promise<void> {
  const { slot, now } = freed;
  if (slot.stoppedAt !== null || slot.startsAt <= now.toISOString()) return;
  const asked: string[] = [];
  while (asked.length < mostAsked) {
    const waiter = await nextWaiting(tx, slot, asked);
    if (!waiter) break;
    if (await offer(context, tx, freed, waiter)) return;
    asked.push(waiter.id);
  }
  await context.emit(tx, slotFreed, { key: slot.id, payload: { ...slot, slot: slot.id } });
}

/**
 * Ends bookings of a slot, gives their places back and passes each on to who waits.
 * @returns the bookings that ended
 */
export async function release(
  context: Context,
  tx: Db,
  slotId: string,
  how: Omit<Release, 'now'>,
): Promise<BookingRow[]> {
  const now = context.clock.now();
  await lockPools(tx, slotId);
  const ended = await releasePlaces(tx, slotId, { ...how, now: now.toISOString() });
  if (ended.length === 0) return ended;
  const slot = await findSlot(tx, slotId);
  const service = slot && (await findService(context, slot.service, tx));
  for (const booking of ended) {
    if (booking.insteadOf !== null) await reviewStopOf(context, tx, booking.insteadOf);
    await settleOffer(tx, booking.id, 'passed');
    if (how.to === 'cancelled')
      await context.emit(tx, bookingCancelled, { key: booking.id, payload: payloadOf(booking) });
    if (booking.insteadOf !== null && how.to !== 'cancelled')
      await context.emit(tx, proposalLapsed, { key: booking.id, payload: payloadOf(booking) });
    if (slot && service) await passOn(context, tx, { service, slot, now });
  }
  return ended;
}

/** Gives back what overdue holds of a slot occupy. @returns how many */
export const expireHolds = (context: Context, slot: string): Promise<number> =>
  context.transaction(
    async (tx) => (await release(context, tx, slot, { to: 'expired', why: null, overdue: true })).length,
    { retry: true },
  );
