import type { JobKind } from '../job.ts';

/** The long work of records; every record shares these kinds. */
export const recordJobs: readonly JobKind[] = [];
