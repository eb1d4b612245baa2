import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import {
  findBooking,
  findByRequest,
  findLive,
  findSuspension,
  takePlace,
  type BookingRow,
  type NewBooking,
  type NotTaken,
} from './booking-store.ts';
import { bookingConfirmed } from './events.ts';
import { expireHolds, payloadOf } from './release.ts';
import { holdUntil, localOf, onceKeyOf, opensAt, poolsFor } from './rules.ts';
import type { BookingService } from './service.ts';
import { getService } from './services.ts';
import { rememberedSlot } from './remembered-slots.ts';
import type { SlotRow } from './slot-store.ts';
import { texts } from './texts.ts';

export interface HoldAsked {
  readonly slot: string;
  /** Key of whom it is for: their person in the register, or their account. */
  readonly subject: string;
  readonly subjectName: string;
  readonly channel: string;
  /** The caller's own number of this request: said twice, it is done once. */
  readonly request?: string | undefined;
  /** Confirmed at once, as at a window. */
  readonly confirmed?: boolean;
  /** The booking that a stop displaced. */
  readonly insteadOf?: string;
  /** The account whose booking it is; the actor's when absent. */
  readonly recordedBy?: string;
  /** How long it stands; the service's own time when absent. */
  readonly minutes?: number;
  /** Whoever was there first is not held to release times again. */
  readonly early?: true;
  readonly simulated?: boolean;
}

const refuse = (
  status: number,
  code: string,
  words: keyof typeof texts,
  values: Record<string, string> = {},
) => new Problem(status, `scheduling.${code}`, fill(texts[words], values));

const shown = (iso: string): string => {
  const { day, time } = localOf(new Date(iso));
  return `${day} ${time}`;
};

function requireOpen(service: BookingService, slot: SlotRow, asked: HoldAsked, now: string): void {
  if (!service.channels.includes(asked.channel))
    throw refuse(422, 'no-such-channel', 'channel', { channel: asked.channel });
  if (slot.stoppedAt !== null) throw refuse(409, 'stopped', 'stopped');
  if (slot.startsAt <= now) throw refuse(409, 'past', 'past');
  const opens = opensAt(service, slot.day, asked.channel);
  if (!asked.early && opens > now) throw refuse(409, 'not-open-yet', 'notOpen', { at: shown(opens) });
}

async function suspendedProblem(context: Context, subject: string, service: string): Promise<Problem> {
  const now = context.clock.now().toISOString();
  const [suspended] = await findSuspension(context.db, { subjects: [subject], service, now });
  return refuse(403, 'suspended', 'suspended', { until: shown(suspended?.untilAt ?? now) });
}

const spans = { 'half-day': texts.halfDay, day: texts.aDay, slot: texts.sameSlot, none: texts.sameSlot };

function onceProblem(service: BookingService, live: BookingRow): Problem {
  const { zh, en } = spans[service.once.within];
  const words = {
    zh: fill(texts.once, { within: zh }).zh,
    en: fill(texts.once, { within: en }).en,
  };
  return new Problem(409, 'scheduling.once', words, { booking: live.id });
}

/** The booking that this request made before; a Problem when it was about another slot. */
async function madeBefore(context: Context, asked: HoldAsked): Promise<BookingRow | undefined> {
  if (asked.request === undefined) return undefined;
  const before = await findByRequest(context.db, context.actor.id, asked.request);
  if (before && before.slot !== asked.slot) throw refuse(409, 'request-reused', 'requestReused');
  return before;
}

/** Why the place could not be had although there was one, or the booking that stands for this very request. */
async function settleClash(
  context: Context,
  service: BookingService,
  slot: SlotRow,
  asked: HoldAsked,
): Promise<BookingRow | 'again'> {
  const before = await madeBefore(context, asked);
  if (before) return before;
  const onceKey = onceKeyOf(service, slot);
  const live = onceKey === null ? undefined : await findLive(context.db, asked.subject, onceKey);
  if (!live) return 'again';
  const overdue =
    live.status === 'held' && live.expiresAt !== null && live.expiresAt <= context.clock.now().toISOString();
  if (!overdue) throw onceProblem(service, live);
  await expireHolds(context, live.slot);
  return 'again';
}

