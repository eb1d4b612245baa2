import { z } from 'zod';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { stateNames } from './names.ts';
import { goThrough } from './run.ts';
import { findRun } from './run-store.ts';
import { texts } from './texts.ts';

const attempts = 3;

/** One run of a source. Never two of one source at once. */
export const runJob = defineJob({
  name: 'sources.run',
  title: texts.runTitle,
  input: z.object({ run: z.string(), source: z.string() }),
  attempts,
  lane: ({ source }) => `sources.run ${source}`,
  run: async (input, job, context) => {
    const run = await findRun(context.db, input.run);
    const going = run?.state === 'waiting' || run?.state === 'running';
    const { state, rows } =
      run && going
        ? await goThrough(context, run, job, attempts)
        : { state: run?.state ?? 'cancelled', rows: 0 };
    return {
      summary: fill(texts.summary, { state: stateNames[state], rows }),
      data: { run: input.run, state, rows },
    };
  },
});
