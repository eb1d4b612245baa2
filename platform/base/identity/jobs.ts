import type { Schedule } from '#kernel/job';
import { ranOutJob } from './leaving/ran-out.ts';
import { tellSignOut } from './leaving/tell.ts';
import { forgetRisksJob } from './risk/job.ts';

export const jobs = [tellSignOut, ranOutJob, forgetRisksJob];

export const schedules: readonly Schedule[] = [
  { name: 'identity.nightly', cron: '20 3 * * *', job: 'identity.forget-risks', input: {} },
  { name: 'identity.minutely', cron: '* * * * *', job: 'identity.ran-out', input: {} },
];
