/** What the server has of records; declaring them is `kernel/record.ts`. */
export { checkRecordTables } from './check-tables.ts';
export { codeLookupPoint, type CodeEntry, type CodeLookup } from './codes.ts';
export { writerNamesPoint, type WriterNames } from './writers.ts';
export { ensureRecordIndexes } from './indexes.ts';
export { handInFile } from './hand-in-file.ts';
export { recordHandlers } from './handlers.ts';
export { snapshotJob, snapshotRecord, type Snapshot } from './snapshot.ts';
export { lockRow, readRow, readRowEver, readRows } from './read-row.ts';
export { recordsModule } from './records-module.ts';
export { searchRecords, type SearchHit } from './search.ts';
export { recordJobs } from './jobs.ts';
export { recordRegistry, type RecordRegistry } from './registry.ts';
export { withdrawGone } from './withdraw-gone.ts';
export { writeRows, type WriteOptions, type Written } from './write-rows.ts';
export { maskValue } from './mask.ts';
export { keepTable } from './table-file.ts';
export type { Incoming, RecordOverrides } from './overrides.ts';
/** For a compiler that asks about many records at once, each under its own policy. */
export { filterable, openCondition } from './disclosure.ts';
export { noteKeys, subjectsOf } from './looks.ts';
export { planOf, type RecordPlan } from './plan.ts';
export { likePrefix } from './like.ts';
export { scopeCondition } from './scope.ts';
export { rowsAsOf } from './source.ts';
export { rowsWritten, tellWritten } from './rows-written.ts';
/** Policy: purposes and relations that modules bring, and a record's rows in the lake as an actor may see them. */
export { readSnapshot, snapshotView } from '../policy/lake.ts';
export { purposePoint, type Purpose, type PurposeLookup } from '../policy/purpose.ts';
export { relationViewPoint } from '../policy/relations.ts';
