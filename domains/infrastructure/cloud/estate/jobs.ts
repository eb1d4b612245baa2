import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { texts } from '../texts.ts';
import { forgetObservations } from './observe-store.ts';
import { observeSelf } from './self.ts';

const keptDays = 400;

/** Measures the platform's own machine, and lets go of observations that nobody looks at any more. */
export const observeSelfJob = defineJob({
  name: 'cloud.observe-self',
  title: texts.observingSelf,
  input: z.object({}),
  attempts: 1,
  run: async (_input, _run, context) => {
    const before = new Date(context.clock.now().getTime() - keptDays * 86_400_000);
    await context.transaction((tx) => forgetObservations(tx, before));
    const seen = await observeSelf(context);
    return { summary: seen ? fill(texts.observedSelf, { name: seen.name }) : texts.nobodyKeeps };
  },
});
