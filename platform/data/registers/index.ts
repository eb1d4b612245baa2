export { batchJoined, Origin, Origins } from './contract.ts';
export { datasetValues, type DatasetValue } from './dataset-values-store.ts';
export { householdValues } from './households/values-store.ts';
export { fileSectionPoint, type FileItem, type FileSection } from './files/sections.ts';
export { findPersonId } from './me.ts';
export { Company, Household, Person } from './records.ts';
export { inventedPersons, rowsSpeakingFor, type SpeakingRow } from './regroup/found-store.ts';
export { mergeFound } from './regroup/found.ts';
export { personMerged, personSplit } from './regroup/events.ts';
/** Where ids lead that others were merged into. */
export { allAliases, idsOf, leadsTo, personNow } from './regroup/alias-store.ts';
export { entitiesOfRows, foundersOf } from './regroup/retire-store.ts';
/** Joining rows without a usable number, for linkage: only registers writes persons. */
export {
  foundPerson,
  joinedBatches,
  keysJoinedByNumber,
  linkRows,
  partRow,
  type LinkedRow,
} from './linked-rows.ts';
/** For measuring the joining alone; everybody else hands in a file. */
export { joinRows } from './join-rows.ts';
export { subjects } from './subjects.ts';

/** For tests and whoever composes a city of some modules. */
export { default as registersModule } from './module.ts';
