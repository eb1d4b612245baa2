import { randomUUID } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { accountFor } from './actors.ts';
import { findBooking, moveBooking, type BookingRow } from './booking-store.ts';
import { bookingServed } from './events.ts';
import { enter } from './hold.ts';
import { callNext, findTicket, insertTicket, moveTicket, type TicketRow } from './queue-store.ts';
import { payloadOf } from './release.ts';
import { localOf, readyAt } from './rules.ts';
import { findResource } from './slot-store.ts';
import { texts } from './texts.ts';

interface Arrival {
  readonly resource: string;
  readonly organisation: string;
  readonly subjectName: string;
  readonly booking: string | null;
  readonly startsAt: string | null;
}

async function giveNumber(context: Context, tx: Db, arrival: Arrival): Promise<TicketRow> {
  const now = context.clock.now();
  const arrivedAt = now.toISOString();
  const ticket = await insertTicket(tx, {
    ...arrival,
    id: randomUUID(),
    day: localOf(now).day,
    readyAt: readyAt(arrivedAt, arrival.startsAt),
    arrivedAt,
  });
  if (!ticket) throw new Error('a queue number was not given');
  return ticket;
}

/** The one who booked is here and gets a number; their turn is at their time, not before. */
export function checkIn(context: Context, booking: BookingRow): Promise<TicketRow> {
  const { day } = localOf(context.clock.now());
  if (booking.day !== day)
    throw new Problem(409, 'scheduling.not-today', fill(texts.notToday, { day: booking.day }));
  return context.transaction(async (tx) => {
    const now = context.clock.now().toISOString();
    if (!(await moveBooking(tx, booking.id, { from: 'confirmed', to: 'checked-in', now })))
      throw new Problem(409, 'scheduling.not-confirmed', texts.notConfirmed);
    await enter(context, tx, booking, 'checked in');
    return giveNumber(context, tx, { ...booking, booking: booking.id });
  });
}

/** Somebody without a booking gets the next number; their turn is by when they came. */
export async function walkIn(context: Context, resource: string, subjectName: string): Promise<TicketRow> {
  const found = await findResource(context.db, resource);
  if (!found) throw notFound(texts.resource, resource);
  const arrival = { resource, organisation: found.organisation, subjectName, booking: null, startsAt: null };
  return context.transaction((tx) => giveNumber(context, tx, arrival));
}

/** @throws Problem 409 `scheduling.queue-empty` */
export async function callTicket(context: Context, resource: string): Promise<TicketRow> {
  const now = context.clock.now();
  const called = await context.transaction((tx) =>
    callNext(tx, { resource, day: localOf(now).day, now: now.toISOString() }),
  );
  if (!called) throw new Problem(409, 'scheduling.queue-empty', texts.queueEmpty);
  return called;
}

/** What a desk does with a number: from which state, to which. */
export const ticketSteps = {
  recall: { from: 'called', to: 'called' },
  skip: { from: 'called', to: 'skipped' },
  back: { from: 'skipped', to: 'waiting' },
  served: { from: 'called', to: 'served' },
} as const;

/** Whoever had booked has been served: told once. */
async function served(context: Context, tx: Db, id: string, now: string): Promise<void> {
  if (!(await moveBooking(tx, id, { from: 'checked-in', to: 'served', now }))) return;
  const booking = await findBooking(tx, id);
  if (!booking) return;
  const account = await accountFor(context, tx, booking);
  const payload = { ...payloadOf(booking), account };
  await context.emit(tx, bookingServed, { key: id, payload });
}

/** @throws Problem 409 `scheduling.ticket-state` */
export async function stepTicket(
  context: Context,
  id: string,
  step: keyof typeof ticketSteps,
): Promise<TicketRow> {
  return context.transaction(async (tx) => {
    const now = context.clock.now().toISOString();
    if (!(await moveTicket(tx, id, { ...ticketSteps[step], now })))
      throw new Problem(409, 'scheduling.ticket-state', texts.ticketState);
    const ticket = await findTicket(tx, id);
    if (!ticket) throw notFound(texts.ticket, id);
    if (step === 'served' && ticket.booking !== null) await served(context, tx, ticket.booking, now);
    return ticket;
  });
}
