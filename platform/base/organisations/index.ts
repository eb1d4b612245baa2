/** Institutions and divisions of the city, in time. */
export { firstDayOf, organisationsFile, divisionsFile } from './city.ts';
export { putGrids, type Grid } from './grids.ts';
export { Division, Organisation } from './records.ts';
export {
  divisionCodes,
  divisionNames,
  divisionsBelow,
  findOrganisation,
  organisationNames,
  type OrganisationFound,
} from './store.ts';
/** For tests and whoever composes a city of some modules. */
export { default as organisationsModule } from './module.ts';
