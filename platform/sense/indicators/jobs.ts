import { z } from 'zod';
import type { Context } from '#kernel/context';
import { defineJob, type JobOutcome } from '#kernel/job';
import { fill } from '#kernel/texts';
import { computeAll } from './compute.ts';
import { en } from './texts.en.ts';
import { zh } from './texts.zh.ts';
import { removeSeen } from './seen-store.ts';

const unit = { zh: zh.unit, en: en.unit };

/** How long it can be told what was seen at a past hour. */
const keptDays = 400;

const daysAgo = ({ clock }: Context, days: number): Date =>
  new Date(clock.now().getTime() - days * 86_400_000);

/** Measures figures, all of them or those named, for today or a day that is over. Safe to run again. */
export const compute = defineJob({
  name: 'indicators.compute',
  title: { zh: zh.computeJob, en: en.computeJob },
  input: z.object({
    indicators: z.array(z.string()).optional(),
    day: z.iso.date().optional(),
  }),
  attempts: 2,
  gathers: true,
  lane: () => 'indicators',
  async run(input, run, context): Promise<JobOutcome> {
    const { measured, failed } = await computeAll(context, input, (done, total) => {
      run.signal.throwIfAborted();
      run.progress({ done, total, unit });
    });
    if (input.indicators === undefined) await removeSeen(context.db, daysAgo(context, keptDays));
    if (failed.length > 0) throw new Error(`indicators that could not be measured: ${failed.join(', ')}`);
    return {
      summary: fill({ zh: zh.computed, en: en.computed }, { done: measured.length }),
      data: { measured },
    };
  },
});
