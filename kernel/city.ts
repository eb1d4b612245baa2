/** The city as data: files that people edit, read into typed values, with the file and line of whatever is wrong. */
export { partPaths } from './city/continued.ts';
export { checkCity } from './city/check-city.ts';
export { showCityFault, type CityFault } from './city/fault.ts';
export { defineCityFile, type CityFile, type CityFormat } from './city/file.ts';
export { readCity, type CityCheck, type CityKnown, type ReadCity } from './city/read-city.ts';
export { keepParsedFiles, readCityFile } from './city/read-file.ts';
