import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { end } from './ended.ts';
import { lockRunOut } from './store.ts';
import { texts } from './texts.ts';

const atOnce = 200;

/**
 * Writes down that relations are over whose last instant has passed. They opened nothing from that instant on; this is for
 * whoever has to hear of it.
 */
export const runOutJob = defineJob({
  name: 'relations.run-out',
  title: texts.runOutSweep,
  input: z.object({}),
  attempts: 1,
  brief: true,
  lane: () => 'relations.run-out',
  run: async (_input, _run, context) => {
    let ended = 0;
    for (let some = atOnce; some === atOnce; ended += some)
      some = await context.transaction(async (tx) => {
        const rows = await lockRunOut(tx, context.clock.now().toISOString(), atOnce);
        for (const row of rows) await end(context, tx, row, { how: 'expired', closing: texts.ranOut.zh });
        return rows.length;
      });
    return { summary: fill(texts.runOutEnded, { count: ended }) };
  },
});
