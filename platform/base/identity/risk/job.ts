import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { texts } from '../texts.ts';
import { forgetRisks } from './store.ts';

/** Rows older than KEEP_RISKS_DAYS go: half a year at least is the law's (网络安全法 art. 21). */
export const forgetRisksJob = defineJob({
  name: 'identity.forget-risks',
  title: texts.forgetRisks,
  input: z.object({}),
  attempts: 2,
  lane: () => 'identity.risks',
  run: async (_input, _run, context) => {
    const before = new Date(context.clock.now().getTime() - context.config.KEEP_RISKS_DAYS * 86_400_000);
    const count = await context.transaction((tx) => forgetRisks(tx, before.toISOString()));
    return { summary: fill(texts.forgotRisks, { count }) };
  },
});
