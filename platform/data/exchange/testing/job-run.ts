import type { JobRun } from '#kernel/job';

// For tests only: what a job holds of the machinery, where a test runs it itself.

export const jobRun = (change: Partial<JobRun> = {}): JobRun => ({
  id: 'test',
  attempt: 1,
  signal: new AbortController().signal,
  state: null,
  progress: () => undefined,
  checkpoint: () => Promise.resolve(),
  ...change,
});
