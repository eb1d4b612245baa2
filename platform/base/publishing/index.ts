/** What the city says to everybody: reviewed, scheduled, corrected in the open, withdrawn with a trace. */
export { articlePublished } from './events.ts';
/** For tests and whoever composes a city of some modules. */
export { default as publishingModule } from './module.ts';
