import type { JobKind } from '../job.ts';
import { exportJob } from './export.ts';
import { importJob } from './import/run-import.ts';
import { undoImportJob } from './import/undo-import.ts';
import { snapshotJob } from './snapshot.ts';

/** The long work of records; every record shares these kinds. */
export const recordJobs: readonly JobKind[] = [
  importJob,
  undoImportJob,
  exportJob,
  snapshotJob,
] as unknown as readonly JobKind[];
