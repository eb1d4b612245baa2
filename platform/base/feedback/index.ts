/** How a service was: five grades, bad ones answered. */
export { serviceRated } from './events.ts';
export { askRating, type RatingAsked } from './rating.ts';
/** For tests and whoever composes a city of some modules. */
export { default as feedbackModule } from './module.ts';
