/** Forms that people fill in: made without code, with versions, filled by what the city knows. */
export { handIn } from './answering.ts';
export { formSubmitted } from './events.ts';
export { answersGiven, findFormVersion, findPublishedForm, publishedForms } from './faces.ts';
export { prefillFor } from './prefill.ts';
export {
  formReceiverPoint,
  prefillPoint,
  type FormReceiver,
  type HandedIn,
  type PrefilledValue,
  type PrefillSource,
} from './points.ts';
export { returnAnswer } from './returning.ts';
/** For tests and whoever composes a city of some modules. */
export { default as formsModule } from './module.ts';
