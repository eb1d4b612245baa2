import { z } from 'zod';
import { defineJob, type JobOutcome } from '#kernel/job';
import { fill } from '#kernel/texts';
import { gather } from './gather.ts';
import { texts } from './texts.ts';

/** Tells of what ended before it is swept away, also where nobody reads. */
export const gatherJob = defineJob({
  name: 'lineage.gather',
  title: texts.gatherJob,
  input: z.object({}),
  attempts: 3,
  lane: () => 'lineage',
  run: async (_input, run, context): Promise<JobOutcome> => ({
    summary: fill(texts.gathered, { count: await gather(context, run.signal) }),
  }),
});
