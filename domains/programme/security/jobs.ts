import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { gatherEvidence } from './gather.ts';
import { texts } from './texts.ts';

export const gatherJob = defineJob({
  name: 'security.gather',
  title: texts.gathering,
  input: z.object({}),
  attempts: 2,
  lane: () => 'security',
  run: async (_input, _run, context) => {
    const { pass = 0, fail = 0, manual = 0, accepted = 0 } = await gatherEvidence(context);
    return { summary: fill(texts.gathered, { pass, fail, manual, accepted }) };
  },
});
