import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { texts } from '../texts.ts';
import { checkChain } from './chain-check.ts';
import { settleChain } from './chain-task.ts';

export const checkChainJob = defineJob({
  name: 'exchange.check-chain',
  title: texts.checkChainJob,
  input: z.object({}),
  attempts: 1,
  lane: () => 'exchange.anchor',
  async run(_input, _run, context) {
    const verdict = await checkChain(context);
    await settleChain(context, verdict, { whole: true });
    return { summary: fill(texts.chainFits, { count: verdict.checkpoints }), data: { ...verdict } };
  },
});
