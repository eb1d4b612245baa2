export { batchJoined, Origin, Origins } from './contract.ts';
export { findPersonId } from './me.ts';
export { Company, Person } from './records.ts';
