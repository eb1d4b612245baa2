/** Grants: a call, applications through a form, checks, panel, publicity, award, pay-out, follow-up. */
export { Application, Scheme } from './records.ts';
/** For tests and whoever composes a city of some modules. */
export { default as grantsModule } from './module.ts';
