/** Lifts, who answers for them, and their alarms. */
export { Alarm, Lift } from './records.ts';
/** For tests and whoever composes a city of some modules. */
export { default as elevatorsModule } from './module.ts';
