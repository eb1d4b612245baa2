import { maskName } from '#engines/identifiers';
import type { Handlers } from '#kernel/module';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { organisationNames } from '#platform/base/organisations';
import { mySubjects, requireOrganisation, scopeOrganisation, subjectOf } from './actors.ts';
import { bookingsOf, findSuspension, liftSuspension, listSuspensions } from './booking-store.ts';
import type { operations } from './contract.ts';
import { getBooking, holdPlace } from './hold.ts';
import { openDays } from './plan.ts';
import { callTicket, checkIn, stepTicket, walkIn } from './queue.ts';
import { findTicket, lastCalls, queueOf } from './queue-store.ts';
import { addDays, localOf } from './rules.ts';
import { bookingServices } from './services.ts';
import { showBooking, showBookings, showService, showSlots, showTicket } from './show.ts';
import { cancelBooking, confirmBooking, noteAbsent } from './settle.ts';
import { findResource, findRoster, findSlot, findSlots, listResources } from './slot-store.ts';
import { applyStop, previewStop } from './stop.ts';
import { texts } from './texts.ts';
import { joinWaiting, leaveWaiting } from './waiting.ts';
import { listWaiting, waitingOf } from './waiting-store.ts';

const mostDays = 31;
const mostSlots = 3000;
type Own = Pick<Handlers<typeof operations>, 'hold' | 'confirm' | 'cancel' | 'mine' | 'join' | 'leave'>;
type Queue = Pick<Handlers<typeof operations>, 'queue' | 'walkIn' | 'next' | 'step' | 'display'>;
type Desk = Pick<
  Handlers<typeof operations>,
  'book' | 'confirmFor' | 'cancelFor' | 'checkIn' | 'noShow' | 'waitingList' | 'suspensions' | 'lift'
>;
type Rest = Omit<Handlers<typeof operations>, keyof Own | keyof Queue | keyof Desk>;

const own: Own = {
  hold: async ({ body }, context) => {
    const { subject, name } = await subjectOf(context);
    const held = await holdPlace(context, { ...body, subject, subjectName: name, channel: 'app' });
    return showBooking(context, held);
  },
  confirm: async ({ params }, context) => {
    await requireMine(context, params.id);
    return showBooking(context, await confirmBooking(context, params.id));
  },
  cancel: async ({ params }, context) => {
    await requireMine(context, params.id);
    return showBooking(context, await cancelBooking(context, params.id, { desk: false, why: null }));
  },
  mine: async (_input, context) => {
    const subjects = await mySubjects(context);
    const now = context.clock.now();
    const since = addDays(localOf(now).day, -90);
    const services = new Map((await bookingServices(context)).map(({ code, title }) => [code, title]));
    const waiting = await waitingOf(context.db, subjects);
    const suspended = await findSuspension(context.db, { subjects, now: now.toISOString() });
    await looked(context, 'scheduling:book', subjects);
    return {
      bookings: await showBookings(context, await bookingsOf(context.db, subjects, since)),
      waiting: waiting.map((each) => ({
        ...each,
        status: each.status === 'offered' ? ('offered' as const) : ('waiting' as const),
        serviceTitle: services.get(each.service) ?? null,
      })),
      suspended: suspended.map(maskedSuspension),
    };
  },
  join: async ({ body }, context) => {
    const { subject, name } = await subjectOf(context);
    const { id } = await joinWaiting(context, { ...body, subject, subjectName: name, channel: 'app' });
    return { id };
  },
  leave: async ({ params }, context) => {
    await leaveWaiting(context, params.id, await mySubjects(context));
    return { done: true };
  },
};

const maskedSuspension = <S extends { readonly subjectName: string | null }>(row: S) => ({
  ...row,
  subjectName: row.subjectName === null ? null : maskName(row.subjectName),
});

/** The ledger's entry of a look at whose data an answer holds. */
const looked = (
  context: Parameters<typeof getBooking>[0],
  permission: string,
  subjects: readonly string[],
): Promise<void> =>
  context.ledger(context.db, { action: 'read', resource: 'scheduling.booking', basis: permission, subjects });

