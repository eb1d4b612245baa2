export { batchJoined, Origin, Origins } from './contract.ts';
export { findPersonId } from './me.ts';
export { Company, Person } from './records.ts';
/** For measuring the joining alone; everybody else hands in a file. */
export { joinRows } from './join-rows.ts';
export { subjects } from './subjects.ts';

/** For tests and whoever composes a city of some modules. */
export { default as registersModule } from './module.ts';
