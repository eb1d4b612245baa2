export { openEvents, type Events, type EventsOptions } from './open.ts';
export type { EventTiming } from './timing.ts';
export { eventsModule } from './module.ts';
