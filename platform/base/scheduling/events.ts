import { z } from 'zod';
import { defineEvent } from '#kernel/event';

/** Where and when, never who: a subscriber that must know asks with its own right. */
const Booked = z.object({
  booking: z.string(),
  service: z.string(),
  resource: z.string(),
  organisation: z.string(),
  startsAt: z.string(),
  simulated: z.boolean(),
});

const Freed = z.object({
  slot: z.string(),
  service: z.string(),
  resource: z.string(),
  organisation: z.string(),
  startsAt: z.string(),
});

export const slotFreed = defineEvent({
  name: 'scheduling.slot-freed',
  version: 1,
  title: { zh: '号源已释放', en: 'A place of a slot is free again' },
  payload: Freed,
});

export const bookingConfirmed = defineEvent({
  name: 'scheduling.booking-confirmed',
  version: 1,
  title: { zh: '预约已确认', en: 'A booking was confirmed' },
  payload: Booked,
});

export const bookingCancelled = defineEvent({
  name: 'scheduling.booking-cancelled',
  version: 1,
  title: { zh: '预约已取消', en: 'A booking was cancelled' },
  payload: Booked,
});

export const placeOffered = defineEvent({
  name: 'scheduling.place-offered',
  version: 1,
  title: { zh: '已向候补人发出号源', en: 'A place was offered to whoever waited' },
  payload: Booked.extend({ account: z.string(), expiresAt: z.string() }),
});

export const bookingDisplaced = defineEvent({
  name: 'scheduling.booking-displaced',
  version: 1,
  title: { zh: '预约因停诊改约', en: 'A stop displaced a booking' },
  payload: Booked.extend({
    account: z.string(),
    onBehalfOf: z
      .string()
      .nullable()
      .default(null)
      .describe('person for whom the account booked; null for their own'),
    why: z.string(),
    proposal: z.string().nullable().describe('booking that is held instead, to be confirmed'),
  }),
});

export const proposalLapsed = defineEvent({
  name: 'scheduling.proposal-lapsed',
  version: 1,
  title: { zh: '改约号已失效', en: 'A place held after a stop is held no more' },
  payload: Booked,
});

export const personAbsent = defineEvent({
  name: 'scheduling.person-absent',
  version: 1,
  title: { zh: '爽约', en: 'Nobody came to a booking' },
  payload: Booked.extend({ suspendedUntil: z.string().nullable() }),
});

export const bookingServed = defineEvent({
  name: 'scheduling.booking-served',
  version: 1,
  title: { zh: '预约服务已完成', en: 'Who had booked was served' },
  payload: Booked.extend({
    account: z.string().nullable().describe('of the person served, when they have one'),
  }),
});

export const events = [
  slotFreed,
  bookingConfirmed,
  bookingCancelled,
  placeOffered,
  bookingDisplaced,
  proposalLapsed,
  personAbsent,
  bookingServed,
];
