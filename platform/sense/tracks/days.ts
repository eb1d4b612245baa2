import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { dropDays, listUnsettled, makeDays, settleDay } from './days-store.ts';
import { addDays, dayOf } from './rules.ts';
import { keepDays } from './settings-store.ts';
import { texts } from './texts.ts';

const ahead = 7;

/** Makes the days to come and drops those whose time is over. */
export const days = defineJob({
  name: 'tracks.days',
  title: texts.daysJob,
  input: z.object({}),
  attempts: 3,
  lane: () => 'tracks.days',
  async run(_input, _run, context) {
    const now = context.clock.now();
    const today = dayOf(now);
    const wanted = Array.from({ length: ahead + 1 }, (_, at) => addDays(today, at));
    const keep = await keepDays(context.db);
    const data = await context.transaction(async (tx) => ({
      made: await makeDays(tx, wanted, now.toISOString()),
      dropped: await dropDays(tx, today, keep),
    }));
    return { summary: fill(texts.daysDone, data), data };
  },
});

/** Puts the days that are over in order, at an hour when few look at them. */
export const settle = defineJob({
  name: 'tracks.settle',
  title: texts.settleJob,
  input: z.object({}),
  attempts: 3,
  lane: () => 'tracks.days',
  async run(_input, _run, context) {
    const now = context.clock.now();
    const waiting = await listUnsettled(context.db, dayOf(now));
    for (const day of waiting) await settleDay(context.store, day, now.toISOString());
    const data = { settled: waiting.length };
    return { summary: fill(texts.settleDone, data), data };
  },
});
