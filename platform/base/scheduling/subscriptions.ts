import { subscription } from '#kernel/module';
import { localTime, notify } from '#platform/base/notifications';
import { bookingDisplaced, placeOffered } from './events.ts';

/** People hear of what happens to their bookings without having looked. */
export const subscriptions = [
  subscription('scheduling.tell-offered', placeOffered, ({ payload }, context) =>
    context.transaction(async (tx) => {
      await notify(context, tx, {
        to: { kind: 'account', id: payload.account },
        kind: 'scheduling.place-offered',
        key: payload.booking,
        params: { at: localTime(context, payload.startsAt), until: localTime(context, payload.expiresAt) },
        link: '/my/bookings',
        organisation: payload.organisation,
        simulated: payload.simulated,
      });
    }),
  ),
  subscription('scheduling.tell-displaced', bookingDisplaced, ({ payload }, context) =>
    context.transaction(async (tx) => {
      await notify(context, tx, {
        to: { kind: 'account', id: payload.account },
        kind: 'scheduling.booking-displaced',
        key: payload.booking,
        params: { at: localTime(context, payload.startsAt), why: payload.why },
        link: '/my/bookings',
        organisation: payload.organisation,
        simulated: payload.simulated,
      });
    }),
  ),
];
