export { openJobs, type ContextFor, type Jobs, type JobsOptions } from './open.ts';
export type { JobTiming } from './timing.ts';
export { JobInterruption, interruptionOf } from './interruption.ts';
export { jobsModule } from './module.ts';
