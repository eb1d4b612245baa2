import { z } from 'zod';
import { Text } from '#kernel/texts';
import { bookingStatuses } from './names.ts';

const Half = z.enum(['am', 'pm', 'evening']);

export const Service = z.object({
  code: z.string(),
  title: Text,
  channels: z.array(z.string()),
  releaseDays: z.number().int(),
  releaseAt: z.string(),
  holdMinutes: z.number().int(),
  cancelUntilMinutes: z.number().int(),
  onceWithin: z.enum(['half-day', 'day', 'slot', 'none']),
  noShow: z
    .object({ most: z.number().int(), withinDays: z.number().int(), suspendDays: z.number().int() })
    .nullable(),
});

export const Bookable = z.object({
  code: z.string(),
  service: z.string(),
  organisation: z.string(),
  name: Text,
  place: z.string().nullable(),
  simulated: z.boolean(),
});

export const Offered = z.object({
  id: z.string(),
  resource: z.string(),
  name: Text,
  place: z.string().nullable(),
  organisation: z.string(),
  organisationName: Text.nullable(),
  service: z.string(),
  day: z.string(),
  half: Half,
  startsAt: z.string(),
  endsAt: z.string(),
  free: z.number().int().describe('places that the asked channel can have now'),
  opensAt: z.string().describe('from when the asked channel may book it'),
  state: z.enum(['free', 'full', 'not-open', 'stopped']),
  simulated: z.boolean(),
});
export type Offered = z.infer<typeof Offered>;

/** A booking as the one it is for sees it. */
export const MyBooking = z.object({
  id: z.string(),
  slot: z.string(),
  service: z.string(),
  serviceTitle: Text.nullable(),
  resource: z.string(),
  resourceName: Text.nullable(),
  place: z.string().nullable(),
  organisation: z.string(),
  organisationName: Text.nullable(),
  day: z.string(),
  half: Half,
  startsAt: z.string(),
  status: z.enum(bookingStatuses),
  expiresAt: z.string().nullable(),
  why: z.string().nullable(),
  insteadOf: z.string().nullable().describe('the booking that a stop displaced and this one is proposed for'),
  mayCancel: z.boolean(),
  simulated: z.boolean(),
});
export type MyBooking = z.infer<typeof MyBooking>;

export const MyWaiting = z.object({
  id: z.string(),
  service: z.string(),
  serviceTitle: Text.nullable(),
  resource: z.string().nullable(),
  firstDay: z.string(),
  lastDay: z.string(),
  half: Half.nullable(),
  status: z.enum(['waiting', 'offered']),
  ahead: z.number().int().describe('how many stand before in the whole list of the service'),
  booking: z.string().nullable(),
  simulated: z.boolean(),
});
export type MyWaiting = z.infer<typeof MyWaiting>;

/** A place in the waiting list as the desk sees it. */
export const Waiter = MyWaiting.omit({ ahead: true }).extend({
  subjectName: z.string(),
  joinedAt: z.string(),
});
export type Waiter = z.infer<typeof Waiter>;

export const Suspended = z.object({
  id: z.string(),
  service: z.string(),
  subjectName: z.string().nullable().describe('masked'),
  untilAt: z.string(),
  noShows: z.number().int(),
});

export const Ticket = z.object({
  id: z.string(),
  resource: z.string(),
  number: z.number().int(),
  booked: z.boolean(),
  subjectName: z.string().describe('masked'),
  status: z.enum(['waiting', 'called', 'served', 'skipped']),
  readyAt: z.string(),
  calledAt: z.string().nullable(),
  calls: z.number().int(),
});
export type Ticket = z.infer<typeof Ticket>;

export const RosterLine = z.object({
  resource: z.string(),
  name: Text,
  organisation: z.string(),
  day: z.string(),
  half: Half,
  firstAt: z.string(),
  lastAt: z.string(),
  capacity: z.number().int(),
  taken: z.number().int(),
  stopped: z.number().int(),
  slots: z.number().int(),
  people: z.array(z.string()),
  simulated: z.boolean(),
});
export type RosterLine = z.infer<typeof RosterLine>;

export const StopAsked = z.object({
  resource: z.string().max(64),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
});

export const Preview = z.object({
  slots: z.number().int(),
  displaced: z.number().int(),
  proposed: z.number().int(),
  rebookings: z.array(
    z.object({
      booking: z.string(),
      subjectName: z.string().describe('masked'),
      startsAt: z.string(),
      to: z.object({ name: Text, startsAt: z.string() }).nullable(),
    }),
  ),
});
