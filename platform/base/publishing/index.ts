/** What the city says to everybody: reviewed, scheduled, corrected in the open, withdrawn with a trace. */
export { articlePublished, objectionAnswered } from './events.ts';
export { openPublicity, requireUndisputed, type PublicityOpened, withdrawPublicity } from './publicity.ts';
export { isShown } from './shown.ts';
/** For tests and whoever composes a city of some modules. */
export { default as publishingModule } from './module.ts';
