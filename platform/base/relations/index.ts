/** Named relations between those who act and those whom it is about: what policies ask, and who may act for whom. */
export { mandateOpeningPoint, relationKindPoint, type MandateOpening, type RelationKind } from './kinds.ts';
export { followSubject, returnSubject } from './follow.ts';
export { endRelation, giveConsent, makeRelation, type NewRelation } from './make.ts';
export { mandatesOf, type Mandate } from './mandates.ts';
/** For tests and whoever composes a city of some modules. */
export { default as relationsModule } from './module.ts';
