/** Open resources, for whoever measures or lists them. */
export { Release } from './records.ts';
/** For tests and whoever composes a city of some modules. */
export { default as openDataModule } from './module.ts';
