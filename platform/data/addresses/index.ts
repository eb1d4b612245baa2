/** What written addresses say with the names of this city, and the one code of each place. */
export { addressMerged } from './contract.ts';
export { occupantPoint, type Occupant, type OccupantSource } from './occupants.ts';
export { placeAddresses, type Placed } from './place.ts';
export { Address } from './records.ts';
export type { Verdict } from './rules.ts';
export { default as addressesModule } from './module.ts';
