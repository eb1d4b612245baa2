import { z } from 'zod';
import { defineJob, type JobOutcome } from '#kernel/job';
import { fill } from '#kernel/texts';
import { runDue } from './issues/run-due.ts';
import { texts } from './texts.ts';

/** Runs the reports whose time has come. */
export const runReports = defineJob({
  name: 'reports.run-due',
  title: texts.runJob,
  input: z.object({}),
  attempts: 3,
  gathers: true,
  lane: () => 'reports',
  async run(_input, run, context): Promise<JobOutcome> {
    const { made, failed } = await runDue(context, run.signal);
    if (failed.length > 0) throw new Error(`reports that could not be run: ${failed.join(', ')}`);
    return { summary: fill(texts.ran, { made }), data: { made } };
  },
});
