export type { Capabilities, StoreKind } from './capabilities.ts';
export type {
  CopyTarget,
  Db,
  Store,
  StoreLog,
  StoreOptions,
  StoreQuery,
  TransactionOptions,
} from './store.ts';
export { afterCommit } from './after-commit.ts';
export { askingTogether, forgetGathered, gathering, writeGathered } from './gather.ts';
export { alone } from './migration-records.ts';
export { inBackground } from './background.ts';
export { askKept } from './kept-plans.ts';
export { oneAtATime } from './one-at-a-time.ts';
export { openStore } from './open.ts';
export { isUniqueViolation, storeProblem, type StoreProblem } from './store-problem.ts';
export { migrate } from './migrate.ts';
export type { MigrationProgress, MigrationReport, MigrationSource } from './migration-types.ts';
