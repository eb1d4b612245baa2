/** Code tables of the city. */
export { codeFiles, codeTablesFile, inventedFile, type CityInventedRange } from './city.ts';
export { CodeValue } from './records.ts';
export { findCodes, type CodeRow } from './store.ts';
/** For tests and whoever composes a city of some modules. */
export { default as codesModule } from './module.ts';
