import type { z } from 'zod';
import { maskName } from '#engines/identifiers';
import { organisationNames } from '#platform/base/organisations';
import type { Context } from '#kernel/context';
import type { BookingRow } from './booking-store.ts';
import type { TicketRow } from './queue-store.ts';
import { mayStillCancel, opensAt, poolsFor } from './rules.ts';
import type { BookingService } from './service.ts';
import { bookingServices } from './services.ts';
import type { MyBooking, Offered, Service, Ticket } from './shapes.ts';
import { findResource, type OfferedSlot } from './slot-store.ts';

export const showService = (service: BookingService): z.infer<typeof Service> => ({
  code: service.code,
  title: service.title,
  channels: [...service.channels],
  releaseDays: service.release.days,
  releaseAt: service.release.at,
  holdMinutes: service.holdMinutes,
  cancelUntilMinutes: service.cancelUntilMinutes,
  onceWithin: service.once.within,
  noShow: service.noShow ?? null,
});

const isLive = ({ status }: BookingRow): boolean => status === 'held' || status === 'confirmed';

/** A hold that ran out is shown as over, whether or not the clock's round has come by. */
function statusNow(booking: BookingRow, now: Date): BookingRow['status'] {
  const over =
    booking.status === 'held' && booking.expiresAt !== null && Date.parse(booking.expiresAt) <= now.getTime();
  return over ? 'expired' : booking.status;
}

function mayCancel(booking: BookingRow, service: BookingService | undefined, now: Date): boolean {
  if (!service || !isLive(booking)) return false;
  return booking.status === 'held' || mayStillCancel(service, booking.startsAt, now);
}

export async function showBookings(context: Context, rows: readonly BookingRow[]): Promise<MyBooking[]> {
  const services = new Map((await bookingServices(context)).map((service) => [service.code, service]));
  const organisations = await organisationNames(
    context.db,
    rows.map(({ organisation }) => organisation),
  );
  const codes = [...new Set(rows.map(({ resource }) => resource))];
  const found = await Promise.all(codes.map((code) => findResource(context.db, code)));
  const resources = new Map(found.flatMap((each) => (each ? [[each.code, each] as const] : [])));
  const now = context.clock.now();
  return rows.map((booking) => {
    const resource = resources.get(booking.resource);
    const service = services.get(booking.service);
    const { subject: _subject, subjectName: _name, pool: _pool, recordedBy: _by, ...shown } = booking;
    return {
      ...shown,
      status: statusNow(booking, now),
      serviceTitle: service?.title ?? null,
      resourceName: resource ? { zh: resource.nameZh, en: resource.nameEn } : null,
      place: resource?.place ?? null,
      organisationName: organisations.get(booking.organisation) ?? null,
      mayCancel: mayCancel(booking, service, now),
    };
  });
}

export async function showBooking(context: Context, row: BookingRow): Promise<MyBooking> {
  const [shown] = await showBookings(context, [row]);
  if (!shown) throw new Error('one booking shows as one');
  return shown;
}

export const showTicket = ({
  booking,
  subjectName,
  organisation: _o,
  day: _d,
  arrivedAt: _a,
  ...ticket
}: TicketRow): Ticket => ({
  ...ticket,
  booked: booking !== null,
  subjectName: maskName(subjectName),
});

function stateOf(slot: OfferedSlot, free: number, open: boolean): Offered['state'] {
  if (slot.stoppedAt !== null) return 'stopped';
  if (free === 0) return 'full';
  return open ? 'free' : 'not-open';
}

/** Slots as a channel sees them: its own pool and those that are everybody's. */
export async function showSlots(
  context: Context,
  rows: readonly OfferedSlot[],
  channel: string,
): Promise<Offered[]> {
  const services = new Map((await bookingServices(context)).map((service) => [service.code, service]));
  const organisations = await organisationNames(
    context.db,
    rows.map(({ organisation }) => organisation),
  );
  const now = context.clock.now();
  return rows.flatMap((slot) => {
    const service = services.get(slot.service);
    if (!service) return [];
    const pools = new Set(poolsFor(service, channel, { startsAt: slot.startsAt, now }));
    const mine = slot.pools.filter((pool) => pools.has(pool.channel));
    const free = slot.stoppedAt === null ? mine.reduce((sum, { quota, taken }) => sum + quota - taken, 0) : 0;
    const opens = opensAt(service, slot.day, channel);
    const { pools: _pools, nameZh, nameEn, stoppedAt: _stopped, capacity: _capacity, ...shown } = slot;
    return {
      ...shown,
      name: { zh: nameZh, en: nameEn },
      organisationName: organisations.get(slot.organisation) ?? null,
      free,
      opensAt: opens,
      state: stateOf(slot, free, Date.parse(opens) <= now.getTime()),
    };
  });
}
