import { z } from 'zod';
import { defineJob, type JobOutcome } from '#kernel/job';
import { fill } from '#kernel/texts';
import { listCaseRules } from '../store.ts';
import { texts } from '../texts.ts';
import { raiseCases, type Raised } from './raise.ts';
import { scoreCases } from './score.ts';
import { settleCases } from './settle.ts';

/** Foretells of every open case how likely it is to be late, and brings the warnings into agreement. Safe to run again. */
export const judgeRisks = defineJob({
  name: 'decision-support.risk',
  title: texts.riskJob,
  input: z.object({}),
  attempts: 3,
  gathers: true,
  lane: () => 'warnings',
  async run(_input, run, context): Promise<JobOutcome> {
    const { risks } = await scoreCases(context);
    const sum: Raised = { raised: 0, higher: 0, over: 0 };
    for (const code of await listCaseRules(context.db)) {
      run.signal.throwIfAborted();
      const done = await raiseCases(context, code, risks);
      sum.raised += done.raised;
      sum.higher += done.higher;
      sum.over += done.over;
    }
    // Also of what was closed while it was being judged.
    sum.over += await settleCases(context);
    const refused = risks.filter((risk) => risk.refused !== null).length;
    const data = { cases: risks.length, refused, ...sum };
    return { summary: fill(texts.riskJudged, data), data };
  },
});
