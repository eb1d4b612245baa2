/** One search over everything, trimmed by rights. */
export { find as search, type Asked as SearchAsked } from './find.ts';
/** For tests and whoever composes a city of some modules. */
export { default as searchModule } from './module.ts';
