/** Code tables of the city. */
export { codeFiles, codeTablesFile, inventedFile, type CityInventedRange } from './city.ts';
export { saidAloud } from './pinyin.ts';
export { CodeTable, CodeValue } from './records.ts';
export { codesBelow, findCodes, searchCodes, type CodeRow } from './store.ts';
export { meaningOf, translateCodes, type Translated, type Translation } from './translate.ts';
/** For tests and whoever composes a city of some modules. */
export { default as codesModule } from './module.ts';
