import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import {
  absent,
  confirmHeld,
  countNoShows,
  insertSuspension,
  lastSuspension,
  lockPools,
  moveBooking,
  overdueSlots,
  type BookingRow,
} from './booking-store.ts';
import { bookingConfirmed, personAbsent } from './events.ts';
import { enter, getBooking } from './hold.ts';
import { expireHolds, payloadOf, release } from './release.ts';
import { addDays, instantAt, localOf, mayStillCancel, suspendedUntil } from './rules.ts';
import { findService, getService } from './services.ts';
import { reviewStopOf } from './stop-task.ts';
import { texts } from './texts.ts';
import { settleOffer } from './waiting-store.ts';

/**
 * Confirms a held booking; said again, it changes nothing.
 * @throws Problem 409 `scheduling.hold-over` when the hold ran out
 */
export async function confirmBooking(context: Context, id: string): Promise<BookingRow> {
  const confirmed = await context.transaction(
    async (tx) => {
      const booking = await confirmHeld(tx, id, context.clock.now().toISOString());
      if (!booking) return undefined;
      await settleOffer(tx, id, 'taken');
      await context.emit(tx, bookingConfirmed, { key: id, payload: payloadOf(booking) });
      if (booking.insteadOf !== null) await reviewStopOf(context, tx, booking.insteadOf);
      await enter(context, tx, booking, 'confirmed');
      return booking;
    },
    { retry: true },
  );
  if (confirmed) return confirmed;
  const found = await getBooking(context, id);
  if (found.status === 'confirmed') return found;
  const over = found.status === 'held' || found.status === 'expired';
  throw over
    ? new Problem(409, 'scheduling.hold-over', texts.holdOver)
    : new Problem(409, 'scheduling.not-held', texts.notHeld);
}

/**
 * Cancels a held or confirmed booking and passes its place on.
 * @param by the desk is not bound by the deadline
 */
export async function cancelBooking(
  context: Context,
  id: string,
  by: { readonly desk: boolean; readonly why: string | null },
): Promise<BookingRow> {
  const before = await getBooking(context, id);
  const service = await getService(context, before.service);
  const bound = !by.desk && before.status === 'confirmed';
  if (bound && !mayStillCancel(service, before.startsAt, context.clock.now()))
    throw new Problem(
      409,
      'scheduling.too-late',
      fill(texts.tooLate, { minutes: service.cancelUntilMinutes }),
    );
  await context.transaction(
    async (tx) => {
      const ended = await release(context, tx, before.slot, { to: 'cancelled', why: by.why, id });
      if (ended.length === 0) throw new Problem(409, 'scheduling.over', texts.cancelled);
      await enter(context, tx, before, 'cancelled');
    },
    { retry: true },
  );
  return getBooking(context, id);
}

/** Absences since the last suspension count; what was paid for once is not counted twice. */
async function suspendAfter(context: Context, tx: Db, booking: BookingRow): Promise<string | null> {
  const service = await findService(context, booking.service, tx);
  if (!service?.noShow) return null;
  const now = context.clock.now();
  const window = instantAt(addDays(localOf(now).day, -service.noShow.withinDays), '00:00');
  const last = await lastSuspension(tx, booking.subject, booking.service);
  const since = last !== undefined && last > window ? last : window;
  const noShows = await countNoShows(tx, { ...booking, since });
  const untilAt = suspendedUntil(service, noShows, now);
  if (untilAt === undefined) return null;
  await insertSuspension(tx, { ...booking, id: randomUUID(), fromAt: now.toISOString(), untilAt, noShows });
  return untilAt;
}

/** Nobody came: it counts, and after so many the subject is suspended as the service's rule says. */
export const noteAbsent = (context: Context, booking: BookingRow): Promise<void> =>
  context.transaction(
    async (tx) => {
      await lockPools(tx, booking.slot);
      const now = context.clock.now().toISOString();
      if (!(await moveBooking(tx, booking.id, { from: 'confirmed', to: 'no-show', now }))) return;
      const until = await suspendAfter(context, tx, booking);
      await context.emit(tx, personAbsent, {
        key: booking.id,
        payload: { ...payloadOf(booking), suspendedUntil: until },
      });
      await enter(context, tx, booking, until === null ? 'absent' : 'absent, suspended');
    },
    { retry: true },
  );

const pieces = 200;

/** One that cannot be settled stops none of the others. */
async function apart<T>(
  context: Context,
  what: Readonly<Record<string, string>>,
  settle: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await settle();
  } catch (error) {
    context.log.error({ ...what, err: error }, 'scheduling: not settled in this round');
    return undefined;
  }
}

/** One round of the clock: overdue holds are given back, absences noted. @returns how many of each */
export async function sweep(context: Context): Promise<{ expired: number; absences: number }> {
  const now = context.clock.now().toISOString();
  let expired = 0;
  for (const slot of await overdueSlots(context.db, now, pieces))
    expired += (await apart(context, { slot }, () => expireHolds(context, slot))) ?? 0;
  const missing = await absent(context.db, now, pieces);
  for (const booking of missing)
    await apart(context, { booking: booking.id }, () => noteAbsent(context, booking));
  return { expired, absences: missing.length };
}
