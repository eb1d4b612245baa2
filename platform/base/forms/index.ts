/** Forms that people fill in: made without code, with versions, filled by what the city knows. */
export { formSubmitted } from './events.ts';
export { prefillFor } from './prefill.ts';
export { prefillPoint, type PrefilledValue, type PrefillSource } from './points.ts';
/** For tests and whoever composes a city of some modules. */
export { default as formsModule } from './module.ts';
