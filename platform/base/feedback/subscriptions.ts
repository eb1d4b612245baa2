import { subscription } from '#kernel/module';
import { bookingServed } from '#platform/base/scheduling';
import { askRating } from './rating.ts';
import { texts } from './texts.ts';

/** Whoever was served at a desk is asked how it was. */
export const subscriptions = [
  subscription('feedback.booking-served', bookingServed, ({ payload }, context) =>
    context.transaction(async (tx) => {
      if (payload.account === null) return;
      await askRating(context, tx, {
        matter: { module: 'scheduling', record: 'booking', key: payload.booking },
        title: texts.booked,
        person: payload.account,
        organisation: payload.organisation,
        simulated: payload.simulated,
      });
    }),
  ),
];
