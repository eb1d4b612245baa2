import { z } from 'zod';
import { dayOf } from '#kernel/clock';
import { defineJob, type JobOutcome } from '#kernel/job';
import { dueFrom } from './due.ts';
import { endWaivers as endIn } from './store/loop.ts';
import { tellOwnerOf } from './tell-owner.ts';
import { tellFindings } from './tell-written.ts';
import { texts } from './texts.ts';

const daysToMend = 10;

/** What was waived until a day is open again on the next; run again, or late, it changes nothing more. */
export const endWaivers = defineJob({
  name: 'quality.end-waivers',
  title: { zh: '豁免到期', en: 'End waivers' },
  input: z.object({}),
  attempts: 3,
  lane: () => 'quality:waivers',
  async run(_input, _run, context): Promise<JobOutcome> {
    const now = context.clock.now();
    const at = now.toISOString();
    const today = dayOf(context);
    const dueOn = (await dueFrom(context.db, at))(daysToMend);
    const datasets = await context.transaction(async (tx) => {
      const ended = await endIn(tx, { today, dueOn, note: texts.waiverEnded.zh, at });
      await tellFindings(context, tx, { keys: ended.map(({ id }) => id), source: 'platform' });
      const found = new Set(ended.map(({ dataset }) => dataset));
      for (const code of found) await tellOwnerOf(context, tx, code);
      return found;
    });
    return { summary: texts.waiversEnded, data: { datasets: datasets.size } };
  },
});