/** Another's booking is, to a citizen, not there. */
async function requireMine(context: Parameters<typeof getBooking>[0], id: string): Promise<void> {
  const booking = await getBooking(context, id);
  if (!(await mySubjects(context)).includes(booking.subject)) throw notFound(texts.booking, id);
}

const desk: Desk = {
  book: async ({ body }, context) => {
    const slot = await findSlot(context.db, body.slot);
    if (!slot) throw notFound(texts.slot, body.slot);
    requireOrganisation(context, 'scheduling:serve', slot.organisation);
    return showBooking(context, await holdPlace(context, { ...body, confirmed: true }));
  },
  confirmFor: async ({ params }, context) => {
    requireOrganisation(context, 'scheduling:serve', (await getBooking(context, params.id)).organisation);
    return showBooking(context, await confirmBooking(context, params.id));
  },
  cancelFor: async ({ params, body }, context) => {
    requireOrganisation(context, 'scheduling:serve', (await getBooking(context, params.id)).organisation);
    return showBooking(context, await cancelBooking(context, params.id, { desk: true, why: body.why }));
  },
  checkIn: async ({ params }, context) => {
    const booking = await getBooking(context, params.id);
    requireOrganisation(context, 'scheduling:serve', booking.organisation);
    return showTicket(await checkIn(context, booking));
  },
  noShow: async ({ params }, context) => {
    const booking = await getBooking(context, params.id);
    requireOrganisation(context, 'scheduling:serve', booking.organisation);
    if (booking.status !== 'confirmed')
      throw new Problem(409, 'scheduling.not-confirmed', texts.notConfirmed);
    const slot = await findSlot(context.db, booking.slot);
    if (slot && slot.endsAt > context.clock.now().toISOString())
      throw new Problem(409, 'scheduling.not-over', texts.notYet);
    await noteAbsent(context, booking);
    return { done: true };
  },
  waitingList: async ({ query }, context) => {
    const services = new Map((await bookingServices(context)).map(({ code, title }) => [code, title]));
    const rows = await listWaiting(context.db, query.service, scopeOrganisation(context, 'scheduling:serve'));
    await looked(
      context,
      'scheduling:serve',
      rows.map(({ subject }) => subject),
    );
    return {
      items: rows.map((each) => ({
        ...each,
        subjectName: maskName(each.subjectName),
        serviceTitle: services.get(each.service) ?? null,
        status: each.status === 'offered' ? ('offered' as const) : ('waiting' as const),
      })),
    };
  },
  suspensions: async (_input, context) => {
    const within = scopeOrganisation(context, 'scheduling:manage');
    const rows = await listSuspensions(context.db, context.clock.now().toISOString(), within);
    await looked(
      context,
      'scheduling:manage',
      rows.map(({ subject }) => subject),
    );
    return { items: rows.map(maskedSuspension) };
  },
  lift: async ({ params, body }, context) => {
    await context.transaction(async (tx) => {
      const now = context.clock.now().toISOString();
      const within = scopeOrganisation(context, 'scheduling:manage');
      const by = { account: context.actor.id, now, why: body.why, within };
      const lifted = await liftSuspension(tx, params.id, by);
      if (!lifted) throw notFound(texts.suspension, params.id);
      await context.ledger(tx, {
        action: 'decide',
        resource: 'scheduling.suspension',
        basis: 'scheduling:manage',
        subjects: [lifted.subject],
        detail: { lifted: params.id },
      });
    });
    return { done: true };
  },
};

async function getResource(context: Parameters<typeof getBooking>[0], code: string, permission: string) {
  const resource = await findResource(context.db, code);
  if (!resource) throw notFound(texts.resource, code);
  requireOrganisation(context, permission, resource.organisation);
  return resource;
}

