/** Two datasets held against each other: what only one has, what differs, and who is told. */
export { Comparison } from './records.ts';

/** For tests and whoever composes a city of some modules. */
export { default as reconciliationModule } from './module.ts';