const madeOf = (
  { onceKey: _once, request: _request, suspends: _suspends, ...booking }: NewBooking,
  pool: string,
): BookingRow => ({
  ...booking,
  pool,
  half: booking.half as BookingRow['half'],
  why: null,
});

async function attempt(
  context: Context,
  service: BookingService,
  slot: SlotRow,
  asked: HoldAsked,
): Promise<BookingRow | NotTaken> {
  const now = context.clock.now();
  const heldAt = now.toISOString();
  const booking = {
    ...slot,
    id: randomUUID(),
    slot: slot.id,
    channel: asked.channel,
    subject: asked.subject,
    subjectName: asked.subjectName,
    status: asked.confirmed ? ('confirmed' as const) : ('held' as const),
    onceKey: onceKeyOf(service, slot),
    request: asked.request ?? null,
    heldAt,
    expiresAt: asked.confirmed ? null : holdUntil(now, asked.minutes ?? service.holdMinutes, slot.startsAt),
    insteadOf: asked.insteadOf ?? null,
    simulated: asked.simulated ?? slot.simulated,
    recordedBy: asked.recordedBy ?? context.actor.id,
    suspends: service.noShow !== undefined,
  };
  const pools = poolsFor(service, asked.channel, { startsAt: slot.startsAt, now });
  if (!asked.confirmed) {
    const taken = await takePlace(context.db, pools, booking);
    return typeof taken === 'string' ? taken : madeOf(booking, taken.pool);
  }
  return context.transaction(
    async (tx) => {
      const taken = await takePlace(tx, pools, booking);
      if (typeof taken === 'string') return taken;
      const made = madeOf(booking, taken.pool);
      await context.emit(tx, bookingConfirmed, { key: made.id, payload: payloadOf(made) });
      await enter(context, tx, made, 'booked');
      return made;
    },
    { retry: true },
  );
}

/** The ledger's entry of a step about somebody's booking. */
export const enter = (
  context: Context,
  tx: Parameters<Context['ledger']>[0],
  booking: Pick<BookingRow, 'id' | 'subject'>,
  done: string,
): Promise<void> =>
  context.ledger(tx, {
    action: 'change',
    resource: 'scheduling.booking',
    basis: 'scheduling:book',
    subjects: [booking.subject],
    detail: { booking: booking.id, done },
  });

/** What follows when no place was taken: another try, the booking that stands for this request, or the refusal. */
async function onward(
  context: Context,
  service: BookingService,
  slot: SlotRow,
  { asked, made }: { readonly asked: HoldAsked; readonly made: NotTaken },
): Promise<BookingRow | 'again'> {
  if (made === 'full' || made === 'stopped') throw refuse(409, made, made);
  if (made === 'suspended') throw await suspendedProblem(context, asked.subject, service.code);
  if (made === 'clash') return settleClash(context, service, slot, asked);
  await expireHolds(context, slot.id);
  return 'again';
}

/**
 * Takes a place in a slot for a while (or for good). Call it outside of a transaction.
 * @throws Problem 404; 409 `scheduling.full`, `.once`, `.not-open-yet`, `.past`, `.stopped`; 403 `.suspended`
 */
export async function holdPlace(context: Context, asked: HoldAsked): Promise<BookingRow> {
  const now = context.clock.now().toISOString();
  const slot = await rememberedSlot(context, asked.slot);
  if (!slot) throw notFound(texts.slot, asked.slot);
  const service = await getService(context, slot.service);
  const before = await madeBefore(context, asked);
  if (before) return before;
  requireOpen(service, slot, asked, now);
  await service.admit?.(context, { ...slot, subject: asked.subject, channel: asked.channel });
  for (let round = 1; round <= 3; round += 1) {
    const made = await attempt(context, service, slot, asked);
    if (typeof made === 'object') return made;
    const settled = await onward(context, service, slot, { asked, made });
    if (settled !== 'again') return settled;
  }
  throw refuse(409, 'full', 'full');
}

/** @throws Problem 404 */
export async function getBooking(context: Context, id: string, db = context.db): Promise<BookingRow> {
  const booking = await findBooking(db, id);
  if (!booking) throw notFound(texts.booking, id);
  return booking;
}
