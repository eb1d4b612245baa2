export { openJobs, type ContextFor, type Jobs } from './open.ts';
export type { JobTiming } from './timing.ts';
export { jobsModule } from './module.ts';
