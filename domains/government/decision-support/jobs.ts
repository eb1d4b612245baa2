import { z } from 'zod';
import { defineJob, type JobOutcome } from '#kernel/job';
import { fill } from '#kernel/texts';
import { evaluateRule, type Evaluated } from './warnings/evaluate.ts';
import { listRuleCodes, listRulesOf } from './store.ts';
import { texts } from './texts.ts';

/** Judges the measures that rules watch: all of them, those of one measure, or one rule. Safe to run again. */
export const evaluateRules = defineJob({
  name: 'decision-support.evaluate',
  title: texts.evaluateJob,
  input: z.object({ measure: z.string().optional(), rule: z.string().optional() }),
  attempts: 3,
  gathers: true,
  // One after another: what an earlier run has read is never written over what a later one has.
  lane: () => 'warnings',
  async run({ measure, rule }, run, context): Promise<JobOutcome> {
    const all =
      measure === undefined ? await listRuleCodes(context.db) : await listRulesOf(context.db, measure);
    const codes = all.filter((code) => rule === undefined || code === rule);
    const failed: string[] = [];
    const sum: Evaluated = { raised: 0, higher: 0, withdrawn: 0 };
    for (const [index, code] of codes.entries()) {
      run.signal.throwIfAborted();
      run.progress({ done: index, total: codes.length, unit: texts.rule });
      try {
        const done = await evaluateRule(context, code);
        sum.raised += done.raised;
        sum.higher += done.higher;
        sum.withdrawn += done.withdrawn;
      } catch (error) {
        // One rule that fails stops no other.
        context.log.error({ err: error, rule: code }, 'a rule could not be judged');
        failed.push(code);
      }
    }
    if (failed.length > 0) throw new Error(`rules that could not be judged: ${failed.join(', ')}`);
    return { summary: fill(texts.evaluated, { rules: codes.length, ...sum }), data: sum };
  },
});
