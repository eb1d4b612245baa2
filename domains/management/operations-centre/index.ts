/** For whoever measures what a month of beats leaves behind. */
export { heartOf } from './heart.ts';
export { findVersion } from './store.ts';
/** For tests and whoever composes a city of some modules. */
export { default as operationsCentreModule } from './module.ts';
