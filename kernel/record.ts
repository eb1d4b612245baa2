/** Declaring records: runs in the browser as well as on the server. */
export * from './record/field.ts';
export * from './record/define.ts';
export * from './record/operations.ts';
export { related, type PersonalClass, type RelationRule } from './policy/rights.ts';
export { recordsOperations, SavedView } from './record/records-contract.ts';
