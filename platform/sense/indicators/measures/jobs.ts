import { z } from 'zod';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { defineJob, type JobOutcome } from '#kernel/job';
import { fill } from '#kernel/texts';
import { en } from '../texts.en.ts';
import { zh } from '../texts.zh.ts';
import { releaseEnded } from './cell-store.ts';
import { markUnbuilt } from './built.ts';
import { listMeasures } from './measures.ts';
import { refreshTouched } from './refresh.ts';
import { touchBegun } from './begun.ts';
import { tellEnded } from './released-event.ts';
import { everything, touch } from './touches-store.ts';

const release = (context: Context): Promise<void> =>
  context.transaction(async (tx) => {
    const ended = await releaseEnded(tx, dayOf(context), context.clock.now().toISOString());
    await tellEnded(context, tx, ended);
  });

/** Brings measures up to date with the rows that were written since; `all` reckons every period anew. Safe to run again. */
export const refreshMeasures = defineJob({
  name: 'indicators.refresh',
  title: { zh: zh.refreshJob, en: en.refreshJob },
  input: z.object({
    all: z.boolean().optional().describe('every period of every measure, whatever is touched'),
  }),
  attempts: 3,
  gathers: true,
  lane: () => 'measures',
  async run({ all }, run, context): Promise<JobOutcome> {
    await markUnbuilt(context);
    if (all)
      for (const { code } of await listMeasures(context, context.db))
        await touch(context.db, code, [everything], 'recount');
    await touchBegun(context);
    const { refreshed, failed } = await refreshTouched(context, run.signal);
    // After the reckoning: what came between the end of a period and its release is in the first value that is said of it.
    await release(context);
    if (failed.length > 0) throw new Error(`measures that could not be refreshed: ${failed.join(', ')}`);
    return {
      summary: fill({ zh: zh.refreshed, en: en.refreshed }, { done: refreshed.length }),
      data: { refreshed },
    };
  },
});
