import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { lockWaiting } from './escalation-store.ts';
import { withDates } from './reckoning.ts';
import { saveTask } from './store.ts';
import { texts } from './texts.ts';

const PIECE = 200;

/**
 * Reckons the dates of waiting tasks anew: all when the calendar changed, otherwise those that rest on a year which was
 * not published when they were reckoned.
 */
export const reckonTasks = defineJob({
  name: 'tasks.reckon',
  title: { zh: '重新计算任务期限', en: 'Reckoning the dates of tasks' },
  input: z.strictObject({ all: z.boolean() }),
  attempts: 3,
  lane: () => 'tasks.reckon',
  run: async ({ all }, run, context) => {
    let after = typeof run.state === 'string' ? run.state : '';
    let done = 0;
    let moved = 0;
    for (;;) {
      run.signal.throwIfAborted();
      const piece = await context.transaction(async (tx) => {
        const tasks = await lockWaiting(tx, { all, after, limit: PIECE });
        let changed = 0;
        for (const task of tasks) {
          const now = await withDates(context, tx, task);
          await saveTask(tx, now, context.clock.now().toISOString());
          if (now.dueAt !== task.dueAt) changed += 1;
        }
        return { tasks, changed };
      });
      done += piece.tasks.length;
      moved += piece.changed;
      after = piece.tasks.at(-1)?.id ?? after;
      await run.checkpoint(after);
      run.progress({ done, unit: texts.task });
      if (piece.tasks.length < PIECE) break;
    }
    return { summary: fill(texts.datesMoved, { count: moved }), data: { done, moved } };
  },
});
