export { addressCode } from './code.ts';
export { liesIn, makeGazetteer, type Division, type Gazetteer } from './gazetteer.ts';
export {
  matchAddress,
  type AddressMatch,
  type Assumption,
  type Contradiction,
  type MatchOptions,
} from './match.ts';
export { divisionsOfTheNation } from './national.ts';
export { normaliseAddress, standardParts, type NormalAddress, type StandardParts } from './normalise.ts';
export { parseAddress } from './parse.ts';
export { partKinds, type AddressPart, type PartKind } from './parts.ts';
