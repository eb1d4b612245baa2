import { subscription } from '#kernel/module';
import {
  bookingCancelled,
  bookingConfirmed,
  bookingDisplaced,
  proposalLapsed,
} from '#platform/base/scheduling';
import { closeTask, openTask } from '#platform/base/tasks';
import { services } from './services.ts';
import { texts } from './texts.ts';

const mine = new Set(services.map(({ code }) => code));
const sourceOf = (key: string) => ({ module: 'health', record: 'rebooking', key });

/** Whoever booked is told that the doctor is away and what is held instead; they decide. */
const displaced = subscription('health.displaced', bookingDisplaced, async ({ payload }, context) => {
  const { proposal } = payload;
  if (!mine.has(payload.service) || proposal === null) return;
  await context.transaction((tx) =>
    openTask(context, tx, {
      kind: 'health.rebooking',
      title: texts.rebook,
      owner: payload.organisation,
      assignee: payload.account,
      onBehalfOf: payload.onBehalfOf,
      source: sourceOf(proposal),
      link: `/scheduling/bookings/${proposal}`,
      dueAt: payload.startsAt,
      simulated: payload.simulated,
    }),
  );
});

const settled = (name: string, event: typeof bookingConfirmed) =>
  subscription(name, event, async ({ payload }, context) => {
    if (!mine.has(payload.service)) return;
    await context.transaction((tx) =>
      closeTask(context, tx, sourceOf(payload.booking), { outcome: texts.rebooked }),
    );
  });

/** The place was not held any longer: there is nothing left to decide, and the institution calls them. */
const lapsed = subscription('health.rebooking-lapsed', proposalLapsed, async ({ payload }, context) => {
  if (!mine.has(payload.service)) return;
  await context.transaction((tx) =>
    closeTask(context, tx, sourceOf(payload.booking), { outcome: texts.rebookingLapsed, status: 'dropped' }),
  );
});

export const subscriptions = [
  displaced,
  lapsed,
  settled('health.rebooking-confirmed', bookingConfirmed),
  settled('health.rebooking-cancelled', bookingCancelled),
];
