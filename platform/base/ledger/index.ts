/** The append-only ledger of looks, changes and decisions. Entries come through `context.ledger`. */
export type { LedgerFault, Verification } from './contract.ts';
export { verifyEvidence, type EvidenceFault, type Trust } from './evidence.ts';
export { fingerprint, readFingerprint } from './fingerprint.ts';
export { entriesOf, findEntry, findLookAtMe, type Look } from './looks.ts';
export { findNewestHead } from './newest.ts';
export { numberSubjects, subjectNamesPoint, type SubjectNames } from './subject-names.ts';
export { findPrinted } from './printed.ts';
export { verifyLedger } from './verify.ts';
/** For tests and whoever composes a city of some modules. */
export { default as ledgerModule } from './module.ts';
