import { z } from 'zod';
import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { nextTick } from '#kernel/cron';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { readyFollowers, waitAnew } from './follow-store.ts';
import { startRun } from './start.ts';
import { findDue, takeDue } from './store.ts';
import { texts } from './texts.ts';

/** Starts what follows others that were read; one that is under way already goes on waiting. */
async function startFollowers(context: Context, signal: AbortSignal): Promise<number> {
  let count = 0;
  for (const source of await readyFollowers(context.db)) {
    signal.throwIfAborted();
    const now = context.clock.now().toISOString();
    count += await context.transaction(async (tx) => {
      if (!(await startRun(context, tx, source, { cause: 'after', actor: system }))) return 0;
      await waitAnew(tx, source.code, now);
      return 1;
    });
  }
  return count;
}

/**
 * Each minute: starts the sources whose time has come, and those that follow others; a time missed while down is made up
 * once.
 */
export const roundJob = defineJob({
  name: 'sources.round',
  title: texts.roundTitle,
  input: z.object({}),
  attempts: 1,
  brief: true,
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
        return (await startRun(context, tx, source, {
          cause: source.schedule === null ? 'after' : 'schedule',
          actor: system,
        }))
          ? 1
          : 0;
      });
    }
    count += await startFollowers(context, job.signal);
    return { summary: fill(texts.round, { count }), data: { count } };
  },
});