const queue: Queue = {
  queue: async ({ params }, context) => {
    const { nameZh, nameEn, organisation } = await getResource(context, params.resource, 'scheduling:serve');
    const rows = await queueOf(context.db, params.resource, localOf(context.clock.now()).day);
    return { items: rows.map(showTicket), name: { zh: nameZh, en: nameEn }, organisation };
  },
  walkIn: async ({ params, body }, context) => {
    await getResource(context, params.resource, 'scheduling:serve');
    return showTicket(await walkIn(context, params.resource, body.subjectName));
  },
  next: async ({ params }, context) => {
    await getResource(context, params.resource, 'scheduling:serve');
    return showTicket(await callTicket(context, params.resource));
  },
  step: async ({ params }, context) => {
    const ticket = await findTicket(context.db, params.id);
    if (!ticket) throw notFound(texts.ticket, params.id);
    requireOrganisation(context, 'scheduling:serve', ticket.organisation);
    return showTicket(await stepTicket(context, params.id, params.step));
  },
  display: async ({ params }, context) => {
    const now = context.clock.now();
    const rows = await lastCalls(context.db, params.organisation, localOf(now).day);
    return {
      items: rows.map(({ nameZh, nameEn, ...row }) => ({ ...row, name: { zh: nameZh, en: nameEn } })),
      asOf: now.toISOString(),
    };
  },
};

const rest: Rest = {
  services: async (_input, context) => ({ items: (await bookingServices(context)).map(showService) }),
  bookable: async ({ query }, context) => {
    const rows = await listResources(context.db, query.service);
    const names = await organisationNames(
      context.db,
      rows.map(({ organisation }) => organisation),
    );
    return {
      items: rows.map(({ nameZh, nameEn, ...row }) => ({
        ...row,
        name: { zh: nameZh, en: nameEn },
        organisationName: names.get(row.organisation) ?? null,
      })),
    };
  },
  slots: async ({ query: { channel, ...query } }, context) => {
    const to = query.to ?? query.from;
    if (to < query.from || to > addDays(query.from, mostDays))
      throw new Problem(422, 'scheduling.days-wrong', fill(texts.daysWrong, { days: mostDays }));
    const now = context.clock.now().toISOString();
    const rows = await findSlots(context.db, { ...query, to, after: now }, now, mostSlots);
    return { items: await showSlots(context, rows, channel), asOf: now };
  },
  roster: async ({ query }, context) => {
    const to = addDays(query.from, 6);
    const organisation = scopeOrganisation(context, 'scheduling:read');
    const rows = await findRoster(context.db, { ...query, to, organisation, service: query.service });
    const days = Array.from({ length: 7 }, (_, ahead) => addDays(query.from, ahead));
    return {
      items: rows.map(({ nameZh, nameEn, people, ...row }) => ({
        ...row,
        name: { zh: nameZh, en: nameEn },
        people: [...people],
      })),
      days,
    };
  },
  previewStop: async ({ body }, context) => {
    await getResource(context, body.resource, 'scheduling:manage');
    const { slots, rebookings } = await previewStop(context, body);
    await looked(
      context,
      'scheduling:manage',
      rebookings.map(({ booking }) => booking.subject),
    );
    return {
      slots: slots.length,
      displaced: rebookings.length,
      proposed: rebookings.filter(({ to }) => to !== null).length,
      rebookings: rebookings.map(({ booking, to }) => ({
        booking: booking.id,
        subjectName: maskName(booking.subjectName),
        startsAt: booking.startsAt,
        to: to && { name: { zh: to.nameZh, en: to.nameEn }, startsAt: to.startsAt },
      })),
    };
  },
  stop: async ({ body }, context) => {
    await getResource(context, body.resource, 'scheduling:manage');
    return applyStop(context, body);
  },
  openDays: async ({ params }, context) =>
    openDays(context, await getResource(context, params.resource, 'scheduling:manage')),
};

export const handlers: Handlers<typeof operations> = { ...own, ...desk, ...queue, ...rest };
