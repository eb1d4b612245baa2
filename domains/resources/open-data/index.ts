/** Open resources, for whoever measures or lists them. */
export { Release } from './records.ts';
/** For tests and whoever composes a city of some modules. */
export { default as openDataModule } from './module.ts';
/** How open resources are described to other people's catalogues. */
export { openDataFile } from './city.ts';
export { dcatCatalogue } from './standards/dcat.ts';
export type { OpenRow } from './public/public-store.ts';
export { turtle } from './standards/triples.ts';
