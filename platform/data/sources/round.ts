import { z } from 'zod';
import { system } from '#kernel/actor';
import { nextTick } from '#kernel/cron';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { startRun } from './start.ts';
import { findDue, takeDue } from './store.ts';
import { texts } from './texts.ts';

/** Each minute: starts the sources whose time has come; a time missed while down is made up once. */
export const roundJob = defineJob({
  name: 'sources.round',
  title: texts.roundTitle,
  input: z.object({}),
  attempts: 1,
  lane: () => 'sources.round',
  run: async (_input, job, context) => {
    const now = context.clock.now();
    let count = 0;
    for (const source of await findDue(context.db, now.toISOString())) {
      job.signal.throwIfAborted();
      const next =
        source.schedule === null ? undefined : nextTick(source.schedule, context.config.TIME_ZONE, now);
      count += await context.transaction(async (tx) => {
        if (!(await takeDue(tx, source, next?.toISOString() ?? null))) return 0;
        return (await startRun(context, tx, source, { cause: 'schedule', actor: system })) ? 1 : 0;
      });
    }
    return { summary: fill(texts.round, { count }), data: { count } };
  },
});
