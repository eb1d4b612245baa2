/** The way that a matter goes: states with what waits in them, acts, what other organs tell; steps out of versions. */
export { applicantOf } from './acting.ts';
export { applicant, officer, type At } from './declared.ts';
export { defineProcess, type ActsOf, type Begun, type Change, type Process } from './process.ts';
/** For tests and whoever composes a city of some modules. */
export { default as workflowModule } from './module.ts';
