export { openEvents, type Events } from './open.ts';
export type { EventTiming } from './timing.ts';
export { eventsModule } from './module.ts';
