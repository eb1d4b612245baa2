/** What is booked: slots, holds, waiting lists, queues, rosters. Never oversold. */
export { bookingServicePoint, type BookedFor, type BookingService, type Release } from './service.ts';
export {
  bookingCancelled,
  bookingConfirmed,
  bookingDisplaced,
  proposalLapsed,
  bookingServed,
  personAbsent,
  placeOffered,
  slotFreed,
} from './events.ts';
export { holdPlace, type HoldAsked } from './hold.ts';
export { cancelBooking, confirmBooking } from './settle.ts';
export { openDays } from './plan.ts';
export { findResource, type ResourceRow } from './slot-store.ts';
export { Exception, Resource, Session } from './records.ts';
/** For tests and whoever composes a city of some modules. */
export { default as schedulingModule } from './module.ts';
