/** For tests and whoever composes a city of some modules. */
export { default as reportsModule } from './module.ts';
